import { randomBytes } from 'node:crypto';
import { openStore } from '../../../main/core/store/database.ts';
import { createParts } from '../../../main/core/store/parts.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { programmeRows } from '../../../shared/templates/programmeRows.ts';
import { seedRow, type SeedRow } from '../../../server/demo/seedRows.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import { seededRandom } from '../../support/random.ts';
import { PILOT, PROGRAMME, TODAY } from './names.ts';
import { placeRows } from './placeRows.ts';
import { registerRows } from './registerRows.ts';
import { schoolRows } from './schoolRows.ts';

export { PROGRAMME, schoolId, TODAY } from './names.ts';

const template = findTemplate('opale')!;
const TOWNS = 2_400;
const SYLLABLES = [
  'mont',
  'val',
  'saint',
  'ville',
  'fon',
  'beau',
  'lan',
  'châ',
  'teau',
  'rou',
  'gé',
  'mer',
];

/** What other templates have besides: every list of the program is to have something in it. */
const borrowed = {
  services: plain(findTemplate('ent')!.services),
  serviceGroups: plain(findTemplate('ent')!.serviceGroups),
  teamRule: plain(findTemplate('pegase')!.teamRule),
};

/**
 * Fills the store of a data folder by the path that a first sync takes: as a national pilot's
 * device holds it, with every school's place, kit and report of the budget, its people and team,
 * services, environments, accounts and agreement.
 * @returns how many kit steps there are
 */
export function fillStore(dataDir: string, schools: number, seed: number): number {
  const opened = openStore({ dataDir });
  if (!opened.ok) throw new Error(opened.error.type);
  const { db } = opened.value;
  const parts = createParts(db, {
    now: () => Date.now(),
    hash: (text) => text,
    salt: () => randomBytes(16).toString('base64url'),
  });
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const insert = (rows: readonly SeedRow[]): void => {
    if (!parts.rows.insert(rows.map(toState))) throw new Error('A row is there already');
    for (const scope of new Set(rows.map((row) => row.scope))) parts.cursors.set(scope, 1);
  };
  let steps = 0;
  const inOne = db.transaction((work: () => void) => work());
  inOne(() => {
    parts.states.write({ device: 'bench', person: PILOT, login: PILOT, epoch: 'bench' });
    insert([
      ...programmeRows(template, { id: PROGRAMME, name: 'Op@le', practiceDate: TODAY }).map((row) =>
        seedRow(row.entity, row.id, row.scope, {
          ...row.values,
          ...(row.entity === 'programme' && borrowed),
        }),
      ),
      ...placeRows(),
    ]);
  });
  const towns = Array.from({ length: TOWNS }, () =>
    Array.from({ length: 2 + pick(2) }, () => SYLLABLES[pick(SYLLABLES.length)]).join(''),
  ).map((town) => `${town[0]!.toUpperCase()}${town.slice(1)}`);
  for (let school = 0; school < schools; school += 200) {
    inOne(() => {
      for (let each = school; each < Math.min(school + 200, schools); each += 1) {
        const rows = [
          ...schoolRows(template, each, towns[pick(TOWNS)]!, random),
          ...registerRows(each, random),
        ];
        steps += rows.filter(({ entity }) => entity === 'kitStep').length;
        insert(rows);
      }
    });
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  opened.value.close();
  return steps;
}

function toState({ entity, id, scope, values, stamp }: SeedRow): RowState {
  return {
    entity,
    id,
    scope,
    values,
    stamps: Object.fromEntries(Object.keys(values).map((field) => [field, stamp])),
  };
}

function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** Gives a filled folder to another person of it. */
export function becomePerson(dataDir: string, person: string): void {
  const opened = openStore({ dataDir });
  if (!opened.ok) throw new Error(opened.error.type);
  opened.value.db.prepare('UPDATE device_state SET person = ?, login = ?').run(person, person);
  opened.value.close();
}
