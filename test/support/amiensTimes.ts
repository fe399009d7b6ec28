import { randomBytes } from 'node:crypto';
import { openStore } from '../../main/core/store/database.ts';
import { createParts } from '../../main/core/store/parts.ts';
import { demos } from '../../server/demo/demos.ts';
import type { SeedRow } from '../../server/demo/seedRows.ts';
import type { Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { RowState } from '../../shared/sync/merge.ts';

/** Whoever plans the trainings of the practice data. */
const LEAD = 'p-902';
/** Places and means that all copies share. */
const SHARED: ReadonlySet<string> = new Set([
  'programme',
  'kitAction',
  'wave',
  'waveEvent',
  'territory',
  'environmentWindow',
  'trainingTrack',
  'businessPeriod',
  'trainingRules',
]);
/** What trainings do not read. */
const LEFT_OUT: ReadonlySet<string> = new Set(['kitStep', 'observation', 'attendance']);
/** Ids that are made anew in each copy, wherever they stand. */
const COPIED =
  /\b(etab-v6-\d+|p-\d+|groupe-\d+|seance-\d+|liste-seance-\d+|binome-f\d+|site-[a-z]+)\b/g;

/**
 * Fills the store of a data folder with the trainings of Amiens several times over, as the device
 * of whoever plans them holds it: schools, people, trainers, sites, groups, sessions to come.
 * @param times how many copies
 */
export function fillWithAmiens(dataDir: string, times: number): void {
  const opened = openStore({ dataDir });
  if (!opened.ok) throw new Error(opened.error.type);
  const { db } = opened.value;
  const parts = createParts(db, {
    now: () => Date.now(),
    hash: (text) => text,
    salt: () => randomBytes(16).toString('base64url'),
  });
  const seed = demos['amiens-v6']!().filter(({ entity }) => !LEFT_OUT.has(entity));
  const rows = seed.filter(({ entity }) => SHARED.has(entity));
  for (let copy = 0; copy < times; copy += 1) {
    for (const row of seed) {
      if (SHARED.has(row.entity)) continue;
      const isLead = row.id.startsWith(`${LEAD}:`) || row.id === LEAD;
      if (!isLead) rows.push(copy === 0 ? row : copied(row, copy));
      else if (copy === 0) rows.push(row);
    }
  }
  db.transaction(() => {
    parts.states.write({ device: 'lead', person: LEAD, login: LEAD, epoch: 'copies' });
    if (!parts.rows.insert(rows.map(toState))) throw new Error('A row is there already');
    for (const scope of new Set(rows.map((row) => row.scope))) parts.cursors.set(scope, 1);
  })();
  opened.value.close();
}

function copied(row: SeedRow, copy: number): SeedRow {
  const text = JSON.stringify([row.id, row.scope, row.values]);
  const [id, scope, values] = JSON.parse(text.replaceAll(COPIED, `$1x${copy}`)) as [
    string,
    ScopeId,
    Record<string, JsonValue>,
  ];
  // Trainings that were held belong to the first: the others are yet to be planned.
  const planned = row.entity === 'trainingSession' ? { ...values, status: 'planned' } : values;
  return { ...row, id: id === row.id ? `${id}x${copy}` : id, scope, values: planned };
}

function toState({ entity, id, scope, values, stamp }: SeedRow): RowState {
  const stamps: Record<string, Stamp> = {};
  for (const field of Object.keys(values)) stamps[field] = stamp;
  return { entity, id, scope, values, stamps };
}
