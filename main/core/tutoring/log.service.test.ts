import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { LineSaid, LogLine, SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { createWaveGround } from '../access/waveGround.ts';
import { createRevival } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import { createTutoring } from './tutoring.ts';

const TODAY = '2024-01-22';
/** A session of the series that nothing is stored of. */
const SESSION = 'g1:2024-01-17';
let folder: string;
let test: TestStore;
let handlers: ReturnType<typeof createTutoring>;
let may: boolean;
/** An entity that this person may not write. */
let refused: string | null;
let me: string;
let ids = 0;

const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

function write(writes: readonly Write[]): ReturnType<TestStore['recorder']['record']> {
  test.outbox.added();
  return test.store.db.transaction(() => test.recorder.record(writes))();
}

function must<T>(result: Result<T, CoreFailure> | Promise<Result<T, CoreFailure>>): T {
  if (result instanceof Promise) throw new Error('A promise.');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const log = (session = SESSION): SessionLog => must(handlers['log.read']({ session }));
const say = (kind: LogLine['kind'], text: string, said: LineSaid = {}, about?: string): string =>
  must(
    handlers['log.write']({
      session: SESSION,
      kind,
      said: { ...said, text },
      ...(about === undefined ? {} : { about }),
    }),
  ).id;
const lineOf = (id: string): LogLine => log().lines.find((one) => one.id === id)!;
const reports = () =>
  test.store.db
    .prepare('SELECT establishment, lifted_on AS lifted FROM blocker_report WHERE deleted IS NULL')
    .all();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-log-'));
  test = openTestStore(folder);
  may = true;
  refused = null;
  me = 'Paule';
  write([
    row('programme', 'op', 'programme:op', { name: 'Op@le', country: 'FR', practiceDate: TODAY }),
    row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6' }),
    row('tutoringGroup', 'g1', 'tutoringGroup:g1', {
      wave: 'v6',
      label: 'Groupe 1',
      tutors: [{ id: 'p', name: 'Paule' }],
      first: '2024-01-03',
      from: '14:00',
      to: '16:00',
      everyWeeks: 2,
      until: '2024-06-26',
    }),
    row('tutoringSession', 'call-1', 'tutoringGroup:g1', {
      group: 'g1',
      day: '2024-01-19',
      establishment: 'e2',
      status: 'planned',
    }),
    row('tutoringSession', 'g1:2024-01-31', 'tutoringGroup:g1', {
      group: 'g1',
      on: '2024-01-31',
      status: 'cancelled',
    }),
    ...['e1', 'e2'].flatMap((id) => [
      row('establishment', id, `establishment:${id}`, {
        programme: 'op',
        name: `Collège ${id}`,
        town: `Ville ${id}`,
        code: `080000${id}`,
      }),
      row('tutoringMember', `g1:${id}:2023-12-18`, `establishment:${id}`, {
        group: 'g1',
        establishment: id,
        from: '2023-12-18',
      }),
    ]),
  ]);
  const parts = {
    db: test.store.db,
    me: () => ({ person: 'p', name: me }),
    rolesOver: () => new Set(['tutor'] as const),
    mayCreate: (_scope: ScopeId, entity: string) => may && entity !== refused,
    mayWrite: () => may,
    today: () => TODAY,
    record: write,
    recordAll: () => undefined,
    revival: createRevival(test.store.db),
    newId: () => `id-${(ids += 1)}`,
    now: () => 1_000,
  };
  handlers = createTutoring({
    ...parts,
    ground: createWaveGround(test.store.db, parts),
    propose: () => err({ type: 'NotAllowed' }),
    like: () => [],
    requestsOf: () => [],
  });
});
afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true });
});

it('calls schools in its minutes as the language of these does', () => {
  write([row('establishment', 'e1', 'establishment:e1', { nameAr: 'ثانوية المنار' })]);
  say('difficulty', 'Budget refusé', { establishment: 'e1' });
  const mail = (language: 'fr' | 'ar') =>
    must(handlers['log.mail']({ session: SESSION, language })).body;
  expect(mail('ar')).toContain('ثانوية المنار (Ville e1)');
  expect(mail('ar')).not.toContain('Collège e1');
  expect(mail('fr')).toContain('Collège e1 (Ville e1)');
});

