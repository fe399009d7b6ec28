import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { changedState } from '../../shared/sync/merge.ts';
import { createSchoolHandlers } from './schoolHandlers.ts';
import { undoLast } from './store/undo.ts';
import { openTestStore, type TestStore } from './store/testing.ts';

const TODAY = '2024-01-22';
const label = { fr: 'Texte' };
const first = nextStamp(null, 1, 'server');

let folder: string;
let store: TestStore;
let handlers: ReturnType<typeof createSchoolHandlers>['handlers'];
/** Scopes that the person may write nothing in. */
let closed: Set<string>;

function seed(entity: string, row: string, scope: ScopeId, set: Record<string, JsonValue>): void {
  store.rows.write(changedState({ entity, row, scope, set }, first));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bascule-schools-'));
  store = openTestStore(folder);
  closed = new Set();
  seed('programme', 'ent', 'programme:ent', {
    name: 'ENT',
    template: 'pegase',
    services: [
      { id: 'connexion', label, group: 'g1' },
      { id: 'blog', label, group: 'g3' },
    ],
    serviceGroups: [
      { id: 'g1', label, mandatory: true },
      { id: 'g3', label, mandatory: false },
    ],
    environments: [{ id: 'fm1', label, code: null, refresh: null, byWeeks: true }],
    teamRule: {
      fte: { projectManager: 0.5 },
      functionalCorrespondents: 2,
      technicalCorrespondents: 0,
    },
    levels: [{ id: 'ville', label: { fr: 'Commune' } }],
  });
  seed('territory', 't1', 'programme:ent', { programme: 'ent', level: 'ville', name: 'Amiens' });
  seed('wave', 'w1', 'wave:w1', {
    programme: 'ent',
    label: 'Vague 1',
    switchoverDate: '2024-01-08',
  });
  for (const [id, town] of [
    ['e1', 'Étaples'],
    ['e2', 'Amiens'],
    ['e3', 'Beauvais'],
  ] as const) {
    const scope: ScopeId = `establishment:${id}`;
    seed('establishment', id, scope, {
      name: `École de ${town}`,
      town,
      territory: 't1',
      ...(id === 'e3' && { attachedTo: 'e1' }),
    });
    seed('waveMembership', `w1:${id}`, scope, { wave: 'w1', establishment: id });
  }
  const { db } = store.store;
  let ids = 0;
  const tell = <R extends { scopes: readonly string[]; entities: readonly string[] }>(
    recorded: R,
  ): R => {
    schools.changed(recorded.scopes, recorded.entities);
    return recorded;
  };
  const schools = createSchoolHandlers(db, {
    mayWrite: (scope) => !closed.has(scope),
    mayCreate: (scope) => !closed.has(scope),
    record: (writes) => tell(db.transaction(() => store.recorder.record(writes))()),
    recordAll: (lists) => tell(db.transaction(() => store.recorder.recordAll(lists))()),
    newId: () => `id-${++ids}`,
    today: () => TODAY,
    joinWrites: (wave) => ({ ok: false, error: { type: 'WaveUnknown', wave } }),
  });
  handlers = schools.handlers;
});
afterEach(async () => {
  store.store.close();
  await rm(folder, { recursive: true });
});

