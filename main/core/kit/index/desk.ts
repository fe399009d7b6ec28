import { stampTime, type Stamp } from '../../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { kitActionId } from '../../../../shared/programme/kitAction.entity.ts';
import { parseScope, scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import { dayNumber, UNKNOWN_DAY } from './days.ts';
import {
  RECORD,
  UNIT,
  type IndexStore,
  type ProgrammeFacts,
  type WaveFacts,
} from './indexStore.ts';
import { createKit, type FormerActions, type Kit } from './kit.ts';
import { BLOCKED, codeOf, DONE } from './matrix.ts';
import { createObserved, type Observed } from './observed.ts';
import { isThereOn, placesOn, wavesOn, type PastParts } from './pastPlaces.ts';
import { createPlaceList } from './placeList.ts';
import type { Place } from './places.ts';
import type { SharedChange } from './sharedChange.ts';

/** Schools whose steps are read at once while the program does other things in between. */
const SCHOOLS_AT_ONCE = 200;

/** All that figures and lists are made from, as it was read. */
export interface Desk {
  /** In the order of towns, then names. */
  readonly places: readonly Place[];
  /** The same as they were on a past day. */
  placesOn(day: LocalDate): readonly Place[];
  /** What past days depend on besides. */
  past(): PastParts;
  readonly programmes: readonly ProgrammeFacts[];
  /** In the order of their switchover days. */
  readonly waves: readonly WaveFacts[];
  /**
   * The same as they were on a past day, without those that there were not yet.
   * @param hasPlaces whether places were in a wave then: there was it, whoever wrote it down later
   */
  wavesOn(day: LocalDate, hasPlaces: (wave: string) => boolean): readonly WaveFacts[];
  readonly observed: Observed;
  kit(programme: string): Kit | undefined;
  /** The number of a person in matrices; 0: they have taken nothing on. */
  personNumber(person: string): number;
  /** Reads some more of the steps; false: all have been read. Until then only places are here. */
  readMore(): boolean;
  /** Reads schools anew by their ids. */
  reread(schools: ReadonlyMap<string, { readonly stepsOnly: boolean }>): void;
  /** Reads anew what schools share: programmes, waves, territories, templates. */
  rereadShared(change: SharedChange): void;
}

/**
 * Reads the desk from the store: places at once, steps by {@link Desk.readMore}.
 * @param dayOf the calendar day of an instant in milliseconds since 1970
 */
export function createDesk(store: IndexStore, dayOf: (ms: number) => LocalDate): Desk {
  const kits = new Map<string, Kit>();
  const observed = createObserved();
  const people = new Map<string, number>();
  const list = createPlaceList(store);
  readTemplates();

  function formerActions(programme: string): FormerActions {
    return (action) => list.past().formers.of('kitAction', kitActionId(programme, action));
  }

  function readTemplates(): void {
    for (const { id } of list.programmes) {
      const known = kits.get(id);
      if (known === undefined) kits.set(id, createKit(store.actions(id), formerActions(id)));
      else known.retime(store.actions(id));
    }
  }

  function kitOf(programme: string): Kit {
    let kit = kits.get(programme);
    if (kit === undefined) {
      // Its steps have arrived before it has.
      kit = createKit([], formerActions(programme));
      kits.set(programme, kit);
    }
    return kit;
  }

  /** Reads steps into cells that are empty. */
  function readSteps(scopes: readonly ScopeId[]): void {
    /** Schools whose cells have been emptied in this reading. */
    const begun = new Map<Kit, Set<string>>();
    for (const group of store.steps(scopes)) {
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
  }

  /** Reads what else is known of steps, into the cells that have been read. */
  function readMarks(scope: ScopeId | null): void {
    for (const { scope: place, programme, action, stamp } of store.blocked(scope)) {
      if (programme === null || action === null) continue;
      const { matrix } = kitOf(programme);
      const from = matrix.start(parseScope(place as ScopeId).id);
      if (from === undefined) continue;
      const at = from + matrix.column(action);
      if (matrix.status[at] !== BLOCKED) continue;
      matrix.since[at] = stamp === null ? UNKNOWN_DAY : dayNumber(dayOf(stampTime(stamp as Stamp)));
    }
    for (const { scope: place, programme, action, assignee } of store.assigned(scope)) {
      if (programme === null || action === null) continue;
      const { matrix } = kitOf(programme);
      const from = matrix.start(parseScope(place as ScopeId).id);
      if (from === undefined) continue;
      let number = people.get(assignee);
      if (number === undefined) people.set(assignee, (number = people.size + 1));
      matrix.assignee[from + matrix.column(action)] = number;
    }
  }

  function* readAll(): Generator<void> {
    const scopes = [...new Set(list.places.map(({ id }) => scopeId('establishment', id)))];
    yield;
    for (let from = 0; from < scopes.length; from += SCHOOLS_AT_ONCE) {
      readSteps(scopes.slice(from, from + SCHOOLS_AT_ONCE));
      yield;
    }
    readMarks(null);
    yield;
    for (const record of store.observations(null)) observed.add(record);
  }
  const reading = readAll();

  return {
    get places() {
      return list.places;
    },
    placesOn: (day) => placesOn(list.places, list.past(), day),
    past: list.past,
    wavesOn(day, hasPlaces) {
      const there = list.waves.filter((wave) => hasPlaces(wave.id) || isThereOn(wave, day, dayOf));
      return wavesOn(there, list.past().formers, day);
    },
    get programmes() {
      return list.programmes;
    },
    get waves() {
      return list.waves;
    },
    observed,
    kit: (programme) => kits.get(programme),
    personNumber: (person) => people.get(person) ?? 0,
    readMore: () => reading.next().done !== true,
    rereadShared(change) {
      list.rereadShared(change);
      if (change.templates || change.programmes) readTemplates();
    },
    reread(schools) {
      const moved: string[] = [];
      list.rereadPast();
      for (const [school, { stepsOnly }] of schools) {
        const scope = scopeId('establishment', school);
        for (const kit of kits.values()) kit.matrix.remove(school);
        readSteps([scope]);
        readMarks(scope);
        if (stepsOnly) continue;
        observed.remove(school);
        for (const record of store.observations(scope)) observed.add(record);
        moved.push(school);
      }
      list.reread(moved);
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