it('keeps the names of schools for those who read the log and not the schools', () => {
  must(
    handlers['log.mark']({ session: SESSION, marks: [{ establishment: 'e1', status: 'late' }] }),
  );
  const about = say('difficulty', 'Budget refusé', { establishment: 'e2' });
  say('answer', 'À reprendre', {}, about);
  // Another school's computer: the group's rows, and of schools none.
  test.store.db.exec('DELETE FROM establishment; DELETE FROM tutoring_member');
  expect(log().schools.map(({ name, town }) => [name, town])).toEqual([
    ['Collège e1', 'Ville e1'],
    ['Collège e2', 'Ville e2'],
  ]);
});

describe('the log of a session', () => {
  it('makes the session held by what is noted, and is read as it was written', () => {
    expect(log()).toMatchObject({ session: { status: 'planned' }, lines: [] });
    must(
      handlers['log.mark']({
        session: SESSION,
        marks: [{ establishment: '080000E1', status: 'late' }],
      }),
    );
    expect(log()).toMatchObject({
      session: { status: 'held' },
      schools: [
        { id: 'e1', status: 'late' },
        { id: 'e2', status: null },
      ],
    });
    expect(must(handlers['log.rest']({ session: SESSION, status: 'present' })).schools).toBe(1);
    for (const text of ['un', 'deux', 'trois']) say('note', text);
    // All at the same millisecond by the clock.
    expect(log().lines.map(({ text }) => text)).toEqual(['un', 'deux', 'trois']);
    must(
      handlers['log.mark']({ session: SESSION, marks: [{ establishment: 'e1', status: null }] }),
    );
    expect(log().schools[0]).toMatchObject({ status: null });
    must(
      handlers['log.mark']({
        session: SESSION,
        marks: [{ establishment: 'e1', status: 'absent' }],
      }),
    );
    expect(log().schools[0]).toMatchObject({ status: 'absent' });
  });

  it('answers the last difficulty, that of a school, or the one that is named', () => {
    const first = say('difficulty', 'a', { establishment: 'e1' });
    const second = say('difficulty', 'b', { establishment: 'e2' });
    const answer = say('answer', 'r');
    expect(lineOf(answer)).toMatchObject({ about: second, establishment: 'e2' });
    expect(lineOf(second).state).toBe('answered');
    expect(lineOf(say('answer', 'r', { establishment: 'e1' })).about).toBe(first);
    const third = say('difficulty', 'c');
    expect(lineOf(say('answer', 'r', {}, first)).about).toBe(first);
    expect(lineOf(third).state).toBe('open');
  });

  it('passes on to the register what became of a difficulty', () => {
    const line = say('difficulty', 'Clé perdue', { establishment: 'e1', newBlocker: true });
    const { blocker } = lineOf(line);
    expect(blocker).toMatchObject({ title: 'Clé perdue', state: 'open' });
    expect(reports()).toEqual([{ establishment: 'e1', lifted: null }]);
    say('difficulty', 'encore', { establishment: 'e2', blocker: blocker!.id, state: 'solved' });
    expect(reports()).toContainEqual({ establishment: 'e2', lifted: '2024-01-17' });
    say('answer', 'En demander une autre', {}, line);
    expect(lineOf(line).blocker).toMatchObject({ state: 'answered' });
    must(handlers['log.edit']({ line, said: { state: 'solved' } }));
    expect(reports()).toContainEqual({ establishment: 'e1', lifted: TODAY });
    must(handlers['log.edit']({ line, said: { state: 'open' } }));
    expect(reports()).toContainEqual({ establishment: 'e1', lifted: null });
    must(handlers['log.edit']({ line, said: { blocker: null } }));
    expect(reports()).toHaveLength(1);
  });

  it('takes back a line alone: the session and the rest of it stay', () => {
    say('note', 'reste');
    say('note', 'part');
    const undone = test.store.db.transaction(() => undoLast({ ...test, after: 0 }))();
    expect(undone.ok).toBe(true);
    expect(log()).toMatchObject({ session: { status: 'held' }, lines: [{ text: 'reste' }] });
  });

  it('of a session with one school is about that school', () => {
    expect(log('call-1').schools.map(({ id }) => id)).toEqual(['e2']);
  });

  it('refuses what it cannot keep, and says why', () => {
    const refused = (said: LineSaid & { text: string }, about?: string) =>
      handlers['log.write']({
        session: SESSION,
        kind: 'answer',
        said,
        ...(about === undefined ? {} : { about }),
      });
    expect(refused({ text: ' ' })).toMatchObject({ error: { type: 'BadInput' } });
    expect(refused({ text: 'x' }, 'nothing')).toMatchObject({ error: { type: 'EntryUnknown' } });
    expect(refused({ text: 'x', establishment: 'e9' })).toMatchObject({
      error: { type: 'EstablishmentUnknown' },
    });
    expect(refused({ text: 'x', blocker: 'b9' })).toMatchObject({
      error: { type: 'BlockerUnknown' },
    });
    expect(handlers['log.rest']({ session: 'g1:2024-01-31', status: 'present' })).toMatchObject({
      error: { type: 'TutoringCancelled' },
    });
    expect(handlers['log.read']({ session: 'g1:1999-01-01' })).toMatchObject({
      error: { type: 'TutoringSessionUnknown' },
    });
    may = false;
    expect(refused({ text: 'x' })).toMatchObject({ error: { type: 'NotAllowed' } });
    expect(log().lines).toEqual([]);
  });

  it('writes what a script calls by the same name once', () => {
    const input = { session: SESSION, kind: 'note' as const, said: { text: 'x' }, id: 'l1' };
    const first = must(handlers['log.write'](input));
    const again = must(handlers['log.write'](input));
    expect([again.id, again.unchanged, again.log.lines.length]).toEqual([first.id, true, 1]);
    must(handlers['log.remove']({ line: first.id }));
    expect(must(handlers['log.write'](input))).toMatchObject({ unchanged: true });
    expect(log().lines).toEqual([]);
  });

  it('is written wholly or not at all: who may write its lines alone may write none', () => {
    for (const entity of ['tutoringSession', 'tutoringPresence', 'logEntry']) {
      refused = entity;
      expect(log().mayLog, entity).toBe(false);
      const line = { session: SESSION, kind: 'note' as const, said: { text: 'x' } };
      expect(handlers['log.write'](line)).toMatchObject({ error: { type: 'NotAllowed' } });
      expect(handlers['log.rest']({ session: SESSION, status: 'present' })).toMatchObject({
        error: { type: 'NotAllowed' },
      });
    }
    refused = null;
    expect(log()).toMatchObject({ mayLog: true, lines: [], session: { status: 'planned' } });
  });

  it('joins what a colleague said in the same words, with its answers, and takes it back', () => {
    const first = say('difficulty', 'Régie bloquée');
    me = 'Denis';
    const second = say('difficulty', 'régie bloquée');
    const answer = say('answer', 'Ouvrir la régie', {}, second);
    expect(handlers['log.join']({ line: first })).toMatchObject({
      error: { type: 'EntryUnknown' },
    });
    const { lines } = must(handlers['log.join']({ line: second }));
    expect(lines.map(({ id }) => id)).toEqual([first, answer]);
    expect(lines[0]).toMatchObject({ state: 'answered', author: 'Paule' });
    expect(lines[1]).toMatchObject({ about: first });
    test.store.db.transaction(() => undoLast({ ...test, after: 0 }))();
    expect(log().lines.map(({ id, about }) => [id, about])).toEqual([
      [first, null],
      [second, null],
      [answer, second],
    ]);
  });

  it('leaves a session to come planned, whatever is noted of it beforehand', () => {
    const session = 'g1:2024-02-14';
    must(handlers['log.write']({ session, kind: 'note', said: { text: 'à prévoir' } }));
    const { schools } = log(session);
    const marks = [{ establishment: schools[0]!.id, status: 'excused' as const }];
    must(handlers['log.mark']({ session, marks }));
    expect(log(session).session).toMatchObject({ status: 'planned' });
    say('note', 'dit');
    expect(log().session).toMatchObject({ status: 'held' });
  });
});
