import { beforeAll, describe, expect, it } from 'vitest';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Storage } from '../db/storage.ts';
import { openStorage, putRows, type TestRow } from '../testing/server.ts';
import { readableBy, rolesOverScopes } from './access.ts';

/**
 * Programme p holds waves w1 (schools a, b) and w2 (school c); school d has left w1. Tutors of
 * group g of w1 follow a, and b no more.
 */
const rows: TestRow[] = [
  { entity: 'wave', id: 'w1', scope: 'wave:w1', values: { programme: 'p' } },
  { entity: 'wave', id: 'w2', scope: 'wave:w2', values: { programme: 'p' } },
  member('w1', 'a'),
  member('w1', 'b'),
  member('w2', 'c'),
  member('w1', 'd', { leftOn: '2024-01-01' }),
  member('w1', 'e', { deleted: true }),
  {
    entity: 'tutoringGroup',
    id: 'g',
    scope: 'tutoringGroup:g',
    values: { wave: 'w1' },
  },
  followed('a'),
  followed('b', { until: '2024-01-10' }),
  grant('pilot', 'pilot', 'programme:p'),
  grant('technician', 'technician', 'wave:w1'),
  grant('trainer', 'trainer', 'wave:w1'),
  grant('bursar', 'bursar', 'establishment:a'),
  grant('officer', 'accountingOfficer', 'establishment:a'),
  grant('officer', 'accountingOfficer', 'establishment:c'),
  grant('former', 'bursar', 'establishment:a', { deleted: true }),
  grant('odd', 'emperor', 'programme:p'),
  grant('tutor', 'tutor', 'tutoringGroup:g'),
  grant('tutor', 'tutor', 'waveSupport:w1'),
];

function member(wave: string, school: string, more: TestRow['values'] = {}): TestRow {
  const scope = `establishment:${school}` as const;
  const values = { wave, establishment: school, ...more };
  return { entity: 'waveMembership', id: `${wave}:${school}`, scope, values };
}

function followed(school: string, more: TestRow['values'] = {}): TestRow {
  const scope = `establishment:${school}` as const;
  const values = { group: 'g', establishment: school, from: '2023-12-18', ...more };
  return { entity: 'tutoringMember', id: `g:${school}:2023-12-18`, scope, values };
}

function grant(
  person: string,
  role: string,
  scope: ScopeId,
  more: TestRow['values'] = {},
): TestRow {
  const id = `${person}:${role}:${scope.replace(':', '.')}`;
  return { entity: 'grant', id, scope, values: { person, role, ...more } };
}

let storage: Storage;
beforeAll(async () => {
  storage = await openStorage();
  await putRows(storage, rows);
});

function readable(person: string): Promise<string> {
  return storage.read(async (read) => (await readableBy(read, person)).join(' '));
}

async function roles(person: string, scope: ScopeId): Promise<string> {
  const over = await storage.read((read) => rolesOverScopes(read, person, [scope]));
  return [...over(scope)].join(' ');
}

describe('what a person may read', () => {
  it('is their place and what stands above it', async () => {
    expect(await readable('bursar')).toBe(
      'establishment:a person:bursar programme:p schoolTraining:a tutoringGroup:g wave:w1',
    );
    expect(await readable('officer')).toBe(
      'establishment:a establishment:c person:officer programme:p schoolTraining:a schoolTraining:c tutoringGroup:g wave:w1 wave:w2',
    );
  });

  it('is all below as well, for roles that reach there', async () => {
    expect(await readable('technician')).toBe(
      'establishment:a establishment:b person:technician programme:p schoolTraining:a schoolTraining:b tutoringGroup:g wave:w1 waveSupport:w1 waveTraining:w1',
    );
    expect(await readable('trainer')).toBe(
      'person:trainer programme:p schoolTraining:a schoolTraining:b wave:w1 waveSupport:w1 waveTraining:w1',
    );
    expect(await readable('pilot')).toBe(
      'establishment:a establishment:b establishment:c person:pilot programme:p schoolTraining:a schoolTraining:b schoolTraining:c tutoringGroup:g wave:w1 wave:w2 waveSupport:w1 waveSupport:w2 waveTraining:w1 waveTraining:w2',
    );
  });

  it('is, for a tutor, the group and the schools that it follows now', async () => {
    expect(await readable('tutor')).toBe(
      'establishment:a person:tutor programme:p schoolTraining:a tutoringGroup:g wave:w1 waveSupport:w1',
    );
    expect(await roles('tutor', 'establishment:a')).toBe('tutor');
    expect(await roles('tutor', 'establishment:b')).toBe('');
    expect(await roles('tutor', 'wave:w1')).toBe('');
    expect(await roles('tutor', 'waveSupport:w1')).toBe('tutor');
  });

  it('is their own scope only, for whoever has no role that is known', async () => {
    expect(await readable('former')).toBe('person:former');
    expect(await readable('odd')).toBe('person:odd');
    expect(await readable('nobody')).toBe('person:nobody');
  });
});

describe('what roles a person has over a scope', () => {
  it('come from the place and from above', async () => {
    expect(await roles('pilot', 'establishment:c')).toBe('pilot');
    expect(await roles('technician', 'establishment:a')).toBe('technician');
    expect(await roles('bursar', 'establishment:a')).toBe('bursar');
  });

  it('do not reach past what left, what is elsewhere or what stands above', async () => {
    expect(await roles('pilot', 'establishment:d')).toBe('');
    expect(await roles('pilot', 'establishment:e')).toBe('');
    expect(await roles('technician', 'establishment:c')).toBe('');
    expect(await roles('trainer', 'establishment:a')).toBe('');
    expect(await roles('bursar', 'wave:w1')).toBe('');
  });

  it('are not moved by a membership that names another school than the one it lives in', async () => {
    const own = await openStorage();
    await putRows(own, [
      ...rows,
      {
        entity: 'waveMembership',
        id: 'w1:trap',
        scope: 'establishment:a',
        values: { wave: 'w1', establishment: 'c' },
      },
    ]);
    const over = await own.read((read) => rolesOverScopes(read, 'technician', ['establishment:c']));
    expect([...over('establishment:c')]).toEqual([]);
    expect(await own.read((read) => readableBy(read, 'technician'))).not.toContain(
      'establishment:c',
    );
  });
});
