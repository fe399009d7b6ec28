import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { SessionChange } from '../../../shared/tutoring/groups.contract.ts';
import { createWaveGround } from '../access/waveGround.ts';
import { createRevival } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { createTutoringLeaving } from './leaving.ts';
import { createTutoring, createTutoringCalendar } from './tutoring.ts';

const TODAY = '2024-01-22';
const NOW = Date.parse('2024-01-22T08:00:00Z');
const SERIES = {
  first: '2024-01-17',
  from: '14:00',
  to: '16:00',
  everyWeeks: 2,
  until: '2024-05-31',
};
const PAIR = [
  { id: 't1', name: 'Une', sphere: 'comptable', email: 'une@ac.example' },
  { id: 't2', name: 'Deux', sphere: 'ordonnateur' },
];

let folder: string;
let test: TestStore;
let myRoles: Role[];
let handlers: ReturnType<typeof createTutoring>;
let calendar: ReturnType<typeof createTutoringCalendar>;
let leaving: ReturnType<typeof createTutoringLeaving>;
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

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-tutoring-'));
  test = openTestStore(folder);
  test.at(NOW);
  myRoles = ['pilot'];
  write([
    row('programme', 'op', 'programme:op', {
      name: 'Op@le',
      country: 'FR',
      calendar: 'fr-b',
      practiceDate: TODAY,
    }),
    row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6' }),
    ...['e1', 'e2', 'e3'].flatMap((id) => [
      row('establishment', id, scopeId('establishment', id), { name: `Collège ${id}` }),
      row('waveMembership', `v6:${id}`, scopeId('establishment', id), {
        wave: 'v6',
        establishment: id,
      }),
    ]),
    row('grant', 't1:accountingOfficer:establishment.e1', 'establishment:e1', {
      person: 't1',
      role: 'accountingOfficer',
      name: 'Une',
    }),
    row('grant', 't2:bursar:establishment.e2', 'establishment:e2', {
      person: 't2',
      role: 'bursar',
      name: 'Deux',
    }),
  ]);
  const base = { me: () => ({ person: 'p', name: 'Moi' }), today: () => TODAY };
  const parts = {
    ...base,
    db: test.store.db,
    rolesOver: () => new Set(myRoles),
    mayCreate: () => myRoles.length > 0,
    mayWrite: () => true,
    record: write,
    recordAll: (lists: readonly (readonly Write[])[]) => write(lists.flat()),
    revival: createRevival(test.store.db),
    newId: () => `id-${(ids += 1)}`,
    now: () => NOW,
    ground: createWaveGround(test.store.db, base),
  };
  const propose = () => ok({ id: 'proposal' });
  handlers = createTutoring({ ...parts, propose, like: () => [], requestsOf: () => [] });
  calendar = createTutoringCalendar(parts);
  leaving = createTutoringLeaving(test.store.db);
});
afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function must<T>(answer: Result<T, CoreFailure> | Promise<Result<T, CoreFailure>>): T {
  if (answer instanceof Promise) throw new Error('It answers later.');
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}
const overview = () => must(handlers['tutoring.overview']({ wave: 'v6' }));
const make = (label: string, tutors: typeof PAIR = PAIR): string =>
  must(handlers['tutoring.saveGroup']({ wave: 'v6', set: { label, tutors } })).id;
const grants = (person: string): string[] =>
  test.store.db
    .prepare<[string], string>(
      `SELECT scope FROM "grant" WHERE person = ? AND role = 'tutor' AND deleted IS NULL ORDER BY scope`,
    )
    .pluck()
    .all(person);
const place = (establishments: string[], group: string | null, more: object = {}) =>
  handlers['tutoring.place']({ wave: 'v6', establishments, group, ...more });
const setSeries = (group: string, set: typeof SERIES = SERIES, daysOff: never[] = []) =>
  must(handlers['tutoring.saveSeries']({ group, set, daysOff }));
const save = (group: string, on: string, set: SessionChange) =>
  handlers['tutoring.saveSession']({ group, session: `${group}:${on}`, set });
const sessionOn = (on: string) => overview().sessions.find((one) => one.on === on);

