import { plain } from '../../../../shared/kernel/plain.ts';
import { levelAbove } from '../../../../shared/wave/dealing.rules.ts';
import type { PlaceRecord, TerritoryRecord } from './indexStore.ts';

/** A line of the lists: an establishment's part in a programme, and what it is found by. */
export interface Place extends PlaceRecord {
  /** The level above that of establishments that it stands on; null: figures count it. */
  readonly level: string | null;
  /** Whether it has its kit; not so on a day before that was dealt out. */
  readonly dealt: boolean;
  readonly text: string;
  readonly keys: {
    readonly town: string;
    readonly name: string;
    readonly code: string;
    readonly wave: string;
  };
}

/** Digits that a number is filled up to, so that `Collège 2` comes before `Collège 10`. */
const DIGITS = 8;

/**
 * What a name is sorted by: without accents and case, numbers by their value. The same in every
 * language, so that an order can be kept; a collator would take a tenth of a second each time.
 */
function sortKey(text: string | null): string {
  return plain(text ?? '').replaceAll(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));
}

/** Names of a territory and all above it, by id. */
export function territoryTexts(territories: readonly TerritoryRecord[]): Map<string, string> {
  const byId = new Map(territories.map((territory) => [territory.id, territory]));
  const texts = new Map<string, string>();
  for (const { id } of territories) {
    const names: (string | null)[] = [];
    const met = new Set<string>();
    for (
      let at = byId.get(id);
      at !== undefined && !met.has(at.id);
      at = byId.get(at.parent ?? '')
    ) {
      met.add(at.id);
      names.push(at.name, at.nameAr);
    }
    texts.set(id, names.filter((name) => name !== null).join('\n'));
  }
  return texts;
}

/** Prepares a record for search and order. */
export function toPlace(record: PlaceRecord, territories: ReadonlyMap<string, string>): Place {
  const { name, nameAr, town, code, waveLabel, territory } = record;
  return {
    ...record,
    level: levelAbove(record.level),
    dealt: true,
    text: plain(
      [name, nameAr, town, code, waveLabel, territories.get(territory ?? '')]
        .filter((part) => part !== null && part !== undefined)
        .join('\n'),
    ),
    keys: {
      town: sortKey(town),
      name: sortKey(name ?? record.id),
      code: sortKey(code),
      wave: sortKey(waveLabel),
    },
  };
}

/** Puts places in the order of towns, then names; what nothing else decides is decided by ids. */
export function byTown(places: Place[]): Place[] {
  return places.sort(
    (a, b) =>
      compare(a.keys.town, b.keys.town) ||
      compare(a.keys.name, b.keys.name) ||
      compare(a.id, b.id) ||
      compare(a.programmeName ?? '', b.programmeName ?? '') ||
      compare(a.wave ?? '', b.wave ?? ''),
  );
}

/** Compares by code units, as keys are made for. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
