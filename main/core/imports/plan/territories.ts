import { plainText } from '../../../../shared/kernel/plainText.ts';
import { scopeId } from '../../../../shared/schema/scope.ts';
import { territoryIdOf } from '../../../../shared/programme/territoryId.ts';
import type { Write } from '../../store/record.ts';
import type { ProgrammeRecord, TerritoryRecord } from '../imports.store.ts';

/** Levels that schools are said to belong to, the likeliest first. */
const usual = ['academie', 'aref', 'region-academique', 'delegation', 'direction-provinciale'];
/** What an administration's name begins with, and a spreadsheet leaves out. */
const PREFIX =
  /^(academie|aref|region academique|delegation|direction provinciale) (d |de |du |des )?/;

/** Places above schools, found by name or code, and made where that is allowed. */
export interface Territories {
  /** Whether only somebody else, a pilot of the programme, may make one. */
  readonly ofPilot: boolean;
  /** The id of what a cell names; null: it is not known and is not made. */
  idOf(name: string): string | null;
  /** What is made, and the names. */
  made(): { readonly writes: readonly Write[]; readonly names: readonly string[] };
}

/**
 * @param making whether unknown ones are made, at the programme's level of academies, and whether
 *   the person may make them at all
 */
export function createTerritories(
  programme: ProgrammeRecord,
  known: readonly TerritoryRecord[],
  making: { readonly allowed: boolean; readonly wanted: boolean },
): Territories {
  const byName = new Map<string, string>();
  for (const { id, name, code } of known) {
    byName.set(shortName(name), id);
    if (code !== null) byName.set(plainText(code), id);
  }
  const ids = new Set(known.map(({ id }) => id));
  const writes: Write[] = [];
  const names: string[] = [];
  const level = levelFor(programme);
  return {
    ofPilot: !making.allowed,
    idOf(name) {
      const found = byName.get(plainText(name)) ?? byName.get(shortName(name));
      if (found !== undefined) return found;
      if (!making.allowed || !making.wanted) return null;
      const id = territoryIdOf(programme.id, name);
      byName.set(shortName(name), id);
      if (!ids.has(id)) {
        const set = { programme: programme.id, level, name };
        const scope = scopeId('programme', programme.id);
        writes.push({ entity: 'territory', row: id, scope, set });
        names.push(name);
        ids.add(id);
      }
      return id;
    },
    made: () => ({ writes, names }),
  };
}

function levelFor({ levels }: ProgrammeRecord): string {
  return usual.find((id) => levels.some((level) => level.id === id)) ?? levels[1]?.id ?? usual[0]!;
}

function shortName(name: string): string {
  return plainText(name).replace(PREFIX, '');
}
