import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ticketEventKinds } from '../../../shared/assistance/ticket.entity.ts';
import { readTicketRules } from '../../../shared/assistance/ticketRules.ts';
import { ticketState, type FoldedEvent } from '../../../shared/assistance/ticketState.ts';
import type { TicketQuery, TicketView } from '../../../shared/assistance/tickets.contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { addDays } from '../../../shared/kernel/dates.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import pegase from '../../../shared/templates/pegase.json' with { type: 'json' };
import { runSeed, seededRandom } from '../../../test/support/random.ts';
import { createWaveGround, type Changed } from '../access/waveGround.ts';
import { createRevival } from '../access/writing.ts';
import { DATABASE_FILE } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import { createAssistance } from './assistance.ts';

const TODAY = '2024-03-01';
const SCHOOLS = ['e1', 'e2', 'e3'];
const all: TicketQuery = { search: '', state: 'all', group: '' };
let folder: string;
let test: TestStore;
let handlers: ReturnType<typeof createAssistance>;
let watchers: Changed[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-listing-'));
  test = openTestStore(folder);
  watchers = [];
  handlers = open();
  const { ticketRules } = pegase as { ticketRules: JsonValue };
  write([
    row('programme', 'pg', 'programme:pg', {
      name: 'Pégase',
      country: 'FR',
      ticketRules,
      practiceDate: TODAY,
    }),
    row('wave', 'w1', 'wave:w1', { programme: 'pg', label: 'W1' }),
    ...SCHOOLS.flatMap((id) => [
      row('establishment', id, place(id), { programme: 'pg', name: `Université ${id}`, code: id }),
      ...(id === 'e3'
        ? []
        : [row('waveMembership', `w1:${id}`, place(id), { wave: 'w1', establishment: id })]),
    ]),
  ]);
});
afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true });
});

/** Handlers over the same store; `watch`: they hear what changes. */
function open(watch = true, writable = true): ReturnType<typeof createAssistance> {
  const { db } = test.store;
  const parts = {
    db,
    writable,
    me: () => ({ person: 'p', name: 'Paule' }),
    rolesOver: () => new Set(['pilot'] as const),
    mayCreate: () => true,
    mayWrite: () => true,
    today: () => TODAY,
    record: write,
    recordAll: () => undefined,
    revival: createRevival(db),
    newId: () => 'id',
    now: () => 1_000,
    ...(watch && { watch: (changed: Changed) => void watchers.push(changed) }),
  };
  return createAssistance({
    ...parts,
    ground: createWaveGround(db, parts),
    register: { creates: () => [], reports: () => [], lifts: () => [] } as never,
  });
}
const place = (school: string): ScopeId => `establishment:${school}`;
const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