describe('groups', () => {
  it('give their tutors both roles, and take them when they leave the pair', () => {
    const first = make('Un');
    const second = make('Deux', PAIR.slice(0, 1));
    expect(grants('t1')).toEqual(
      [`tutoringGroup:${first}`, `tutoringGroup:${second}`, 'waveSupport:v6'].sort(),
    );
    must(
      handlers['tutoring.saveGroup']({
        wave: 'v6',
        group: first,
        set: { tutors: [{ name: 'Sans compte' }] },
      }),
    );
    // One is a tutor of another group still; the other reaches nothing any more.
    expect(grants('t1')).toEqual([`tutoringGroup:${second}`, 'waveSupport:v6']);
    expect(grants('t2')).toEqual([]);
    const group = overview().groups.find(({ id }) => id === first)!;
    expect(group.tutors.map(({ name }) => name)).toEqual(['Sans compte']);
    expect(group.former?.map(({ id, left }) => [id, left])).toEqual([
      ['t1', TODAY],
      ['t2', TODAY],
    ]);
    must(handlers['tutoring.saveGroup']({ wave: 'v6', group: first, set: { tutors: PAIR } }));
    expect(grants('t2')).toEqual([`tutoringGroup:${first}`, 'waveSupport:v6']);
  });

  it('keep who led what was held when others take over', () => {
    const group = make('Un');
    setSeries(group);
    must(save(group, '2024-01-17', { status: 'held' }));
    const set = { tutors: [{ id: 't3', name: 'Trois' }] };
    must(handlers['tutoring.saveGroup']({ wave: 'v6', group, set }));
    expect(sessionOn('2024-01-17')?.tutors).toEqual(['t1', 't2']);
    expect(sessionOn('2024-01-31')?.tutors).toEqual(['t3']);
    const rows = must(handlers['tutoring.statement']({ wave: 'v6' })).rows;
    expect(rows.map(({ name, sessions, hours }) => [name, sessions, hours])).toEqual([
      ['Trois', 0, 0],
      ['Une', 1, 2],
      ['Deux', 1, 2],
    ]);
  });

  it('follow schools from a day on; a move ends one stay and begins another', () => {
    const [first, second] = [make('Un'), make('Deux', [])];
    must(place(['e1', 'e2'], first, { on: '2024-01-10' }));
    must(place(['e1'], second));
    expect(place(['e2'], null)).toEqual({ ok: false, error: { type: 'WaveReasonMissing' } });
    must(place(['e2'], null, { reason: 'Autonome' }));
    const { groups } = overview();
    expect(groups.map(({ schools }) => schools.map(({ id }) => id))).toEqual([[], ['e1']]);
    const { schools } = must(handlers['tutoring.follow']({ wave: 'v6' }));
    expect(schools.map(({ id, group }) => [id, group])).toEqual([
      ['e2', null],
      ['e3', null],
      ['e1', second],
    ]);
    expect(schools[0]!.past).toMatchObject([{ group: first, until: TODAY, reason: 'Autonome' }]);
    // And back on the same day.
    must(place(['e2'], first));
    must(place(['e1'], first));
    expect(overview().groups[0]!.schools.map(({ id }) => id)).toEqual(['e1', 'e2']);
  });

  it('lose a school that leaves the wave', () => {
    const group = make('Un');
    must(place(['e1', 'e2'], group, { on: '2024-01-10' }));
    write(leaving('v6', 'e1', '2024-01-20', 'Reportée'));
    expect(overview().groups[0]!.schools.map(({ id }) => id)).toEqual(['e2']);
    expect(leaving('v6', 'e1', TODAY, null)).toEqual([]);
    expect(leaving('v5', 'e2', TODAY, null)).toEqual([]);
  });

  it('are removed with their roles, unless they have held a session', () => {
    const group = make('Un');
    must(place(['e1'], group));
    setSeries(group);
    must(save(group, '2024-01-17', { status: 'held' }));
    const remove = () => handlers['tutoring.removeGroup']({ group });
    expect(remove()).toMatchObject({ error: { type: 'StillUsed', by: 'sessions', count: 1 } });
    must(save(group, '2024-01-17', { status: 'planned' }));
    expect(must(remove())).toEqual({ schools: 1 });
    expect(overview().groups).toEqual([]);
    expect(grants('t1')).toEqual([]);
  });

  it('are proposed for all whom nobody follows, and made as they were proposed', () => {
    const { unfollowed, groups } = must(handlers['tutoring.propose']({ wave: 'v6' }));
    expect(unfollowed).toBe(3);
    expect(groups).toMatchObject([{ group: null, label: '1' }]);
    const schools = groups[0]!.schools.map(({ id }) => id);
    const input = { wave: 'v6', groups: [{ group: null, label: 'Groupe 1', schools }] };
    expect(must(handlers['tutoring.applyProposal'](input))).toEqual({ groups: 1, schools: 3 });
    expect(overview().groups[0]!.schools).toHaveLength(3);
    expect(must(handlers['tutoring.propose']({ wave: 'v6' })).groups).toEqual([]);
  });

  it('are made by those who steer the wave', () => {
    myRoles = ['tutor'];
    const made = handlers['tutoring.saveGroup']({ wave: 'v6', set: { label: 'Un' } });
    expect(made).toEqual({ ok: false, error: { type: 'NotAllowed' } });
    expect(place(['e1'], null, { reason: 'x' })).toMatchObject({ error: { type: 'NotAllowed' } });
  });

  it('offer people of the programme, each once, with the sphere that their roles say', () => {
    make('Un');
    const { rows } = must(handlers['tutoring.people']({ wave: 'v6', search: 'une' }));
    expect(rows).toMatchObject([{ person: 't1', sphere: 'comptable', place: 'Collège e1' }]);
    expect(must(handlers['tutoring.people']({ wave: 'v6', search: '' })).total).toBe(2);
  });
});

