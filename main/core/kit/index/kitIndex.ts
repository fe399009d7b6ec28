import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { parseScope, type ScopeId } from '../../../../shared/schema/scope.ts';
import { createDesk, type Desk } from './desk.ts';
import { computeFigures, recount, type Figures } from './figures.ts';
import type { IndexStore } from './indexStore.ts';
import { addShared, isShared, noSharedChange } from './sharedChange.ts';

/** A past day is looked at now and then; figures of a few days are kept. */
const DAYS_KEPT = 4;
/** Entities that say how far steps are. */
const STEPS: ReadonlySet<string> = new Set(['kitStep', 'pastValue']);
/** With more schools out of date than this, reading all anew is quicker than one by one. */
const MOST_ONE_BY_ONE = 1_500;

/**
 * The kits of all schools of this device in memory, for figures and lists of thousands of schools.
 * Read at the first question, so that a device that asks none pays nothing, or little by little
 * before it; then the schools whose rows have changed are read anew before the next answer.
 */
export interface KitIndex {
  /** All of it, up to date. */
  desk(): Desk;
  /** Its places, up to date; steps may still be missing. */
  places(): Pick<Desk, 'places' | 'programmes' | 'waves'>;
  /** Reads a part of what has not been read; false: all has been. */
  readMore(): boolean;
  /**
   * Figures of every place on a day, up to date.
   * @param past the day, where it is in the past
   * @param today the day that lateness is counted from otherwise
   */
  figures(past: LocalDate | null, today: LocalDate): Figures;
  /** Rows of scopes have changed, or left the device (no entities). */
  changed(scopes: readonly ScopeId[], entities: readonly string[]): void;
}

/** @param dayOf the calendar day of an instant in milliseconds since 1970 */
export function createKitIndex(store: IndexStore, dayOf: (ms: number) => LocalDate): KitIndex {
  let desk: Desk | null = null;
  /** Whether the desk has its places, and not yet all steps. */
  let isPartial = false;
  let shared = noSharedChange();
  /** Schools to read anew, and whether only their steps. */
  const changed = new Map<string, { stepsOnly: boolean }>();
  const kept = new Map<string, Figures>();

  function begin(): Desk {
    isPartial = true;
    shared = noSharedChange();
    changed.clear();
    return createDesk(store, dayOf);
  }

  function finish(partial: Desk): void {
    if (!isPartial) return;
    while (partial.readMore());
    isPartial = false;
  }

  function readDesk(): Desk {
    const whole = begin();
    finish(whole);
    return whole;
  }

  function fresh(): Desk {
    if (desk !== null && !isPartial && !isShared(shared) && changed.size === 0) return desk;
    if (desk === null || changed.size > MOST_ONE_BY_ONE) {
      desk = readDesk();
    } else {
      finish(desk);
      if (isShared(shared)) desk.rereadShared(shared);
      if (changed.size > 0) desk.reread(changed);
      if (!isShared(shared) && [...changed.values()].every(({ stepsOnly }) => stepsOnly)) {
        for (const [day, figures] of kept) kept.set(day, recount(desk, figures, changed));
        changed.clear();
        return desk;
      }
    }
    shared = noSharedChange();
    changed.clear();
    kept.clear();
    return desk;
  }

  return {
    desk: fresh,
    places() {
      if (isShared(shared) || changed.size > 0) return fresh();
      desk ??= begin();
      return desk;
    },
    readMore() {
      if (desk !== null && isPartial) isPartial = desk.readMore();
      else desk ??= begin();
      return isPartial;
    },
    figures(past, today) {
      const now = fresh();
      const key = `${past} ${past === null ? today : ''}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const figures = computeFigures(now, past, today);
      const oldest = kept.size < DAYS_KEPT ? undefined : kept.keys().next().value;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(key, figures);
      return figures;
    },
    changed(scopes, entities) {
      if (desk === null) return;
      addShared(shared, scopes, entities);
      const stepsOnly = entities.length > 0 && entities.every((entity) => STEPS.has(entity));
      for (const scope of scopes) {
        const { kind, id } = parseScope(scope);
        if (kind !== 'establishment') continue;
        const before = changed.get(id)?.stepsOnly ?? true;
        changed.set(id, { stepsOnly: stepsOnly && before });
      }
    },
  };
}