function write(writes: readonly Write[]): ReturnType<TestStore['recorder']['record']> {
  test.outbox.added();
  const recorded = test.store.db.transaction(() => test.recorder.record(writes))();
  for (const tell of watchers) tell(recorded.entities, recorded.scopes);
  return recorded;
}
function must<T>(result: Result<T, CoreFailure> | Promise<Result<T, CoreFailure>>): T {
  if (result instanceof Promise) throw new Error('A promise.');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const list = (asOf?: string, from = handlers): TicketView[] =>
  must(from['tickets.list']({ programme: 'pg', ...(asOf === undefined ? {} : { asOf }) })).rows;
const page = (query: Partial<TicketQuery>, wave?: string, from = handlers) =>
  must(
    from['tickets.page']({
      ...(wave === undefined ? { programme: 'pg' } : { wave }),
      query: { ...all, ...query },
      order: { column: 'title', descending: false },
      offset: 0,
      limit: 200,
    }),
  );
const kept = (): number =>
  test.store.db.prepare<[], number>('SELECT count(*) FROM ticket_fold').pluck().get()!;

/** States of all requests by folding all their events, from nothing but rows. */
function folded(asOf: string): Map<string, ReturnType<typeof ticketState>> {
  const { db } = test.store;
  const rules = readTicketRules(pegase.ticketRules);
  const tickets = db
    .prepare<
      [],
      { id: string; level: string | null; createdOn: string | null; draft: 0 | 1 | null }
    >(`SELECT id, level, created_on AS createdOn, draft FROM ticket WHERE deleted IS NULL
         AND programme = 'pg' AND (draft IS NOT 1 OR requester = 'p')`)
    .all();
  const events = db.prepare<[string], FoldedEvent>(
    'SELECT id, kind, "on", at, level, outside FROM ticket_event WHERE ticket = ? AND deleted IS NULL',
  );
  const states = tickets.map(({ id, ...one }) => {
    const ticket = { ...one, draft: one.draft === 1 };
    return [id, ticketState(ticket, events.all(id), rules, asOf)] as const;
  });
  return new Map(states.filter(([, { createdOn }]) => (createdOn ?? asOf) <= asOf));
}

function expectFolded(asOf: string, said: string, from = handlers): void {
  const wanted = folded(asOf);
  const rows = list(asOf, from);
  expect(rows.map(({ id }) => id).toSorted(), said).toEqual([...wanted.keys()].toSorted());
  for (const view of rows) {
    const { closings: _, ...state } = wanted.get(view.id)!;
    expect(view, `${said}, ${view.id} as of ${asOf}`).toMatchObject(state);
  }
}

it('lists what all events say, whatever changes, on whatever day', () => {
  const seed = runSeed('ticketListing');
  const random = seededRandom(seed);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
  const day = (most = 90): string => addDays('2024-01-02', Math.floor(random() * most));
  let count = 0;
  const made: { id: string; scope: ScopeId }[] = [];
  const events: { id: string; scope: ScopeId }[] = [];
  const levels = ['correspondants', 'pc-scol', null];

  const steps: readonly (() => void)[] = [
    function ask() {
      const scope = place(pick(SCHOOLS));
      const id = `t${(count += 1)}`;
      made.push({ id, scope });
      const set = {
        programme: 'pg',
        title: `Bourses ${count}`,
        level: pick(levels),
        draft: pick([true, null, null]),
        requester: 'p',
        createdOn: pick([day(), day(), null]),
      };
      write([row('ticket', id, scope, set)]);
    },
    function happen() {
      if (made.length === 0) return;
      const some = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
        const { id: ticket, scope } = pick(made);
        const id = `v${(count += 1)}`;
        events.push({ id, scope });
        const on = pick([day(), day(), day(), null]);
        return row('ticketEvent', id, scope, {
          ticket,
          kind: pick(ticketEventKinds),
          on,
          at: count,
          level: pick(levels),
          outside: pick([null, null, 'Pending']),
        });
      });
      write(some);
    },
    function change() {
      if (made.length === 0) return;
      const { id, scope } = pick(made);
      write([
        row(
          'ticket',
          id,
          scope,
          pick([
            { level: pick(levels) },
            { createdOn: day() },
            { draft: null },
            { title: `Autre ${count}` },
          ]),
        ),
      ]);
    },
    function remove() {
      if (events.length === 0) return;
      const { id, scope } = pick(events);
      write([row('ticketEvent', id, scope, { [DELETED_FIELD]: random() < 0.7 })]);
    },
    function undo() {
      const { db } = test.store;
      const { outbox, rows, recorder } = test;
      const undone = db.transaction(() => undoLast({ outbox, rows, recorder, after: 3 }))();
      if (undone.ok) for (const tell of watchers) tell(undone.value.entities, undone.value.scopes);
    },
    /* What a colleague wrote comes late, without an action of this device. */
    function pull() {
      if (made.length === 0) return;
      const { id: ticket, scope } = pick(made);
      const id = `v${(count += 1)}`;
      events.push({ id, scope });
      test.store.db
        .prepare(
          'INSERT OR REPLACE INTO ticket_event (id, scope, ticket, kind, "on", at, stamps) VALUES (?, ?, ?, ?, ?, ?, \'{}\')',
        )
        .run(id, scope, ticket, pick(ticketEventKinds), day(), count);
      for (const tell of watchers) tell(['ticketEvent'], [scope]);
    },
    function beside() {
      const db = new SQLite(join(folder, DATABASE_FILE));
      const id = pick(events)?.id ?? 'none';
      db.prepare('UPDATE ticket_event SET "on" = ? WHERE id = ?').run(day(), id);
      db.close();
    },
    function leave() {
      if (random() > 0.1) return;
      const scope = place(pick(SCHOOLS));
      test.store.db.prepare('DELETE FROM ticket_event WHERE scope = ?').run(scope);
      test.store.db.prepare('DELETE FROM ticket WHERE scope = ?').run(scope);
      for (const tell of watchers) tell([], [scope]);
    },
  ];
  for (let round = 0; round < 60; round += 1) steps[0]!();
  let most = 0;
  for (let round = 0; round < 250; round += 1) {
    pick([...steps, steps[1]!, steps[1]!])();
    const said = `seed ${seed}, round ${round}`;
    expectFolded(pick([TODAY, TODAY, addDays('2024-01-02', Math.floor(random() * 59))]), said);
    // What was put in order before and has taken changes in stands as what is put in order anew.
    if (round % 5 === 0) expect(page({}), said).toEqual(page({}, undefined, open(false)));
    if (round % 25 === 0) expectFolded(TODAY, `${said}, read anew`, open());
    if (round % 60 === 0) expectFolded(TODAY, `${said}, only read`, open(false, false));
    most = Math.max(most, kept());
  }
  // The last of all steps may have forgotten what was kept before it.
  expect(most, `seed ${seed}`).toBeGreaterThan(0);
});