describe('a series', () => {
  it('is shown before it is kept, with what the calendar calls off', () => {
    const group = make('Un');
    const preview = must(handlers['tutoring.previewSeries']({ group, set: SERIES }));
    expect(preview.days).toHaveLength(10);
    expect(
      preview.days.filter(({ off }) => off !== null).map(({ day, next }) => [day, next]),
    ).toEqual([
      ['2024-02-28', '2024-03-11'],
      ['2024-04-24', '2024-05-06'],
      ['2024-05-08', '2024-05-13'],
    ]);
    expect(overview().sessions).toEqual([]);
    must(
      handlers['tutoring.saveSeries']({
        group,
        set: SERIES,
        daysOff: [
          { on: '2024-02-28', what: 'cancel', reason: 'Vacances d’hiver' },
          { on: '2024-05-08', what: 'move', day: '2024-05-15' },
          { on: '2024-04-24', what: 'hold' },
        ],
      }),
    );
    expect(sessionOn('2024-02-28')).toMatchObject({
      status: 'cancelled',
      hours: 0,
      reason: 'Vacances d’hiver',
    });
    expect(sessionOn('2024-05-08')).toMatchObject({
      status: 'planned',
      day: '2024-05-15',
      moved: true,
    });
    expect(sessionOn('2024-04-24')?.status).toBe('planned');
  });

  it('takes themes along when its rule changes', () => {
    const group = make('Un');
    setSeries(group);
    must(save(group, '2024-01-31', { theme: 'Budget' }));
    setSeries(group, { ...SERIES, first: '2024-01-18' });
    expect(sessionOn('2024-02-01')?.theme).toBe('Budget');
    expect(overview().sessions.filter(({ theme }) => theme !== null)).toHaveLength(1);
    // Back again: it comes along, and is nowhere twice.
    setSeries(group);
    expect(sessionOn('2024-01-31')?.theme).toBe('Budget');
    expect(overview().sessions.filter(({ theme }) => theme !== null)).toHaveLength(1);
  });

  it('refuses what ends before it begins', () => {
    const group = make('Un');
    const refused = (set: Partial<typeof SERIES>) =>
      handlers['tutoring.saveSeries']({ group, set: { ...SERIES, ...set } });
    expect(refused({ to: '13:00' })).toMatchObject({ error: { type: 'BadInput', detail: 'to' } });
    expect(refused({ until: '2042-01-01' })).toMatchObject({ error: { detail: 'until' } });
  });
});

