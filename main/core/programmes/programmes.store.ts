import type { TerritoryView } from '../../../shared/programme/programmes.contract.ts';
import { programme } from '../../../shared/programme/programme.entity.ts';
import { snakeCase, type RowOf } from '../../../shared/schema/entity.ts';
import { IS_SCHOOL } from '../access/schoolLevels.ts';
import type { Reader } from '../store/database.ts';

/** A programme with its rows' fields, and how many of its waves and establishments are here. */
export interface ProgrammeRecord {
  readonly id: string;
  readonly fields: RowOf<typeof programme.fields>;
  readonly waves: number;
  readonly establishments: number;
  /** Agreements of schools with it are kept here. */
  readonly hasAgreements: boolean;
}

/** Read models of programmes; statements are prepared once. */
export interface ProgrammesStore {
  list(): ProgrammeRecord[];
  territories(programme: string): TerritoryView[];
  actions(programme: string): number;
}

const FIELDS = Object.entries(programme.fields)
  .map(([name]) => `p."${snakeCase(name)}" AS "${name}"`)
  .join(', ');

const LIST = `
  SELECT p.id, ${FIELDS},
         (SELECT count(*) FROM wave w WHERE w.programme = p.id AND w.deleted IS NULL) AS waves,
         (SELECT count(DISTINCT m.establishment) FROM wave w
          JOIN wave_membership m ON m.wave = w.id AND m.left_on IS NULL AND m.deleted IS NULL
          LEFT JOIN establishment e ON e.id = m.establishment
          WHERE w.programme = p.id AND w.deleted IS NULL
            AND ${IS_SCHOOL}) AS establishments,
         EXISTS (SELECT 1 FROM agreement a
                 WHERE a.programme = p.id AND a.deleted IS NULL) AS hasAgreements
  FROM programme p
  WHERE p.deleted IS NULL
  ORDER BY p.name, p.id`;

const TERRITORIES = `
  SELECT id, level, coalesce(name, id) AS name, name_ar AS nameAr, code, parent
  FROM territory
  WHERE programme = ? AND deleted IS NULL
  ORDER BY name, id`;

const ACTIONS = `
  SELECT count(*) FROM kit_action
  WHERE programme = ? AND deleted IS NULL AND coalesce(retired, 0) = 0`;

type Stored = Readonly<Record<string, string | number | null>> & {
  readonly id: string;
  readonly waves: number;
  readonly establishments: number;
  readonly hasAgreements: number;
};

/** Makes the read models over a device's store. */
export function createProgrammesStore(db: Reader): ProgrammesStore {
  const list = db.prepare<[], Stored>(LIST);
  const territories = db.prepare<[string], TerritoryView>(TERRITORIES);
  const actions = db.prepare<[string], number>(ACTIONS).pluck();
  return {
    list: () => list.all().map(record),
    territories: (id) => territories.all(id),
    actions: (id) => actions.get(id) ?? 0,
  };
}

function record({ id, waves, establishments, hasAgreements, ...columns }: Stored): ProgrammeRecord {
  const fields = Object.fromEntries(
    Object.entries(programme.fields).map(([name, { sql }]) => {
      const value = columns[name] ?? null;
      return [name, sql === 'JSON' && value !== null ? JSON.parse(String(value)) : value];
    }),
  ) as RowOf<typeof programme.fields>;
  return { id, fields, waves, establishments, hasAgreements: hasAgreements === 1 };
}
