import { beforeAll, describe, expect, it } from 'vitest';
import { loginOf } from '../../shared/people/names.ts';
import { progressOf } from '../../shared/kit/kit.rules.ts';
import type { StepStatus } from '../../shared/kit/kitStep.entity.ts';
import { nextStamp, stampDevice, stampTime } from '../../shared/kernel/clock.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import { parseScope } from '../../shared/schema/scope.ts';
import type { Storage, StoredRow } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import { checkRules, checkValues } from '../sync/checks.ts';
import { openStorage, putRows } from '../testing/server.ts';
import { additions, demo, template } from './files.ts';
import { seedDemo } from './seed.ts';
import { morningOf } from './seedRows.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const ENTITIES = [
  'programme',
  'kitAction',
  'wave',
  'establishment',
  'waveMembership',
  'person',
  'grant',
  'kitStep',
];

let storage: Storage;
const rows = new Map<string, StoredRow[]>();
beforeAll(async () => {
  storage = await openStorage();
  await seedDemo(storage, 'amiens-v6', 'folder', NOW);
  for (const entity of ENTITIES) {
    rows.set(entity, await storage.read((read) => read.rowsOfEntity(entity)));
  }
});

function all(entity: string): StoredRow[] {
  return rows.get(entity)!;
}

function only(entity: string, id: string): StoredRow {
  return all(entity).find((row) => row.id === id)!;
}