describe('a session', () => {
  it('is moved, and follows the series again once it is back', () => {
    const group = make('Un');
    setSeries(group);
    must(save(group, '2024-01-31', { day: '2024-02-01', from: '09:00', to: '12:00' }));
    expect(sessionOn('2024-01-31')).toMatchObject({ day: '2024-02-01', hours: 3, moved: true });
    must(save(group, '2024-01-31', { day: '2024-01-31', from: '14:00', to: '16:00' }));
    setSeries(group, { ...SERIES, to: '17:00' });
    expect(sessionOn('2024-01-31')).toMatchObject({ day: '2024-01-31', hours: 3, moved: false });
  });

  it('is cancelled with a reason, restored, and held no sooner than its day', () => {
    const group = make('Un');
    setSeries(group);
    const cancel = (reason?: string) =>
      save(group, '2024-01-31', { status: 'cancelled', ...(reason !== undefined && { reason }) });
    expect(cancel()).toMatchObject({ error: { type: 'WaveReasonMissing' } });
    must(cancel('Grève'));
    expect(sessionOn('2024-01-31')).toMatchObject({ status: 'cancelled', reason: 'Grève' });
    must(save(group, '2024-01-31', { status: 'planned' }));
    expect(sessionOn('2024-01-31')).toMatchObject({ status: 'planned', reason: null });
    expect(save(group, '2024-01-31', { status: 'held' })).toMatchObject({
      error: { type: 'DayAhead' },
    });
    expect(save(group, '2024-01-30', { theme: 'x' })).toMatchObject({
      error: { type: 'TutoringSessionUnknown' },
    });
  });

  it('is in the time of its group: a mistyped year is refused', () => {
    const group = make('Un');
    setSeries(group);
    for (const day of ['2027-02-01', '2021-01-31']) {
      expect(save(group, '2024-01-31', { day })).toMatchObject({
        error: { type: 'SessionFarAway', day },
      });
      const set = { day, from: '10:00', to: '11:00', theme: null };
      expect(handlers['tutoring.addSession']({ group, establishment: null, set })).toMatchObject({
        error: { type: 'SessionFarAway' },
      });
    }
    expect(sessionOn('2024-01-31')).toMatchObject({ day: '2024-01-31' });
  });

  it('is for one school of the group alone', () => {
    const group = make('Un');
    must(place(['e1'], group));
    const set = { day: '2024-01-25', from: '10:00', to: '11:00', theme: 'Budget refusé' };
    const add = (establishment: string) =>
      handlers['tutoring.addSession']({ group, establishment, set });
    expect(add('e3')).toMatchObject({ error: { type: 'NotInWave' } });
    const { id } = must(add('e1'));
    expect(overview().sessions).toMatchObject([{ id, on: null, establishment: 'e1', hours: 1 }]);
  });

  it('is an event of a calendar that stays the same one, and grows with what is told', () => {
    const group = make('Un');
    setSeries(group);
    const events = () => must(calendar({ group, language: 'fr' })).events;
    const before = events();
    expect(before).toHaveLength(10);
    expect(before.filter(({ status }) => status === 'cancelled')).toHaveLength(3);
    test.at(NOW + 60_000);
    must(save(group, '2024-01-31', { day: '2024-02-01', from: '14:00', to: '16:00' }));
    const [was, is] = [before, events()].map((all) =>
      all.find(({ uid }) => uid === `${group}:2024-01-31@bascule`)!,
    );
    expect(is!.day).toBe('2024-02-01');
    expect(is!.sequence).toBeGreaterThan(was!.sequence);
    expect(is!.attendees.map(({ name }) => name)).toEqual(['Une', 'Deux']);
    test.at(NOW + 120_000);
    must(handlers['tutoring.saveGroup']({ wave: 'v6', group, set: { tutors: [PAIR[0]!] } }));
    const after = events().find(({ uid }) => uid === is!.uid)!;
    expect(after.attendees.map(({ name }) => name)).toEqual(['Une']);
    expect(after.sequence).toBeGreaterThan(is!.sequence);
    // Who has left the pair led what is past.
    const past = events().find(({ day }) => day === '2024-01-17')!;
    expect(past.attendees.map(({ name }) => name)).toEqual(['Une', 'Deux']);
    const own = must(calendar({ person: 't2', language: 'fr' })).events;
    expect(own.map(({ day }) => day)).toEqual(['2024-01-17']);
  });

  it('is struck out of the calendar of a school that has left, and is there again once it is back', () => {
    const [group, other] = [make('Un', [PAIR[0]!]), make('Autre', [PAIR[0]!])];
    setSeries(group);
    must(place(['e2'], group, { on: '2024-01-10' }));
    const own = () => must(calendar({ person: 't2', language: 'fr' })).events;
    const [past, before] = [own()[0]!, own().at(-1)!];
    test.at(NOW + 60_000);
    must(place(['e2'], other, { on: TODAY }));
    expect(own().at(-1)).toMatchObject({ uid: before.uid, status: 'cancelled' });
    expect(own().at(-1)!.sequence).toBeGreaterThan(before.sequence);
    // What is past stays as it was.
    expect(own()[0]).toEqual(past);
    const struck = own().at(-1)!.sequence;
    test.at(NOW + 120_000);
    must(place(['e2'], group, { on: TODAY }));
    expect(own().at(-1)).toMatchObject({ uid: before.uid, status: before.status });
    expect(own().at(-1)!.sequence).toBeGreaterThan(struck);
  });

  it('is in the calendar of who leads it, and of the people of a school that comes, on its days', () => {
    const group = make('Un', [PAIR[0]!]);
    setSeries(group);
    must(place(['e2'], group, { on: TODAY }));
    const of = (person: string) => must(calendar({ person, language: 'fr' })).events;
    expect(of('t1')).toHaveLength(10);
    // The bursar of the school that joins after the first session.
    expect(of('t2').map(({ day }) => day)[0]).toBe('2024-01-31');
    expect(of('t2')[1]).toEqual(of('t1').find(({ day }) => day === '2024-02-14'));
    // A call with another school alone is nothing to this one.
    must(save(group, '2024-02-14', { theme: 'Paie' }));
    const id = `${group}:2024-02-14`;
    write([row('tutoringSession', id, scopeId('tutoringGroup', group), { establishment: 'e1' })]);
    expect(of('t2').map(({ day }) => day)).not.toContain('2024-02-14');
    expect(of('nobody')).toEqual([]);
  });
});
