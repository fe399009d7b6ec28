import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSeed, seededRandom } from '../../../test/support/random.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { createPeopleStore } from './people.store.ts';
import { createPeopleRegister, type PeopleRegister } from './peopleRegister.ts';

const PLACES: readonly ScopeId[] = [
  'programme:op',
  'wave:v1',
  ...Array.from({ length: 9 }, (_, index): ScopeId => `establishment:e${index}`),
];
const PEOPLE = 12;
const NAMES = ['Émile Zoé', 'emile zoe', 'Ali', 'علي', 'Bea 10', 'Bea 2', ''];

let folder: string;
let test: TestStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-people-'));
  test = openTestStore(folder);
});
afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const make = (): PeopleRegister => createPeopleRegister(createPeopleStore(test.store.db));

it('follows roles and names of places as one that is read anew', () => {
  const seed = runSeed('peopleRegister');
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const register = make();

  function write(entity: string, row: string, scope: ScopeId, set: Record<string, JsonValue>) {
    test.store.db.transaction(() => test.recorder.record([{ entity, row, scope, set }]))();
    register.changed([scope], [entity]);
  }
  const deeds = [
    () => {
      const scope = one(PLACES);
      const person = `p${Math.floor(random() * PEOPLE)}`;
      const role = one(['bursar', 'technician', 'ofANewerVersion']);
      const name = one(NAMES);
      write('grant', `${person}:${role}:${scope}`, scope, { person, role, name, deleted: null });
    },
    () => {
      const grant = test.store.db
        .prepare<[], { id: string; scope: ScopeId }>(
          'SELECT id, scope FROM "grant" WHERE deleted IS NULL ORDER BY stamps LIMIT 1',
        )
        .get();
      if (grant !== undefined) write('grant', grant.id, grant.scope, { deleted: true });
    },
    () => {
      const scope = one(PLACES);
      const [kind, id] = scope.split(':') as [string, string];
      write(kind, id, scope, { [kind === 'wave' ? 'label' : 'name']: one(['Nord', 'Sud']) });
    },
    () => {
      // The place leaves the device.
      const scope = one(PLACES);
      test.store.db.prepare('DELETE FROM "grant" WHERE scope = ?').run(scope);
      register.changed([scope], []);
    },
  ];
  for (let round = 0; round < 120; round += 1) {
    for (let left = Math.floor(random() * 4); left > 0; left -= 1)
      deeds[one([0, 0, 0, 1, 2, 3])]!();
    if (random() < 0.3) register.readMore();
    const words = one([[], ['emile'], ['nord'], ['p1']]);
    const among = random() < 0.2 ? new Set(['p1', 'p2']) : null;
    const when = `SEED=${seed}, round ${round}`;
    const anew = make();
    expect(register.find(words, among), when).toEqual(anew.find(words, among));
    expect(register.count(among), when).toBe(anew.count(among));
  }
});

it('puts names in order without accents and capitals, and counts each school once', () => {
  const grant = (person: string, role: string, scope: ScopeId, name: string) =>
    test.recorder.record([
      { entity: 'grant', row: `${person}:${role}:${scope}`, scope, set: { person, role, name } },
    ]);
  test.store.db.transaction(() => {
    grant('a', 'bursar', 'establishment:e1', 'Zoé');
    grant('b', 'bursar', 'establishment:e1', 'émile');
    grant('b', 'assistant', 'establishment:e1', 'émile');
    grant('b', 'bursar', 'establishment:e2', 'émile');
    grant('c', 'pilot', 'wave:v1', 'Fanta');
  })();
  const found = make().find([], null);
  expect(found.map(({ name, schools }) => `${name} ${schools}`)).toEqual([
    'émile 2',
    'Fanta 0',
    'Zoé 1',
  ]);
});