const some = (school: string, n: number): Write[] =>
  Array.from({ length: n }, (_, index) => {
    const set = {
      programme: 'pg',
      establishment: school,
      title: `Dossier ${index + 1} élève`,
      level: 'correspondants',
      createdOn: '2024-02-01',
      number: `N-${index}`,
    };
    return row('ticket', `${school}-${index}`, place(school), set);
  });

it('keeps what the events come to, and forgets it with whatever changes them', () => {
  write([...some('e1', 60), ...some('e2', 60)]);
  expect(list()).toHaveLength(120);
  expect(kept()).toBe(120);
  write([
    row('ticketEvent', 'x', place('e1'), {
      ticket: 'e1-5',
      kind: 'closed',
      on: '2024-02-10',
      at: 1,
    }),
  ]);
  expect(kept()).toBe(119);
  expect(list().find(({ id }) => id === 'e1-5')).toMatchObject({ status: 'closed' });
  // A colleague's program without the folds, or a program that only reads, says the same.
  expect(list(undefined, open(false, false))).toEqual(list());
  test.store.db.prepare('DELETE FROM ticket WHERE scope = ?').run(place('e2'));
  expect(kept()).toBe(59);
});

it('answers what a query leaves, in its order, a part at a time', () => {
  write([...some('e1', 12), ...some('e3', 3)]);
  write([
    row('ticketEvent', 'x', place('e1'), {
      ticket: 'e1-0',
      kind: 'closed',
      on: '2024-02-10',
      at: 1,
    }),
  ]);
  write([
    row('ticket', 'd', place('e1'), {
      programme: 'pg',
      title: 'Brouillon',
      draft: true,
      requester: 'p',
    }),
  ]);
  const everything = page({});
  expect(everything).toMatchObject({ total: 16, asked: 15, all: { count: 16, open: 14 } });
  expect(everything.rows.map(({ title }) => title).slice(0, 5)).toEqual([
    'Brouillon',
    'Dossier 1 élève',
    'Dossier 1 élève',
    'Dossier 2 élève',
    'Dossier 2 élève',
  ]);
  expect(everything.rows.at(-1)?.title).toBe('Dossier 12 élève');
  expect(page({ state: 'closed' }).rows.map(({ id }) => id)).toEqual(['e1-0']);
  expect(page({ search: 'ELEVE e3' }).total).toBe(3);
  expect(page({}, 'w1').total).toBe(13);
  const part = must(
    handlers['tickets.page']({
      programme: 'pg',
      query: { ...all, search: 'dossier' },
      order: { column: 'number', descending: true },
      offset: 2,
      limit: 3,
    }),
  );
  expect(part.rows.map(({ number }) => number)).toEqual(['N-9', 'N-8', 'N-7']);
});
