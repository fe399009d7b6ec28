import type { IndexStore, PlaceRecord, ProgrammeFacts, WaveFacts } from './indexStore.ts';
import type { PutOffRecord } from '../kit.store.ts';
import { partKey, type PastParts } from './pastPlaces.ts';
import { byTown, territoryTexts, toPlace, type Place } from './places.ts';
import type { SharedChange } from './sharedChange.ts';

/** With more waves changed than this, reading all places anew is quicker than wave by wave. */
const MOST_WAVES = 8;

/** The places of all schools, with the names of what they belong to. */
export interface PlaceList {
  /** In the order of towns, then names. */
  readonly places: readonly Place[];
  readonly programmes: readonly ProgrammeFacts[];
  /** In the order of their switchover days. */
  readonly waves: readonly WaveFacts[];
  /** What past days depend on besides; read at the first question after a change. */
  past(): PastParts;
  /** Earlier values of rows have changed. */
  rereadPast(): void;
  reread(schools: readonly string[]): void;
  rereadShared(change: SharedChange): void;
}

export function createPlaceList(store: IndexStore): PlaceList {
  let programmes: readonly ProgrammeFacts[] = [];
  let waves: readonly WaveFacts[] = [];
  let territories: ReadonlyMap<string, string> = new Map();
  let places: Place[] = [];
  let past: PastParts | null = null;
  /** What the places are yet to be made from: reading and preparing thousands are a part each. */
  let raw: readonly PlaceRecord[] | null = null;

  const toPlaces = (records: readonly PlaceRecord[]): Place[] =>
    records.map((record) => toPlace(record, territories));

  function readAll(): void {
    programmes = store.programmes();
    waves = store.waves();
    territories = territoryTexts(store.territories());
    raw = store.places(null);
  }

  function prepare(): void {
    if (raw === null) return;
    places = byTown(toPlaces(raw));
    raw = null;
  }

  /** Puts what was read of schools in the place of what was known of them. */
  function replace(schools: ReadonlySet<string>, records: readonly PlaceRecord[]): void {
    if (schools.size === 0) return;
    places = byTown([...places.filter(({ id }) => !schools.has(id)), ...toPlaces(records)]);
  }

  function reread(schools: readonly string[]): void {
    replace(
      new Set(schools),
      schools.flatMap((school) => store.places(school)),
    );
  }

  function rereadWave(wave: string): void {
    const records = store.placesOfWave(wave);
    const found = new Set(records.map(({ id }) => id));
    const others = places.filter((place) => place.wave === wave && !found.has(place.id));
    replace(found, records);
    reread([...new Set(others.map(({ id }) => id))]);
  }

  /** Programmes are few and named in every place; answers false where that is not all. */
  function renameProgrammes(): boolean {
    const now = store.programmes();
    const ids = (list: readonly ProgrammeFacts[]): string => list.map(({ id }) => id).join('\n');
    const byId = new Map(now.map(({ id, place }) => [id, place]));
    const isKnown = places.every(({ programme }) => programme === null || byId.has(programme));
    if (ids(now) !== ids(programmes) || !isKnown) return false;
    const before = new Map(programmes.map(({ id, place }) => [id, JSON.stringify(place)]));
    const renamed = now.some(({ id, place }) => before.get(id) !== JSON.stringify(place));
    programmes = now;
    if (renamed) {
      places = byTown(
        places.map((place) =>
          place.programme === null ? place : { ...place, ...byId.get(place.programme) },
        ),
      );
    }
    return true;
  }

  function readPast(): PastParts {
    const postponements = new Map<string, PutOffRecord[]>();
    for (const record of store.postponements()) {
      const key = partKey(record.establishment ?? '', record.wave);
      postponements.set(key, [...(postponements.get(key) ?? []), record]);
    }
    const variants = new Map(
      places.map(({ id, programme, variant }) => [partKey(id, programme), variant] as const),
    );
    const left = toPlaces(store.leftPlaces());
    return { left, postponements, formers: store.formers(), variants };
  }

  readAll();
  return {
    get places() {
      prepare();
      return places;
    },
    get programmes() {
      return programmes;
    },
    get waves() {
      return waves;
    },
    past: () => (past ??= readPast()),
    rereadPast() {
      past = null;
    },
    reread(schools) {
      if (schools.length === 0) return;
      past = null;
      prepare();
      reread(schools);
    },
    rereadShared(change) {
      past = null;
      prepare();
      if (change.all || change.waves.size > MOST_WAVES) return readAll();
      if (change.programmes && !renameProgrammes()) return readAll();
      if (change.territories) {
        territories = territoryTexts(store.territories());
        places = places.map((place) => toPlace(place, territories));
      }
      if (change.waves.size === 0) return;
      waves = store.waves();
      for (const wave of change.waves) rereadWave(wave);
    },
  };
}