describe('the practice data', () => {
  it('hold the programme, its kit, waves, schools and people', () => {
    const counts = Object.fromEntries(ENTITIES.map((entity) => [entity, all(entity).length]));
    expect(counts).toMatchObject({
      programme: 1,
      kitAction: 93,
      wave: 3,
      establishment: 72,
      waveMembership: 72,
      person: 287 + additions.people.length,
      kitStep: 61 * 91,
    });
    const members = all('waveMembership').map(({ values }) => values['wave']);
    expect(members.filter((wave) => wave === 'op-v5')).toHaveLength(11);
    expect(members.filter((wave) => wave === 'op-v6')).toHaveLength(61);
    expect(only('programme', 'opale').values).toMatchObject({
      name: 'Op@le',
      practiceDate: '2024-01-22',
    });
    expect(all('wave').map(({ id, values }) => [id, values['variant']])).toEqual([
      ['op-v5', 'septembre'],
      ['op-v6', 'janvier'],
      ['op-v7', 'septembre'],
    ]);
  });

  it('give each of 61 schools the 91 actions of its wave, 15, 30 and 16 of them in each bucket', () => {
    const schools = new Map<string, StepStatus[]>();
    for (const { scope, values } of all('kitStep')) {
      schools.set(scope, [...(schools.get(scope) ?? []), values['status'] as StepStatus]);
    }
    expect(schools.size).toBe(61);
    const buckets = { over30: 0, between: 0, under10: 0 };
    for (const statuses of schools.values()) {
      expect(statuses).toHaveLength(91);
      const { percent } = progressOf(statuses);
      if (percent > 30) buckets.over30 += 1;
      else if (percent < 10) buckets.under10 += 1;
      else buckets.between += 1;
    }
    expect(buckets).toEqual({ over30: 15, between: 30, under10: 16 });
  });

  it('pass every check that a push would have to pass', () => {
    for (const row of [...rows.values()].flat()) {
      const entity = findEntity(row.entity)!;
      const { id, scope, values } = row;
      expect([id, entity.scopes]).toEqual([id, expect.arrayContaining([parseScope(scope).kind])]);
      const change = { entity: row.entity, row: id, scope, set: values };
      expect([id, checkValues(entity, change)]).toEqual([id, null]);
      expect([id, checkRules(entity, undefined, row)]).toEqual([id, null]);
      expect(Object.keys(values).filter((field) => !(field in entity.fields))).toEqual([]);
    }
  });

  it('say who did what, and when', async () => {
    const progress = demo.kit_progress.flatMap(({ establishment_id, done }) =>
      done.map((step) => ({ school: establishment_id, ...step })),
    );
    for (const { school, action_id, done_on, by_person_id } of progress) {
      const { values, stamps } = only('kitStep', `${school}:opale:${action_id}`);
      expect(values).toMatchObject({ status: 'done', doneOn: done_on });
      const stamp = stamps['status']!;
      expect(stampDevice(stamp)).toBe(by_person_id === null ? 'seed' : `seed-${by_person_id}`);
      expect(stampTime(stamp)).toBe(morningOf(done_on));
    }
    const devices = await storage.read((read) => read.devices(['seed', 'seed-p-001']));
    expect(devices.map(({ id, person, publicKey }) => [id, person, publicKey])).toEqual([
      ['seed', 'seed', null],
      ['seed-p-001', 'p-001', null],
    ]);
  });

  it('show blocked steps with their reason', () => {
    const blocked = all('kitStep').filter(({ values }) => values['status'] === 'blocked');
    expect(blocked).toHaveLength(additions.blocked.length);
    for (const { values } of blocked) expect(String(values['note']).length).toBeGreaterThan(30);
  });

  it('let everybody act where they work', () => {
    const grants = (person: string): string[] =>
      all('grant')
        .filter(({ values }) => values['person'] === person)
        .map(({ scope, values }) => `${String(values['role'])} ${scope}`)
        .sort();
    expect(grants('p-062')).toEqual(['bursar establishment:etab-v6-01']);
    expect(grants('p-204')).toEqual(
      demo.accounting_groups[0]!.member_ids.map(
        (id) => `accountingOfficer establishment:${id}`,
      ).sort(),
    );
    expect(grants('p-262')).toEqual(['trainer wave:op-v6']);
    expect(grants('p-282')).toEqual(['tutor tutoringGroup:tutorat-1', 'tutor waveSupport:op-v6']);
    expect(grants('p-901')).toEqual(['pilot programme:opale']);
    const withGrant = new Set(all('grant').map(({ values }) => values['person']));
    expect(all('person').filter(({ id }) => !withGrant.has(id))).toEqual([]);
    const delegate = all('grant').find(({ values }) => values['person'] === 'p-184')!;
    expect(delegate.values).toMatchObject({ role: 'bursar', actors: ['sg'] });
  });

  it('give everybody a login of their own, in plain letters', () => {
    const logins = all('person').map(({ values }) => values['login'] as string);
    expect(new Set(logins).size).toBe(logins.length);
    for (const login of logins) expect(login).toMatch(/^[a-z]+\.[a-z]+\d?$/);
    expect(loginOf('Éloïse', "L'Œillet du Pré")).toBe('eloise.l-oeillet-du-pre');
  });

  it('name every actor in three languages, long and short', () => {
    const actors = only('programme', 'opale').values['actors'] as readonly object[];
    expect(actors).toHaveLength(13);
    for (const actor of actors) {
      expect(actor).toMatchObject({
        label: { fr: expect.any(String), en: expect.any(String), ar: expect.any(String) },
        short: { fr: expect.any(String), en: expect.any(String), ar: expect.any(String) },
      });
    }
    expect(actors.map((actor) => (actor as { id: string }).id)).toEqual(
      template.actors.map(({ id }) => id),
    );
  });

  it('are written once', async () => {
    const before = await storage.read((read) => read.allVersions());
    await seedDemo(storage, 'amiens-v6', 'folder', NOW + 1);
    expect(await storage.read((read) => read.allVersions())).toEqual(before);
    expect(new Set(before.values())).toEqual(new Set([1]));
  });

  it('are not written into a folder that holds other data', async () => {
    const other = await openStorage();
    await putRows(other, [{ entity: 'wave', id: 'w', scope: 'wave:w', values: { label: 'W' } }]);
    await expect(seedDemo(other, 'amiens-v6', 'folder', NOW)).rejects.toThrow(ProblemError);
    expect((await other.read((read) => read.allVersions())).size).toBe(1);
  });
});

describe('ten in the morning in Paris', () => {
  it('is eight in summer and nine in winter, by Greenwich', () => {
    expect(new Date(morningOf('2023-07-03')).toISOString()).toBe('2023-07-03T08:00:00.000Z');
    expect(new Date(morningOf('2024-01-22')).toISOString()).toBe('2024-01-22T09:00:00.000Z');
    expect(nextStamp(null, morningOf('2023-07-03'), 'seed')).toMatch(/-0000-seed$/);
  });
});
