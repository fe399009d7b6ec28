import { dueDay, type ActionTiming, type SwitchoverPlan } from '../kit/kit.rules.ts';
import type { LocalDate } from '../kernel/dates.ts';

/** What dealing out needs of an action of the template. */
export interface DealtAction extends ActionTiming {
  readonly action: string;
  readonly variant: string | null;
  readonly level: string | null;
  readonly retired: boolean;
}

/** Ids that templates use for the level of establishments themselves. */
export const SCHOOL_LEVELS: ReadonlySet<string> = new Set([
  'etablissement',
  'establishment',
  'ecole',
  'school',
]);

/**
 * Whether an action of the template is for an establishment: not dropped, of its variant or of
 * all, and of its level; no level is that of establishments.
 */
export function appliesTo(
  action: Pick<DealtAction, 'variant' | 'level' | 'retired'>,
  place: { readonly variant: string | null; readonly level: string | null },
): boolean {
  if (action.retired) return false;
  if (action.variant !== null && action.variant !== place.variant) return false;
  return levelAbove(action.level) === levelAbove(place.level);
}

/** The level that a place stands on; null: it is an establishment, which figures count. */
export function levelAbove(level: string | null): string | null {
  return level === null || SCHOOL_LEVELS.has(level) ? null : level;
}

/** What dealing out a kit comes to, for whoever is about to do it. */
export interface DealingPreview {
  readonly schools: number;
  /** Steps that will be made. */
  readonly steps: number;
  /** Steps that are there already, and stay as they are. */
  readonly kept: number;
  readonly firstDue: LocalDate | null;
  readonly lastDue: LocalDate | null;
  /** Actions whose day is moved because nobody works then. */
  readonly moved: number;
  /** Actions that are late from the start. */
  readonly late: number;
}

/** Adds up {@link DealingPreview} school by school. */
export class DealingTally {
  #schools = 0;
  #steps = 0;
  #kept = 0;
  #moved = 0;
  #late = 0;
  #first: LocalDate | null = null;
  #last: LocalDate | null = null;
  readonly #today: LocalDate;

  constructor(today: LocalDate) {
    this.#today = today;
  }

  /** Counts a school with the actions it gets, and how many steps it has already. */
  add(actions: readonly ActionTiming[], kept: number, plan: SwitchoverPlan): void {
    this.#schools += 1;
    this.#steps += actions.length;
    this.#kept += kept;
    for (const action of actions) {
      const day = dueDay(action, plan);
      if (day === null) continue;
      if (day.due !== day.planned) this.#moved += 1;
      if (day.due < this.#today) this.#late += 1;
      if (this.#first === null || day.due < this.#first) this.#first = day.due;
      if (this.#last === null || day.due > this.#last) this.#last = day.due;
    }
  }

  result(): DealingPreview {
    return {
      schools: this.#schools,
      steps: this.#steps,
      kept: this.#kept,
      firstDue: this.#first,
      lastDue: this.#last,
      moved: this.#moved,
      late: this.#late,
    };
  }
}
