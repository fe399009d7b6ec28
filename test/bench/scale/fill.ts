import { randomBytes } from 'node:crypto';
import { openStore } from '../../../main/core/store/database.ts';
import { createParts } from '../../../main/core/store/parts.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { programmeRows } from '../../../shared/templates/programmeRows.ts';
import { seedRow, stampOf, type SeedRow } from '../../../server/demo/seedRows.ts';
import { addDays } from '../../../shared/kernel/dates.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { observationId } from '../../../shared/observation/observation.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import { seededRandom } from '../../support/random.ts';

const template = findTemplate('opale')!;
export const PROGRAMME = 'opale';
/** The day that the store pretends to be. */
export const TODAY = '2024-01-22';
const WAVES = 24;
const TERRITORIES = 30;
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

/** Id of the nth school. */
export function schoolId(school: number): string {
  return `etab-${String(school).padStart(5, '0')}`;
}

/**
 * Fills the store of a data folder by the path that a first sync takes: as a national pilot's
 * device holds it, with every school's place, kit and report of the budget.
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
    parts.states.write({ device: 'bench', person: 'pilote', login: 'pilote', epoch: 'bench' });
    insert([
      ...programmeRows(template, { id: PROGRAMME, name: 'Op@le', practiceDate: TODAY }).map((row) =>
        seedRow(row.entity, row.id, row.scope, row.values),
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
        const rows = schoolRows(each, towns[pick(TOWNS)]!, pick, random);
        steps += rows.filter(({ entity }) => entity === 'kitStep').length;
        insert(rows);
      }
    });
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  opened.value.close();
  return steps;
}

/** What a school could be told by, beside its own rows. */
function placeRows(): SeedRow[] {
  const scope = scopeId('programme', PROGRAMME);
  return [
    seedRow('grant', 'pilote:pilot', scope, { person: 'pilote', role: 'pilot', name: 'A B' }),
    ...Array.from({ length: TERRITORIES }, (_, index) =>
      seedRow('territory', `aca-${index}`, scope, {
        programme: PROGRAMME,
        level: 'academy',
        name: `Académie ${index}`,
      }),
    ),
    ...Array.from({ length: WAVES }, (_, index) =>
      seedRow('wave', `vague-${index}`, scopeId('wave', `vague-${index}`), {
        programme: PROGRAMME,
        label: `V${index + 1}`,
        switchoverDate: addDays('2023-01-01', index * 60),
        variant: index % 2 === 0 ? 'janvier' : 'septembre',
        status: 'in-progress',
      }),
    ),
  ];
}

function schoolRows(
  school: number,
  town: string,
  pick: (count: number) => number,
  random: () => number,
): SeedRow[] {
  const id = schoolId(school);
  const scope = scopeId('establishment', id);
  const wave = `vague-${school % WAVES}`;
  const share = random() ** 2;
  const rows = [
    seedRow('establishment', id, scope, {
      name: `Collège ${town} ${school % 7}`,
      town,
      code: `0${String(school).padStart(6, '0')}X`,
      type: 'college',
      programme: PROGRAMME,
      territory: `aca-${school % TERRITORIES}`,
    }),
    seedRow('waveMembership', waveMembershipId(wave, id), scope, { wave, establishment: id }),
  ];
  if (random() < 0.8) {
    const observedOn = addDays(TODAY, -pick(30));
    rows.push(
      seedRow('observation', observationId(id, PROGRAMME, 'budgetLoaded', observedOn), scope, {
        establishment: id,
        programme: PROGRAMME,
        indicator: 'budgetLoaded',
        observedOn,
        value: 1,
      }),
    );
  }
  for (const action of template.actions) {
    const chance = random();
    const status =
      chance < share
        ? 'done'
        : chance > 0.99
          ? 'blocked'
          : chance > 0.97
            ? 'notApplicable'
            : 'todo';
    const day = addDays(TODAY, -pick(200));
    rows.push(
      seedRow(
        'kitStep',
        kitStepId(id, PROGRAMME, action.id),
        scope,
        {
          establishment: id,
          programme: PROGRAMME,
          action: action.id,
          status,
          doneOn: status === 'done' ? day : null,
          note: status === 'blocked' || status === 'notApplicable' ? 'Raison' : null,
        },
        status === 'todo' ? undefined : stampOf(day, null),
      ),
    );
  }
  return rows;
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
