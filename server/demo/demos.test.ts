import { describe, expect, it } from 'vitest';
import { findEntity } from '../../shared/schema/registry.ts';
import { parseScope } from '../../shared/schema/scope.ts';
import { checkRules, checkValues } from '../sync/checks.ts';
import { openStorage } from '../testing/server.ts';
import { demoNames, demos } from './demos.ts';
import { seedDemo } from './seed.ts';
import type { SeedRow } from './seedRows.ts';

const made = new Map(demoNames.map((name) => [name, demos[name]!()]));
const of = (demo: string, entity: string): SeedRow[] =>
  made.get(demo)!.filter((row) => row.entity === entity);

describe.each(demoNames)('the practice data %s', (name) => {
  const rows = made.get(name)!;

  it('pass every check that a push would have to pass', () => {
    for (const { entity: kind, id, scope, values } of rows) {
      const entity = findEntity(kind)!;
      expect([id, entity.scopes]).toEqual([id, expect.arrayContaining([parseScope(scope).kind])]);
      const change = { entity: kind, row: id, scope, set: values };
      expect([id, checkValues(entity, change)]).toEqual([id, null]);
      const row = { entity: kind, id, scope, values, stamps: {} };
      expect([id, checkRules(entity, undefined, row)]).toEqual([id, null]);
      expect([id, Object.keys(values).filter((field) => !(field in entity.fields))]).toEqual([
        id,
        [],
      ]);
    }
  });

  it('refer only to what is there, and name each row once', () => {
    const keys = rows.map(({ entity, id }) => `${entity} ${id}`);
    const known = new Set(keys);
    expect(keys.length).toBe(known.size);
    for (const { entity, id, values } of rows) {
      for (const [field, { references }] of Object.entries(findEntity(entity)!.fields)) {
        const value = values[field];
        if (references === null || value === undefined) continue;
        expect([id, field, known.has(`${references} ${String(value)}`)]).toEqual([id, field, true]);
      }
      if (entity !== 'territory' && entity !== 'establishment') continue;
      const levels = rows[0]!.values['levels'] as { id: string }[];
      if (values['level'] !== undefined) {
        expect(levels.map((level) => level.id)).toContain(values['level']);
      }
    }
  });

  it('name in their trainings only what is there, in lists too', () => {
    const ids = (entity: string) => new Set(of(name, entity).map(({ id }) => id));
    const list = (row: SeedRow, field: string): string[] => (row.values[field] ?? []) as string[];
    const missing: string[] = [];
    const look = (row: SeedRow, field: string, known: ReadonlySet<string>): void => {
      for (const id of list(row, field))
        if (!known.has(id)) missing.push(`${row.id} ${field} ${id}`);
    };
    const programme = of(name, 'programme')[0]!;
    const named = (field: string) =>
      new Set((programme.values[field] as { id: string }[]).map(({ id }) => id));
    const actions = new Set(of(name, 'kitAction').map(({ values }) => String(values['action'])));
    const modules = new Map<unknown, Set<string>>();
    for (const row of of(name, 'trainingTrack')) {
      look(row, 'actors', named('actors'));
      look(row, 'kitActions', actions);
      const own = row.values['modules'] as { id: string }[];
      modules.set(row.id, new Set(own.map(({ id }) => id)));
    }
    for (const row of of(name, 'trainingGroup')) look(row, 'trainers', ids('trainer'));
    for (const row of [...of(name, 'trainingSession'), ...of(name, 'trainingMaterial')]) {
      look(row, 'groups', ids('trainingGroup'));
      look(row, 'trainers', ids('trainer'));
      const { track, module } = row.values;
      if (module !== undefined && modules.get(track)?.has(String(module)) !== true) {
        missing.push(`${row.id} ${String(module)}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('have something to show on every screen of trainings', () => {
    const statuses = new Set(of(name, 'trainingSession').map(({ values }) => values['status']));
    expect(statuses).toContain('held');
    expect(statuses).toContain('planned');
    const came = new Set(of(name, 'attendance').map(({ values }) => values['status']));
    expect(came).toEqual(new Set(['present', 'absent']));
    for (const entity of ['trainer', 'trainerPair', 'trainingSite', 'trainingRoom']) {
      expect(of(name, entity).length, entity).toBeGreaterThan(0);
    }
    for (const entity of ['trainingGroup', 'trainingEnrolment', 'groupMember', 'businessPeriod']) {
      expect(of(name, entity).length, entity).toBeGreaterThan(0);
    }
    expect(of(name, 'trainingMaterial').length).toBeGreaterThan(0);
  });

  it('have invented addresses alone, and people with a pilot among them', () => {
    for (const { values } of rows.filter(({ entity }) => ['person', 'grant'].includes(entity))) {
      if (values['email'] !== undefined) expect(values['email']).toMatch(/\.invalid$/);
    }
    expect(of(name, 'grant').some(({ values }) => values['role'] === 'pilot')).toBe(true);
  });

  it('are the same each time', () => {
    expect(demos[name]!()).toEqual(rows);
  });
});

describe('practice data', () => {
  it('stand side by side on one server, and are written once', async () => {
    const storage = await openStorage();
    for (const name of demoNames) await seedDemo(storage, name, 'folder', 1);
    const programmes = await storage.read((read) => read.rowsOfEntity('programme'));
    expect(programmes.map(({ id }) => id).sort()).toEqual(['ent', 'massar', 'opale', 'pegase']);
    const people = await storage.read((read) => read.rowsOfEntity('person'));
    const logins = people.map(({ values }) => values['login'] as string);
    expect(new Set(logins).size).toBe(logins.length);
    for (const login of logins) expect(login).toMatch(/^[a-z-]+\.[a-z-]+\d?$/);
    const versions = await storage.read((read) => read.allVersions());
    await seedDemo(storage, 'massar-lot1', 'folder', 2);
    expect(await storage.read((read) => read.allVersions())).toEqual(versions);
  });

  it('of Amiens observe the budgets that the reports show, and tell each wave’s time line', () => {
    expect(of('amiens-v6', 'observation')).toHaveLength(50);
    expect(of('amiens-v6', 'environmentWindow')).toHaveLength(14);
    expect(of('amiens-v6', 'territory')).toHaveLength(6);
    const events = of('amiens-v6', 'waveEvent').map(({ values }) => values);
    const days = (wave: string): unknown[] =>
      events.filter((one) => one['wave'] === wave).map((one) => one['happensOn']);
    expect(days('op-v6')).toEqual(
      expect.arrayContaining(['2023-06-05', '2023-10-06', '2023-10-11', '2023-11-09']),
    );
    expect(days('op-v7')).toEqual(
      expect.arrayContaining(['2023-06-05', '2023-10-20', '2023-11-07']),
    );
  });

  it('of Massar are 24 pilot schools of four regions, six each, in three lots', () => {
    const members = of('massar-lot1', 'waveMembership').map(({ values }) => values['wave']);
    expect(members.filter((wave) => wave === 'massar-lot1')).toHaveLength(24);
    const schools = of('massar-lot1', 'establishment')
      .map(({ values }) => values)
      .filter((values) => values['level'] === undefined);
    for (const values of schools) expect(values['nameAr']).toMatch(/\p{Script=Arabic}/u);
    const groups = Map.groupBy(schools, (values) => values['territory']);
    expect([...groups.values()].map((list) => list.map((one) => one['type']))).toEqual(
      Array.from({ length: 4 }, () =>
        ['ecole-primaire', 'college', 'lycee'].flatMap((type) => [type, type]),
      ),
    );
    const steps = of('massar-lot1', 'kitStep');
    expect(steps).toHaveLength(24 * 39 + 4 * 4);
  });

  it('of Pégase have two rhythms, and teams of which some are too small', () => {
    const rhythms = of('pegase-2022', 'waveMembership').map(({ values }) => values['variant']);
    expect(new Set(rhythms)).toEqual(new Set(['3+2', '5+2']));
    const small = of('pegase-2022', 'teamMember').filter(
      ({ values }) => values['function'] === 'projectManager' && (values['fte'] as number) < 0.5,
    );
    expect(small).toHaveLength(2);
    expect(of('pegase-2022', 'postponement')).toMatchObject([
      { values: { wave: 'pegase-22-23', toWave: 'pegase-23-24', registeredLetter: true } },
    ]);
  });

  it('of the ENT open services step by step, and have a waiting list', () => {
    const states = of('ent-pilot', 'serviceActivation').map(({ values }) => values['state']);
    expect(new Set(states)).toEqual(new Set(['on', 'planned', 'pilot']));
    const waiting = of('ent-pilot', 'waveMembership').filter(
      ({ values }) => values['status'] === 'candidate',
    );
    expect(waiting).toHaveLength(5);
  });

  it.each(['amiens-v6', 'massar-lot1', 'pegase-2022', 'ent-pilot'])(
    'of %s have a group whose tutors hold their roles and whose schools are in its wave',
    (name) => {
      const members = new Set(
        of(name, 'waveMembership').map(({ scope, values }) => `${String(values['wave'])} ${scope}`),
      );
      const grants = new Set(of(name, 'grant').map(({ id }) => id));
      const groups = of(name, 'tutoringGroup');
      expect(groups.length).toBeGreaterThan(0);
      for (const { id, values } of groups) {
        const followed = of(name, 'tutoringMember').filter((row) => row.values['group'] === id);
        expect(followed.length).toBeGreaterThan(4);
        for (const { scope } of followed) {
          expect(members).toContain(`${String(values['wave'])} ${scope}`);
        }
        const held = (values['tutors'] as { id: string }[]).filter(({ id: tutor }) =>
          grants.has(`${tutor}:tutor:tutoringGroup.${id}`),
        );
        expect(held.length).toBeGreaterThan(0);
        for (const { id: tutor } of held) {
          expect(grants).toContain(`${tutor}:tutor:waveSupport.${String(values['wave'])}`);
        }
      }
    },
  );

  it.each(['massar-lot1', 'pegase-2022', 'ent-pilot'])(
    'of %s show every state of a step',
    (name) => {
      const states = of(name, 'kitStep').map(({ values }) => values['status']);
      expect(new Set(states)).toEqual(new Set(['todo', 'done', 'blocked']));
      const done = states.filter((state) => state === 'done').length;
      expect(done / states.length).toBeGreaterThan(0.1);
      expect(done / states.length).toBeLessThan(0.95);
    },
  );
});
