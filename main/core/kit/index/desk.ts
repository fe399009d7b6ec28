import { stampTime, type Stamp } from '../../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { parseScope, scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import { dayNumber, UNKNOWN_DAY } from './days.ts';
import {
  RECORD,
  UNIT,
  type IndexStore,
  type ProgrammeFacts,
  type WaveFacts,
} from './indexStore.ts';
import { createKit, type Kit } from './kit.ts';
import { BLOCKED, codeOf, DONE } from './matrix.ts';
import { createObserved, type Observed } from './observed.ts';
import { byTown, territoryTexts, toPlace, type Place } from './places.ts';

/** All that figures and lists are made from, as it was read. */
export interface Desk {
  /** In the order of towns, then names. */
  readonly places: readonly Place[];
  readonly programmes: readonly ProgrammeFacts[];
  /** In the order of their switchover days. */
  readonly waves: readonly WaveFacts[];
  readonly observed: Observed;
  kit(programme: string): Kit | undefined;
  /** Reads schools anew by their ids. */
  reread(schools: ReadonlyMap<string, { readonly stepsOnly: boolean }>): void;
  /** Reads anew what schools share: programmes, waves, territories, templates. */
  rereadShared(): void;
}

/**
 * Reads the desk from the store.
 * @param dayOf the calendar day of an instant in milliseconds since 1970
 */
export function createDesk(store: IndexStore, dayOf: (ms: number) => LocalDate): Desk {
  const kits = new Map<string, Kit>();
  const observed = createObserved();
  let programmes: readonly ProgrammeFacts[] = [];
  let waves: readonly WaveFacts[] = [];
  let territories: ReadonlyMap<string, string> = new Map();
  let places: Place[] = [];

  function readShared(): void {
    programmes = store.programmes();
    waves = store.waves();
    territories = territoryTexts(store.territories());
    for (const { id } of programmes) {
      const known = kits.get(id);
      if (known === undefined) kits.set(id, createKit(store.actions(id)));
      else known.retime(store.actions(id));
    }
    places = byTown(store.places(null).map((record) => toPlace(record, territories)));
  }

  function kitOf(programme: string): Kit {
    let kit = kits.get(programme);
    if (kit === undefined) {
      // Its steps have arrived before it has.
      kit = createKit([]);
      kits.set(programme, kit);
    }
    return kit;
  }

  /** Reads steps into cells that are empty. */
  function readSteps(scope: ScopeId | null): void {
    /** Schools whose cells have been emptied in this reading. */
    const begun = new Map<Kit, Set<string>>();
    for (const group of store.steps(scope)) {
      if (group.programme === null) continue;
      const school = parseScope(group.scope as ScopeId).id;
      const kit = kitOf(group.programme);
      const code = codeOf(group.status);
      begin(begun, kit, school);
      for (const cell of group.cells.split(RECORD)) {
        const unit = cell.indexOf(UNIT);
        const column = kit.matrix.column(cell.slice(0, unit));
        // A new column moves the cells.
        const at = kit.matrix.start(school)! + column;
        kit.matrix.status[at] = code;
        if (code === DONE) kit.matrix.since[at] = dayNumber(cell.slice(unit + 1));
      }
    }
    for (const { scope: place, programme, action, stamp } of store.blocked(scope)) {
      if (programme === null || action === null) continue;
      const { matrix } = kitOf(programme);
      const from = matrix.start(parseScope(place as ScopeId).id);
      if (from === undefined) continue;
      const at = from + matrix.column(action);
      if (matrix.status[at] !== BLOCKED) continue;
      matrix.since[at] = stamp === null ? UNKNOWN_DAY : dayNumber(dayOf(stampTime(stamp as Stamp)));
    }
  }

  readShared();
  readSteps(null);
  for (const record of store.observations(null)) observed.add(record);

  return {
    get places() {
      return places;
    },
    get programmes() {
      return programmes;
    },
    get waves() {
      return waves;
    },
    observed,
    kit: (programme) => kits.get(programme),
    rereadShared: readShared,
    reread(schools) {
      const moved = new Map<string, Place[]>();
      for (const [school, { stepsOnly }] of schools) {
        const scope = scopeId('establishment', school);
        for (const kit of kits.values()) kit.matrix.remove(school);
        readSteps(scope);
        if (stepsOnly) continue;
        observed.remove(school);
        for (const record of store.observations(scope)) observed.add(record);
        const records = store.places(school);
        moved.set(
          school,
          records.map((record) => toPlace(record, territories)),
        );
      }
      if (moved.size === 0) return;
      const others = places.filter(({ id }) => !moved.has(id));
      places = byTown([...others, ...[...moved.values()].flat()]);
    },
  };
}

/** Empties the cells of a school once. */
function begin(begun: Map<Kit, Set<string>>, kit: Kit, school: string): void {
  let schools = begun.get(kit);
  if (schools === undefined) begun.set(kit, (schools = new Set()));
  if (schools.has(school)) return;
  schools.add(school);
  kit.matrix.clear(school);
}