/** The value of a success; fails the test on a failure. */
async function value<T>(
  answer: { ok: true; value: T } | { ok: false; error: unknown } | Promise<unknown>,
): Promise<T> {
  const result = (await answer) as { ok: boolean; value: T; error: unknown };
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const grid = async (more: object = {}) =>
  value<{
    total: number;
    all: number;
    counts: Record<string, Record<string, number>>;
    rows: { id: string; cells: Record<string, unknown>; missing: string[] }[];
  }>(handlers['activation.grid']({ offset: 0, limit: 50, ...more }));
const all = [{ establishment: 'e1' }, { establishment: 'e2' }, { establishment: 'e3' }];
const setAll = (service: string, state: 'on' | 'pilot' | 'off') =>
  handlers['activation.set']({
    programme: 'ent',
    cells: all.map((cell) => ({ ...cell, service })),
    state,
  });

describe('services', () => {
  it('are opened in many schools by one action, which is taken back as a whole', async () => {
    expect(await value(setAll('blog', 'on'))).toEqual({ changed: 3 });
    const { rows, counts } = await grid();
    expect(rows.map(({ id }) => id)).toEqual(['e2', 'e3', 'e1']);
    expect(rows[0]!.cells['blog']).toEqual({
      state: 'on',
      since: TODAY,
      narrower: 0,
      pending: true,
    });
    expect(counts['blog']).toEqual({ off: 0, planned: 0, pilot: 0, on: 3 });
    const undone = store.store.db.transaction(() => undoLast({ ...store, after: 0 }))();
    expect(undone.ok).toBe(true);
    expect((await grid()).counts['blog']).toEqual({ off: 3, planned: 0, pilot: 0, on: 0 });
  });

  it('can be opened again after that was taken back', async () => {
    await value(setAll('blog', 'on'));
    store.store.db.transaction(() => undoLast({ ...store, after: 0 }))();
    await value(setAll('blog', 'pilot'));
    expect((await grid()).counts['blog']).toEqual({ off: 0, planned: 0, pilot: 3, on: 0 });
  });

  it('keep the day they are open since when the same is said again', async () => {
    await value(setAll('blog', 'on'));
    expect(await value(setAll('blog', 'on'))).toEqual({ changed: 0 });
  });

  it('that are compulsory are missed once the school is open', async () => {
    expect((await grid()).rows[0]!.missing).toEqual(['connexion']);
    await value(setAll('connexion', 'pilot'));
    expect((await grid()).rows[0]!.missing).toEqual([]);
  });

  it('are found by words without accents, by state, and page by page', async () => {
    expect((await grid({ text: 'etap' })).rows.map(({ id }) => id)).toEqual(['e1']);
    expect(await grid({ offset: 1, limit: 1 })).toMatchObject({ total: 3, rows: [{ id: 'e3' }] });
    await value(
      handlers['activation.set']({
        programme: 'ent',
        cells: [{ establishment: 'e3', service: 'blog' }],
        state: 'pilot',
      }),
    );
    const where = { service: 'blog', state: 'pilot' };
    expect((await grid({ where })).rows.map(({ id }) => id)).toEqual(['e3']);
  });

  it('may be opened for a class alone', async () => {
    const cell = { establishment: 'e1', service: 'blog', target: 'class', targetName: 'CM1' };
    await value(
      handlers['activation.set']({
        programme: 'ent',
        cells: [{ ...cell, target: 'class' }],
        state: 'pilot',
      }),
    );
    const own = await value<{ activations: object[] }>(
      handlers['activation.services']({ establishment: 'e1' }),
    );
    expect(own.activations).toMatchObject([
      { service: 'blog', target: 'class', targetName: 'CM1', state: 'pilot' },
    ]);
    expect((await grid({ text: 'etaples' })).rows[0]!.cells['blog']).toMatchObject({
      state: 'off',
      narrower: 1,
    });
  });

  it('are refused as a whole where one school is out of reach, or the service is unknown', async () => {
    closed.add('establishment:e3');
    expect(await setAll('blog', 'on')).toEqual({ ok: false, error: { type: 'NotAllowed' } });
    expect(await setAll('chat', 'on')).toMatchObject({ error: { type: 'BadInput' } });
    expect((await grid()).counts['blog']!['on']).toBe(0);
  });
});

describe('accounts', () => {
  it('say when their way was decided, and are summed up', async () => {
    const set = { method: 'mail', total: 30, handedOut: 12, checks: ['users'] } as const;
    const input = { establishment: 'e1', programme: 'ent', population: 'teachers' } as const;
    await value(
      handlers['activation.setAccounts']({ ...input, set: { ...set, checks: ['users'] } }),
    );
    const { accounts } = await value<{ accounts: object[] }>(
      handlers['activation.accounts']({ establishment: 'e1' }),
    );
    expect(accounts[0]).toMatchObject({ ...set, population: 'teachers', decidedOn: TODAY });
    const { sums } = await value<{ sums: Record<string, object> }>(
      handlers['activation.accountsGrid']({ offset: 0, limit: 50 }),
    );
    expect(sums['teachers']).toEqual({ total: 30, handedOut: 12, undecided: 2 });
  });
});

describe('environments', () => {
  it('remember the day they were opened and closed', async () => {
    const set = (state: 'open' | 'closed', openedOn?: string) =>
      handlers['environments.set']({
        programme: 'ent',
        cells: [{ establishment: 'e1', environment: 'fm1' }],
        set: { state, openedOn },
      });
    await value(set('open', '2024-01-02'));
    await value(set('closed'));
    const { uses } = await value<{ uses: object[] }>(
      handlers['environments.read']({ establishment: 'e1' }),
    );
    expect(uses).toMatchObject([
      { state: 'closed', openedOn: '2024-01-02', closedOn: TODAY, pending: true },
    ]);
  });

  it('have windows, which end after they begin and can be removed', async () => {
    const window = {
      programme: 'ent',
      environment: 'fm1',
      opensOn: '2024-01-22',
      closesOn: '2024-01-26',
      dataAsOf: '2024-01-21',
      productVersion: '24.1',
      note: null,
    };
    const { id } = await value<{ id: string }>(handlers['environments.setWindow'](window));
    const read = async () =>
      value<{ windows: object[]; versions: string[] }>(
        handlers['environments.grid']({ offset: 0, limit: 1 }),
      );
    expect(await read()).toMatchObject({
      windows: [{ id, closesOn: '2024-01-26' }],
      versions: ['24.1'],
    });
    expect(
      await handlers['environments.setWindow']({ ...window, closesOn: '2024-01-21' }),
    ).toMatchObject({ error: { type: 'BadInput', detail: 'closesOn' } });
    await value(handlers['environments.removeWindow']({ id }));
    expect((await read()).windows).toEqual([]);
  });
});

describe('agreements', () => {
  it('begin as a draft, and are counted with the schools that have none', async () => {
    await value(
      handlers['agreement.update']({
        establishment: 'e1',
        programme: 'ent',
        set: { number: 'C-7', selfHosted: false },
      }),
    );
    const list = await value<{ counts: object; rows: object[] }>(
      handlers['agreement.list']({ offset: 0, limit: 9, state: 'draft' }),
    );
    expect(list.counts).toMatchObject({ draft: 1, none: 2 });
    expect(list.rows).toMatchObject([
      { id: 'e1', agreement: { number: 'C-7', selfHosted: false, state: 'draft' } },
    ]);
  });
});

describe('teams', () => {
  const set = {
    name: 'Ada Brix',
    email: null,
    phone: null,
    function: 'projectManager',
    fte: 0.6,
    since: null,
    until: null,
    note: null,
  } as const;

  it('are written, judged and listed where they lack something', async () => {
    const { id } = await value<{ id: string }>(handlers['team.save']({ establishment: 'e1', set }));
    const { warnings } = await value<{ warnings: object[] }>(
      handlers['team.read']({ establishment: 'e1' }),
    );
    expect(warnings).toMatchObject([{ type: 'tooFewCorrespondents', has: 0, needs: 2 }]);
    await value(handlers['team.save']({ establishment: 'e1', id, set: { ...set, fte: 0.5 } }));
    const list = await value<{ lacking: number; total: number; rows: object[] }>(
      handlers['team.list']({ offset: 0, limit: 1, text: 'etaples', lacking: true }),
    );
    expect(list).toMatchObject({ lacking: 1, total: 1, rows: [{ id: 'e1', members: 1 }] });
    await value(handlers['team.remove']({ id }));
    expect(await value(handlers['team.read']({ establishment: 'e1' }))).toMatchObject({
      members: [],
    });
  });

  it('of one school cannot be written through another', async () => {
    const { id } = await value<{ id: string }>(handlers['team.save']({ establishment: 'e1', set }));
    expect(await handlers['team.save']({ establishment: 'e2', id, set })).toMatchObject({
      error: { type: 'BadInput', detail: 'id' },
    });
  });
});

it('a school is read with the places above it and the schools attached to it', async () => {
  const record = await value(handlers['schools.read']({ establishment: 'e1' }));
  expect(record).toMatchObject({
    path: [{ level: { fr: 'Commune' }, name: 'Amiens' }],
    attached: [{ id: 'e3' }],
    waves: [{ id: 'w1', switchoverDate: '2024-01-08', programme: { id: 'ent', name: 'ENT' } }],
    parts: { services: true, environments: true },
  });
  expect(await handlers['schools.read']({ establishment: 'x' })).toMatchObject({
    error: { type: 'EstablishmentUnknown' },
  });
});
