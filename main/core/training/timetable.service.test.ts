import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodeIcal from 'node-ical';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { programmeWords } from '../../../shared/messages/programmeWords.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { createRevival } from '../access/writing.ts';
import { calendarFile } from '../calendar/calendarFile.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import { createTraining, createTrainingCalendar, createTrainingPapers } from './training.ts';

const TODAY = '2024-01-22';
const NOW = Date.parse('2024-01-22T08:00:00Z');
let folder: string;
let test: TestStore;
let myRoles: Role[];
let handlers: ReturnType<typeof createTraining>;
let papers: ReturnType<typeof createTrainingPapers>;
let calendar: ReturnType<typeof createTrainingCalendar>;
let ids = 0;

const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

const module = (id: string, title: string): JsonValue => ({
  id,
  title: { fr: title },
  mode: 'inPerson',
  halfDays: 2,
  trainingBase: false,
  notBefore: null,
  notAfter: null,
});

const session = (id: string, day: string, set: Record<string, JsonValue> = {}): Write =>
  row('trainingSession', id, 'wave:v6', {
    wave: 'v6',
    track: 'sg',
    module: 'm1',
    title: 'Budget',
    mode: 'inPerson',
    groups: ['g1'],
    day,
    from: '09:00',
    to: '16:30',
    site: 'laon',
    room: 'laon-1',
    trainers: ['t1', 't2'],
    status: 'confirmed',
    ...set,
  });

function enrolment(person: string, group: string | null): Write[] {
  const scope: ScopeId = 'schoolTraining:e1';
  const place = row('trainingEnrolment', `v6:sg:${person}`, scope, {
    wave: 'v6',
    track: 'sg',
    person,
    name: person,
    email: `${person}@ecole.example`,
    establishment: 'e1',
    schoolName: 'Collège Élan',
    status: 'enrolled',
  });
  const stay = { group, enrolment: `v6:sg:${person}`, from: '2023-11-02' };
  return group === null
    ? [place]
    : [place, row('groupMember', `${group}:${person}:2023-11-02`, scope, stay)];
}

function write(writes: readonly Write[]): ReturnType<TestStore['recorder']['record']> {
  test.outbox.added();
  return test.store.db.transaction(() => test.recorder.record(writes))();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-timetable-'));
  test = openTestStore(folder);
  test.at(NOW);
  myRoles = ['trainingLead'];
  write([
    row('programme', 'op', 'programme:op', {
      name: 'Op@le',
      country: 'FR',
      calendar: 'fr-b',
      practiceDate: TODAY,
    }),
    row('trainingTrack', 'sg', 'programme:op', {
      programme: 'op',
      label: { fr: 'SG' },
      position: 0,
      groupAim: 2,
      groupMax: 24,
      modules: [module('m1', 'Budget'), module('m2', 'Dépense')],
    }),
    row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6' }),
    row('trainingRules', 'v6', 'wave:v6', { wave: 'v6', from: TODAY, until: '2024-03-29' }),
    row('businessPeriod', 'p1', 'wave:v6', {
      wave: 'v6',
      label: 'Compte financier',
      kind: 'closing',
      from: '2024-02-12',
      until: '2024-02-16',
      forbidden: true,
    }),
    row('trainingSite', 'laon', 'wave:v6', { programme: 'op', name: 'Centre de Laon' }),
    row('trainingSite', 'amiens', 'wave:v6', { programme: 'op', name: 'Centre d’Amiens' }),
    row('trainingRoom', 'laon-1', 'wave:v6', { site: 'laon', name: 'Salle 1', seats: 20 }),
    ...['t1', 't2'].map((id) =>
      row('trainer', id, 'wave:v6', {
        programme: 'op',
        person: id,
        name: id,
        email: `${id}@academie.example`,
      }),
    ),
    row('trainerAbsence', 'a1', 'waveTraining:v6', {
      trainer: 't1',
      from: '2024-02-01',
      until: '2024-02-01',
    }),
    ...['g1', 'g2'].map((id, position) =>
      row('trainingGroup', id, 'wave:v6', { wave: 'v6', track: 'sg', label: id, position }),
    ),
    session('s1', '2024-01-30'),
    session('s2', '2024-01-31', { groups: ['g2'] }),
    ...enrolment('p1', 'g1'),
    ...enrolment('p2', 'g1'),
    ...enrolment('p3', null),
  ]);
  const parts = {
    db: test.store.db,
    me: () => ({ person: 'p', name: 'Moi' }),
    rolesOver: () => new Set(myRoles),
    mayCreate: () => myRoles.length > 0,
    mayWrite: () => true,
    today: () => TODAY,
    record: write,
    recordAll: (lists: readonly (readonly Write[])[]) => write(lists.flat()),
    revival: createRevival(test.store.db),
    newId: () => `id-${(ids += 1)}`,
    words: (_: string | null, language: Language) => programmeWords(language, null),
  };
  handlers = createTraining(parts);
  calendar = createTrainingCalendar(parts);
  papers = createTrainingPapers(parts);
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
const undo = (): void => {
  const undone = test.store.db.transaction(() => undoLast({ ...test, after: 0 }))();
  expect(undone).toMatchObject({ ok: true });
};
const read = () =>
  must(handlers['timetable.read']({ wave: 'v6', from: '2024-01-01', until: '2024-03-31' }));
type Set = Parameters<(typeof handlers)['timetable.saveSession']>[0]['set'];
const save = (set: Set, id?: string) =>
  handlers['timetable.saveSession']({ wave: 'v6', set, ...(id !== undefined && { session: id }) });
const sessionOf = (id: string) =>
  must(handlers['training.overview']({ wave: 'v6' })).sessions.find((one) => one.id === id);
const rules = (id: string) => (read().conflicts[id] ?? []).map(({ rule }) => rule);

describe('the timetable', () => {
  it('tells what stands behind the days', () => {
    const { breaks, publicHolidays, periods } = read();
    expect(breaks.map(({ id }) => id)).toContain('winter');
    expect(publicHolidays).toContainEqual({ id: 'newYear', day: '2024-01-01' });
    expect(periods).toMatchObject([{ label: 'Compte financier', forbidden: true }]);
  });

  it('moves a session, says what it breaks there, and takes it back', () => {
    expect(rules('s1')).toEqual([]);
    must(save({ day: '2024-01-31' }, 's1'));
    expect(sessionOf('s1')?.day).toBe('2024-01-31');
    expect(rules('s1')).toEqual(expect.arrayContaining(['trainerTwice', 'roomTwice']));
    expect(rules('s2')).toEqual(expect.arrayContaining(['trainerTwice', 'roomTwice']));
    myRoles = ['trainer'];
    expect(read().conflicts).toEqual({});
    myRoles = ['trainingLead'];
    undo();
    expect(sessionOf('s1')?.day).toBe('2024-01-30');
    expect(rules('s1')).toEqual([]);
  });

  it('tells of each day what a session would break there, before it goes', () => {
    const { days } = must(handlers['timetable.check']({ session: 's1' }));
    const on = (day: string) => days.find((one) => one.day === day);
    expect(on('2024-01-29')).toMatchObject({ hard: 0 });
    expect(on('2024-01-31')?.reasons).toHaveProperty('trainerTwice');
    expect(on('2024-02-01')?.reasons).toHaveProperty('trainerAway');
    expect(on('2024-02-03')?.reasons).toHaveProperty('dayOff');
    expect(on('2024-02-13')?.reasons).toHaveProperty('dayForbidden');
    expect(on('2024-02-27')?.reasons).toHaveProperty('dayOff');
  });

  it('makes a session, and refuses one that is not whole or does not go together', () => {
    const { id } = must(
      save({ title: 'Dépense', day: '2024-02-05', from: '09:00', to: '12:00', groups: ['g1'] }),
    );
    expect(sessionOf(id)).toMatchObject({ title: 'Dépense', status: 'planned', mode: 'inPerson' });
    const bad = (detail: string) => ({ ok: false, error: { type: 'BadInput', detail } });
    expect(save({ title: 'Sans jour' })).toMatchObject(bad('day'));
    expect(save({ to: '08:00' }, 's1')).toMatchObject(bad('to'));
    expect(save({ trainers: ['nobody'] }, 's1')).toMatchObject(bad('trainers'));
    expect(save({ site: 'amiens', room: 'laon-1' }, 's1')).toMatchObject(bad('room'));
    expect(save({ groups: ['none'] }, 's1')).toMatchObject({ error: { type: 'GroupUnknown' } });
    expect(save({ day: '2024-02-05' }, 'none')).toMatchObject({
      error: { type: 'SessionUnknown' },
    });
  });

  it('leaves no room of another site behind', () => {
    must(save({ site: 'amiens' }, 's1'));
    expect(sessionOf('s1')).toMatchObject({ site: 'amiens', room: null });
  });

  it('strikes a session out with its reason', () => {
    must(handlers['timetable.cancel']({ session: 's1', reason: 'Neige' }));
    expect(sessionOf('s1')).toMatchObject({ status: 'cancelled', reason: 'Neige' });
  });

  it('lets a trainer write what happened, and nobody else plan', () => {
    myRoles = ['trainer'];
    expect(save({ link: 'https://visio.example/1' }, 's1')).toMatchObject({ ok: true });
    expect(save({ day: '2024-02-05' }, 's1')).toMatchObject({ error: { type: 'NotAllowed' } });
    expect(handlers['timetable.check']({ session: 's1' })).toMatchObject({
      error: { type: 'NotAllowed' },
    });
    myRoles = [];
    expect(save({ note: 'Bonjour' }, 's1')).toMatchObject({ error: { type: 'NotAllowed' } });
    expect(handlers['timetable.cancel']({ session: 's1', reason: 'Non' })).toMatchObject({
      error: { type: 'NotAllowed' },
    });
  });
});

describe('a series', () => {
  /** An open room of group 1, every Friday of February: one is in the winter holidays. */
  const friday = { everyWeeks: 1, until: '2024-03-01', except: [] };
  const make = (set: Set = {}): string =>
    must(
      save({
        title: 'Permanence',
        day: '2024-02-02',
        from: '14:00',
        to: '16:00',
        groups: ['g1'],
        site: 'laon',
        room: 'laon-1',
        repeats: friday,
        ...set,
      }),
    ).id;
  const daysOf = (id: string) =>
    sessionOf(id)!.occurrences.map(({ day, status }) => `${day} ${status}`);
  const except = (
    session: string,
    on: string,
    becomes: 'planned' | 'cancelled' | { day: string; from: string; to: string },
  ) => handlers['timetable.saveOccurrence']({ session, on, becomes, reason: 'Grève' });

  it('has a day every so many weeks, those off among them', () => {
    const id = make();
    expect(daysOf(id)).toEqual([
      '2024-02-02 planned',
      '2024-02-09 planned',
      '2024-02-16 planned',
      '2024-02-23 planned',
      '2024-03-01 dayOff',
    ]);
    const { occurrences } = must(
      handlers['timetable.occurrences']({ wave: 'v6', day: '2024-02-02', repeats: friday }),
    );
    expect(occurrences.at(-1)).toMatchObject({ off: 'winter', nextWorked: '2024-03-11' });
    expect(sessionOf('s1')).toMatchObject({ repeats: null, occurrences: [] });
  });

  it('moves or cancels one day alone, and gives it back', () => {
    const id = make();
    must(except(id, '2024-02-09', { day: '2024-02-08', from: '09:00', to: '11:00' }));
    must(except(id, '2024-02-16', 'cancelled'));
    expect(daysOf(id).slice(0, 3)).toEqual([
      '2024-02-02 planned',
      '2024-02-08 moved',
      '2024-02-16 cancelled',
    ]);
    expect(sessionOf(id)!.occurrences[2]).toMatchObject({ reason: 'Grève' });
    must(except(id, '2024-02-09', 'planned'));
    expect(daysOf(id)[1]).toBe('2024-02-09 planned');
    undo();
    expect(daysOf(id)[1]).toBe('2024-02-08 moved');
    expect(except(id, '2024-02-10', 'cancelled')).toMatchObject({ error: { type: 'BadInput' } });
    expect(except('s1', '2024-01-30', 'cancelled')).toMatchObject({ error: { type: 'BadInput' } });
    myRoles = ['trainer'];
    expect(except(id, '2024-02-16', 'planned')).toMatchObject({ error: { type: 'NotAllowed' } });
  });

  it('changes as a whole and keeps what was agreed', () => {
    const id = make();
    must(except(id, '2024-02-09', { day: '2024-02-06', from: '09:00', to: '11:00' }));
    must(except(id, '2024-02-16', 'cancelled'));
    const repeats = { ...sessionOf(id)!.repeats!, everyWeeks: 2 };
    must(save({ repeats }, id));
    expect(daysOf(id)).toEqual([
      '2024-02-02 planned',
      '2024-02-06 moved',
      '2024-02-16 cancelled',
      '2024-03-01 dayOff',
    ]);
    // To Thursdays: as many days as before, and the moved one stays where it was put.
    must(save({ day: '2024-02-01' }, id));
    expect(daysOf(id)).toEqual([
      '2024-02-01 planned',
      '2024-02-06 moved',
      '2024-02-15 planned',
      '2024-02-29 dayOff',
    ]);
    expect(sessionOf(id)!.occurrences[1]).toMatchObject({ leftover: true });
    must(save({ repeats: null }, id));
    expect(sessionOf(id)).toMatchObject({ repeats: null, day: '2024-02-01' });
  });

  it('ends after it begins, and some time', () => {
    const id = make();
    const until = (day: string) => save({ repeats: { ...friday, until: day } }, id);
    expect(until('2024-01-01')).toMatchObject({ error: { type: 'BadInput', detail: 'until' } });
    expect(until('2150-01-01')).toMatchObject({ error: { type: 'BadInput', detail: 'until' } });
    expect(daysOf(id)).toHaveLength(5);
  });

  it('is warned about by its days, whatever module and groups it has', () => {
    const id = make();
    const key = `${id}@2024-02-09`;
    expect(rules(key)).toEqual([]);
    expect(rules(`${id}@2024-02-16`)).toEqual(['dayForbidden']);
    must(save({ day: '2024-02-09' }, 's1'));
    expect(rules(key)).toEqual(expect.arrayContaining(['personTwice', 'roomTwice']));
    expect(rules('s1')).toEqual(expect.arrayContaining(['personTwice', 'roomTwice']));
    expect(rules(id)).toEqual([]);
    // The hours of the morning do not meet those of the afternoon.
    must(except(id, '2024-02-09', { day: '2024-02-08', from: '09:00', to: '11:00' }));
    expect(rules(key)).toEqual([]);
    must(except(id, '2024-02-09', { day: '2024-02-13', from: '09:00', to: '11:00' }));
    expect(rules(key)).toEqual(['dayForbidden']);
    const hints = must(handlers['timetable.check']({ session: id, on: '2024-02-09' })).days;
    const on = (day: string) => hints.find((one) => one.day === day);
    expect(on('2024-02-09')?.reasons).toHaveProperty('personTwice');
    expect(on('2024-02-08')).toMatchObject({ hard: 0 });
  });

  it('of a module is planned around, and not moved', () => {
    const id = make({ track: 'sg', module: 'm2' });
    const first = `${id}@2024-02-02`;
    must(save({ day: '2024-02-02' }, 's1'));
    expect(rules(first)).toEqual(expect.arrayContaining(['personTwice']));
    must(save({ day: '2024-02-23' }, 's1'));
    expect(rules(`${id}@2024-02-23`)).toEqual(expect.arrayContaining(['personTwice']));
  });
});

describe('groups', () => {
  const group = (id = 'g1') => must(handlers['timetable.group']({ group: id }));

  it('tell their people, and who is in none', () => {
    const { members, waiting } = group();
    expect(members.map(({ name }) => name)).toEqual(['p1', 'p2']);
    expect(members[0]).toMatchObject({ schoolName: 'Collège Élan', from: '2023-11-02' });
    expect(waiting.map(({ name }) => name)).toEqual(['p3']);
  });

  it('take in who is in none, from a day on, and give them back', () => {
    const add = () =>
      must(
        handlers['timetable.addMembers']({
          group: 'g1',
          enrolments: ['v6:sg:p3', 'v6:sg:p1'],
          from: '2024-01-25',
        }),
      );
    expect(add()).toEqual({ added: 1 });
    expect(group().members.map(({ name }) => name)).toEqual(['p1', 'p2', 'p3']);
    expect(group().waiting).toEqual([]);
    undo();
    expect(group().waiting.map(({ name }) => name)).toEqual(['p3']);
    expect(add()).toEqual({ added: 1 });
    expect(group().members).toHaveLength(3);
  });

  it('keep who left among those who were there', () => {
    const move = { enrolment: 'v6:sg:p2', from: 'g1', to: 'g2', on: TODAY, reason: 'Trajet' };
    must(handlers['attendance.move'](move));
    expect(group().members.map(({ name }) => name)).toEqual(['p1']);
    expect(group().past).toMatchObject([{ name: 'p2', until: TODAY, reason: 'Trajet' }]);
    expect(group('g2').members.map(({ name }) => name)).toEqual(['p2']);
  });

  it('are made, changed and pinned, and so are their people', () => {
    const { id } = must(handlers['timetable.saveGroup']({ wave: 'v6', set: { label: 'Neuf' } }));
    must(handlers['timetable.saveGroup']({ wave: 'v6', group: id, set: { pinned: true } }));
    const groups = must(handlers['training.overview']({ wave: 'v6' })).groups;
    expect(groups.at(-1)).toMatchObject({ id, label: 'Neuf', pinned: true });
    must(handlers['timetable.pinMember']({ member: 'g1:p1:2023-11-02', pinned: true }));
    expect(group().members[0]).toMatchObject({ name: 'p1', pinned: true });
    myRoles = ['trainer'];
    expect(
      handlers['timetable.saveGroup']({ wave: 'v6', group: id, set: { label: 'Autre' } }),
    ).toMatchObject({ error: { type: 'NotAllowed' } });
  });
});

it('tells of a device of one school that its groups are known in part', () => {
  const parts = () =>
    must(handlers['training.overview']({ wave: 'v6' })).groups.map(({ partial }) => partial);
  expect(new Set(parts())).toEqual(new Set([false]));
  const sheet = () => must(papers.sheets({ session: 's1', blank: false, language: 'fr' }))[0]!;
  expect(sheet().isExtract).toBe(false);
  myRoles = ['bursar'];
  expect(new Set(parts())).toEqual(new Set([true]));
  expect(sheet()).toMatchObject({ isExtract: true, returnTo: null });
});

describe('what a group is told', () => {
  const mail = (changes = false) =>
    must(handlers['training.mail']({ group: 'g1', changes, language: 'fr' }));
  const notices = () => must(handlers['training.notices']({ group: 'g1' }));

  it('is kept when it is called, and what changed since is told once', () => {
    expect(notices()).toEqual([]);
    expect(mail()).toMatchObject({ noted: true, to: ['p1@ecole.example', 'p2@ecole.example'] });
    const summons = { kind: 'summons', on: TODAY, people: 2, sessions: 1, announced: 0 };
    expect(notices()).toMatchObject([{ ...summons, changed: 0 }]);
    // The same summons once more, for heads, is no other notice.
    mail();
    expect(notices()).toHaveLength(1);

    must(save({ day: '2024-02-05' }, 's1'));
    must(save({ title: 'Bilan', day: '2024-02-06', from: '09:00', to: '12:00', groups: ['g1'] }));
    must(save({ note: 'Apporter les clés' }, 's1'));
    expect(notices()).toMatchObject([{ changed: 2 }]);
    test.at(NOW + 2_000);
    const told = mail(true);
    expect(told.subject).toMatch(/^Changement/);
    expect(told.body).toContain('30 janvier 2024 → lundi 5 février 2024');
    expect(told.body).toContain('NOUVELLE – Bilan');
    expect(notices()).toMatchObject([
      { ...summons, changed: null },
      { kind: 'change', sessions: 2, announced: 2, changed: 0 },
    ]);
    // The letter after the mail tells the same, and is no other notice.
    expect(mail(true).body).toBe(told.body);
    expect(notices()).toHaveLength(2);
  });

  it('is no change where the group was never called, or knows all', () => {
    const changes = { group: 'g1', changes: true, language: 'fr' } as const;
    const refusals = () => [
      handlers['training.mail'](changes),
      papers.summons({ ...changes, heads: false }),
    ];
    for (const refused of refusals()) {
      expect(refused).toMatchObject({ error: { type: 'NotCalledYet', group: 'g1' } });
    }
    expect(papers.note(changes)).toBe(false);
    expect(notices()).toEqual([]);
    mail();
    for (const refused of refusals()) {
      expect(refused).toMatchObject({ error: { type: 'NothingChanged', group: 'g1' } });
    }
    expect(notices()).toHaveLength(1);
  });

  it('is told by a summons of their own to who joined since, and by it alone', () => {
    mail();
    expect(notices()).toMatchObject([{ people: 2, notCalled: 0 }]);
    const newcomers = { group: 'g1', newcomers: true, language: 'fr' } as const;
    expect(handlers['training.mail'](newcomers)).toMatchObject({ error: { type: 'AllCalled' } });
    must(handlers['timetable.addMembers']({ group: 'g1', enrolments: ['v6:sg:p3'], from: TODAY }));
    must(save({ day: '2024-02-05' }, 's1'));
    expect(notices()).toMatchObject([{ changed: 1, notCalled: 1 }]);

    test.at(NOW + 2_000);
    const called = must(handlers['training.mail'](newcomers));
    expect(called).toMatchObject({ noted: true, to: ['p3@ecole.example'] });
    expect(called.subject).not.toMatch(/^Changement/);
    expect(called.body).toContain('5 février 2024');
    // What the others do not know yet is still to be told; the letters go to the same newcomer.
    expect(notices().at(-1)).toMatchObject({
      kind: 'summons',
      people: 1,
      changed: 1,
      notCalled: 0,
    });
    const letters = must(papers.summons({ ...newcomers, heads: false })).letters;
    expect(letters.map(({ recipient }) => recipient.name)).toEqual(['p3']);
    expect(papers.note(newcomers)).toBe(true);
    expect(notices()).toHaveLength(2);
  });

  it('of changes goes to those alone who knew the sessions', () => {
    mail();
    must(handlers['timetable.addMembers']({ group: 'g1', enrolments: ['v6:sg:p3'], from: TODAY }));
    must(save({ day: '2024-02-05' }, 's1'));
    test.at(NOW + 2_000);
    expect(mail(true).to).toEqual(['p1@ecole.example', 'p2@ecole.example']);
    expect(notices().at(-1)).toMatchObject({ kind: 'change', people: 2, changed: 0, notCalled: 1 });
    test.at(NOW + 4_000);
    // A summons to all is one to the newcomer as well.
    expect(mail().to).toHaveLength(3);
    expect(notices().at(-1)).toMatchObject({ kind: 'summons', people: 3, notCalled: 0 });
  });

  it('is nothing where nobody is to come, or there is nothing to come to', () => {
    const { id } = must(handlers['timetable.saveGroup']({ wave: 'v6', set: { label: 'Neuf' } }));
    const asked = (group: string) => ({ group, language: 'fr' }) as const;
    const refusals = (group: string) => [
      handlers['training.mail'](asked(group)),
      papers.summons({ ...asked(group), heads: true }),
    ];
    for (const refused of refusals(id)) {
      expect(refused).toMatchObject({ error: { type: 'NobodyToCall', group: 'Neuf' } });
    }
    must(handlers['timetable.cancel']({ session: 's1', reason: 'Neige' }));
    for (const refused of refusals('g1')) {
      expect(refused).toMatchObject({ error: { type: 'NothingToCome' } });
    }
    for (const group of [id, 'g1']) expect(papers.note(asked(group))).toBe(false);
    expect(notices()).toEqual([]);
  });

  it('says what is cancelled with its reason, and nothing of what is over', () => {
    must(save({ day: '2024-01-24' }, 's1'));
    mail();
    must(handlers['timetable.cancel']({ session: 's1', reason: 'Neige' }));
    expect(mail(true).body).toMatch(/ANNULÉE – Budget[\s\S]*Motif\s:\sNeige/);
    undo();
    undo();
    expect(notices()).toMatchObject([{ changed: 0 }]);
    must(save({ status: 'held' }, 's1'));
    expect(notices()).toMatchObject([{ changed: 0 }]);
  });

  it('counts the days of a series one by one', () => {
    const repeats = { everyWeeks: 1, until: '2024-02-13', except: [] };
    must(save({ repeats }, 's1'));
    mail();
    expect(notices()).toMatchObject([{ sessions: 3, changed: 0 }]);
    const on = '2024-02-06';
    must(handlers['timetable.saveOccurrence']({ session: 's1', on, becomes: 'cancelled' }));
    expect(notices()).toMatchObject([{ changed: 1 }]);
  });

  it('is not kept of who may not write it', () => {
    myRoles = [];
    expect(mail()).toMatchObject({ noted: false });
    expect(notices()).toEqual([]);
  });
});

describe('a calendar of trainings', () => {
  type Query = Parameters<typeof calendar>[0];
  const events = (query: Omit<Query, 'language'> = {}) =>
    must(calendar({ ...query, language: 'fr' })).events;
  /** A file of it as another program reads it, by the names of its events. */
  const parsed = (query: Omit<Query, 'language'> = {}) => {
    const { name, timeZone, events: all } = must(calendar({ ...query, language: 'fr' }));
    const text = calendarFile(all, { name, timeZone, language: 'fr', now: 0 });
    const found = Object.values(nodeIcal.sync.parseICS(text)).filter(
      (one) => one?.type === 'VEVENT',
    );
    return new Map(found.map((one) => [one.uid, one]));
  };

  it('knows a session by one name, with a number that grows when it moves', () => {
    const before = parsed().get('s1@bascule');
    expect(before).toMatchObject({ location: 'Centre de Laon, Salle 1' });
    expect(before?.start.toISOString()).toBe('2024-01-30T08:00:00.000Z');
    test.at(NOW + 2_000);
    must(save({ day: '2024-02-05' }, 's1'));
    const after = parsed().get('s1@bascule');
    expect(after?.start.toISOString()).toBe('2024-02-05T08:00:00.000Z');
    expect(Number(after?.sequence)).toBeGreaterThan(Number(before?.sequence));
  });

  it('keeps the number where nothing changed that people have to know', () => {
    const before = events()[0]!;
    test.at(NOW + 2_000);
    must(save({ note: 'Apporter les clés' }, 's1'));
    const after = events()[0]!;
    expect(after.sequence).toBe(before.sequence);
    expect(after.lastModified).toBeGreaterThan(before.lastModified);
  });

  it('is of a person, a group or a room; of a group alone it names who comes', () => {
    expect(events({ person: 'p1' }).map(({ uid }) => uid)).toEqual(['s1@bascule']);
    expect(events({ person: 't1' })).toHaveLength(2);
    expect(events({ room: 'laon-1' })).toHaveLength(2);
    expect(events({ group: 'g2' }).map(({ uid }) => uid)).toEqual(['s2@bascule']);
    const roles = (query: Omit<Query, 'language'>) =>
      events(query)[0]!.attendees.map(({ name, role }) => `${role} ${name}`);
    expect(roles({ person: 'p1' })).toEqual(['trainer t1', 'trainer t2']);
    expect(roles({ group: 'g1' })).toEqual([
      'trainer t1',
      'trainer t2',
      'trainee p1',
      'trainee p2',
    ]);
    expect(calendar({ person: 'nobody', language: 'fr' })).toMatchObject({
      error: { type: 'PersonUnknown' },
    });
    expect(calendar({ room: 'nowhere', language: 'fr' })).toMatchObject({
      error: { type: 'RoomUnknown', room: 'nowhere' },
    });
    expect(calendar({ group: 'none', language: 'fr' })).toMatchObject({
      error: { type: 'GroupUnknown' },
    });
  });

  const comes = (id: string, group = 'g1') =>
    events({ group })
      .find(({ uid }) => uid === `${id}@bascule`)!
      .attendees.flatMap(({ name, role }) => (role === 'trainee' ? [name] : []));
  const number = (id: string, query: Omit<Query, 'language'> = {}) =>
    events(query).find(({ uid }) => uid === `${id}@bascule`)!.sequence;
  let seconds = 0;
  /** Whether something makes the number of a session grow. */
  const grows = (id: string, query: Omit<Query, 'language'>, doing: () => unknown): boolean => {
    const before = number(id, query);
    test.at(NOW + (seconds += 2) * 1_000);
    doing();
    const after = number(id, query);
    expect(after).toBeGreaterThanOrEqual(before);
    return after > before;
  };
  const moveAway = (person: string) =>
    must(
      handlers['attendance.move']({
        enrolment: `v6:sg:${person}`,
        from: 'g1',
        to: 'g2',
        on: TODAY,
      }),
    );

  it('names of a past session who was there, whoever moves to another group since', () => {
    write([session('past', '2024-01-15'), session('past2', '2024-01-16', { groups: ['g2'] })]);
    moveAway('p2');
    expect(comes('past')).toEqual(['p1', 'p2']);
    expect(comes('s1')).toEqual(['p1']);
    expect(comes('past2', 'g2')).toEqual([]);
    expect(comes('s2', 'g2')).toEqual(['p2']);
    const of = (person: string) => events({ person }).map(({ uid }) => uid);
    const standing = ({ status }: { status: string }) => status !== 'cancelled';
    expect(
      events({ person: 'p2' })
        .filter(standing)
        .map(({ uid }) => uid),
    ).toEqual(['past@bascule', 's2@bascule']);
    expect(of('p2')).toContain('s1@bascule');
  });

  it('names of a session with a sheet those who were there', () => {
    write([session('past', '2024-01-15', { groups: ['g1', 'g2'] }), ...enrolment('p4', 'g2')]);
    const marks = (['present', 'absent'] as const).map((status, at) => ({
      enrolment: `v6:sg:p${String(at + 1)}`,
      half: 'all' as const,
      status,
    }));
    must(handlers['attendance.mark']({ session: 'past', marks }));
    const who = { name: 'Odile', schoolName: 'Rectorat' };
    must(handlers['attendance.walkIn']({ session: 'past', who }));
    must(handlers['attendance.walkIn']({ session: 'past', who: { enrolment: 'v6:sg:p3' } }));
    expect(comes('past').sort()).toEqual(['Odile', 'p1', 'p3']);
    expect(comes('past', 'g2').sort()).toEqual(['Odile', 'p3', 'p4']);
    expect(events({ person: 'p3' }).map(({ uid }) => uid)).toEqual(['past@bascule']);
  });

  it('names of a series who comes now, and gives it to who joins on the way', () => {
    const repeats = { everyWeeks: 1, until: '2024-02-27', except: [] };
    write([session('series', '2024-01-09', { repeats })]);
    moveAway('p2');
    const from = '2024-02-01';
    must(handlers['timetable.addMembers']({ group: 'g1', enrolments: ['v6:sg:p3'], from }));
    expect(comes('series')).toEqual(['p1']);
    expect(events({ person: 'p3' }).map(({ uid }) => uid)).toContain('series@bascule');
  });

  it('grows in number with what those who come have to know, and never falls', () => {
    const rename = (entity: string, id: string, set: Record<string, JsonValue>) => () =>
      write([row(entity, id, 'wave:v6', set)]);
    expect(grows('s1', {}, rename('trainingSite', 'laon', { name: 'Lycée de Laon' }))).toBe(true);
    expect(grows('s1', {}, rename('trainingSite', 'laon', { address: '1 rue Basse' }))).toBe(true);
    expect(grows('s1', {}, rename('trainingRoom', 'laon-1', { name: 'Salle 12' }))).toBe(true);
    expect(grows('s1', {}, rename('trainer', 't1', { email: 'neuf@academie.example' }))).toBe(true);
    expect(grows('s1', {}, () => save({ trainers: ['t1'] }, 's1'))).toBe(true);
    expect(grows('s1', {}, rename('trainingRoom', 'laon-1', { seats: 12 }))).toBe(false);
    const site = { programme: 'op', name: 'Centre de Soissons' };
    expect(grows('s1', {}, rename('trainingSite', 'soissons', site))).toBe(false);
  });

  it('grows in number for a group when its people change', () => {
    const group = { group: 'g1' };
    write([session('past', '2024-01-15')]);
    expect(grows('s1', group, () => moveAway('p2'))).toBe(true);
    expect(grows('s1', group, undo)).toBe(true);
    const set = { email: 'p1@autre.example' };
    const address = row('trainingEnrolment', 'v6:sg:p1', 'schoolTraining:e1', set);
    expect(grows('s1', group, () => write([address]))).toBe(true);
    const enrolments = ['v6:sg:p3'];
    const join = () => handlers['timetable.addMembers']({ group: 'g1', enrolments, from: TODAY });
    // Who joins today was not there before.
    expect(grows('past', group, join)).toBe(false);
    const marks = [{ enrolment: 'v6:sg:p1', half: 'all', status: 'absent' } as const];
    const mark = (session: string) => () => handlers['attendance.mark']({ session, marks });
    expect(grows('past', group, mark('past'))).toBe(true);
    // Who leaves today was there before; the number is one whatever the file is of.
    expect(grows('past', group, () => moveAway('p1'))).toBe(false);
    expect(grows('s1', {}, () => moveAway('p3'))).toBe(true);
    const all = [{ person: 'p1' }, { person: 't1' }, group, { room: 'laon-1' }, {}];
    expect(new Set(all.map((query) => number('s1', query))).size).toBe(1);
  });

  it('has no lower number where a room was renamed before a move came in that knew nothing of it', () => {
    write([row('trainingRoom', 'amiens-1', 'wave:v6', { site: 'amiens', name: 'Salle A' })]);
    test.at(NOW + 60_000);
    write([row('trainingRoom', 'laon-1', 'wave:v6', { name: 'Salle 12' })]);
    const before = number('s1');
    // What another device wrote earlier arrives later.
    const stamped = test.store.db.prepare(
      `UPDATE training_session SET site = 'amiens', room = 'amiens-1' WHERE id = 's1'`,
    );
    stamped.run();
    expect(number('s1')).toBeGreaterThanOrEqual(before);
  });

  it('strikes out for somebody what they no longer come to, under the same name with a higher number', () => {
    const before = number('s1', { person: 'p2' });
    test.at(NOW + 2_000);
    moveAway('p2');
    const file = parsed({ person: 'p2' });
    expect(file.get('s1@bascule')).toMatchObject({ status: 'CANCELLED' });
    expect(Number(file.get('s1@bascule')?.sequence)).toBeGreaterThan(before);
    expect(file.get('s2@bascule')).toMatchObject({ status: 'CONFIRMED' });
    // What was planned after they had left never was theirs.
    test.at(NOW + 4_000);
    write([session('after', '2024-02-06')]);
    expect(parsed({ person: 'p2' }).has('after@bascule')).toBe(false);
    expect(parsed({ group: 'g1' }).get('s1@bascule')).toMatchObject({ status: 'CONFIRMED' });
    // Who comes back has it again, with a number that a diary takes for later.
    test.at(NOW + 6_000);
    const struck = number('s1', { person: 'p2' });
    const back = { enrolment: 'v6:sg:p2', from: 'g2', to: 'g1', on: TODAY };
    must(handlers['attendance.move'](back));
    expect(parsed({ person: 'p2' }).get('s1@bascule')).toMatchObject({ status: 'CONFIRMED' });
    expect(number('s1', { person: 'p2' })).toBeGreaterThan(struck);
  });

  it('strikes out what a group or a room was told of and has no more, and what was removed', () => {
    must(handlers['training.mail']({ group: 'g1', language: 'fr' }));
    test.at(NOW + 2_000);
    must(save({ groups: ['g2'], room: null }, 's1'));
    for (const query of [{ group: 'g1' }, { person: 'p1' }, { room: 'laon-1' }]) {
      expect(parsed(query).get('s1@bascule')).toMatchObject({ status: 'CANCELLED' });
    }
    expect(parsed({ group: 'g2' }).get('s1@bascule')).toMatchObject({ status: 'CONFIRMED' });
    write([row('trainingSession', 's2', 'wave:v6', { deleted: true })]);
    expect(parsed({ group: 'g2' }).has('s2@bascule')).toBe(false);
    test.at(NOW + 86_400_000);
    write([row('trainingSession', 's1', 'wave:v6', { deleted: true })]);
    expect(parsed({ group: 'g2' }).get('s1@bascule')).toMatchObject({ status: 'CANCELLED' });
  });

  it('strikes out what somebody came to by a place in a group that was taken back on a later day', () => {
    const own = () => parsed({ person: 'p3' }).get('s1@bascule');
    const join = (from: string) =>
      must(handlers['timetable.addMembers']({ group: 'g1', enrolments: ['v6:sg:p3'], from }));
    join('2024-01-23');
    undo();
    expect(own()).toBeUndefined();
    test.at(NOW + 2_000);
    join(TODAY);
    const before = Number(own()?.sequence);
    test.at(NOW + 86_400_000);
    undo();
    expect(own()).toMatchObject({ status: 'CANCELLED' });
    expect(Number(own()?.sequence)).toBeGreaterThan(before);
  });

  it('leaves of a series the days out on which somebody is not in the group', () => {
    const repeats = { everyWeeks: 1, until: '2024-02-13', except: [] };
    write([session('series', '2024-01-16', { repeats })]);
    moveAway('p2');
    const series = (person: string) =>
      events({ person }).find(({ uid }) => uid === 'series@bascule')!.repeats!.except;
    expect(series('p1')).toEqual([]);
    expect(series('p2').map(({ on, movedTo }) => [on, movedTo])).toEqual(
      ['2024-01-23', '2024-01-30', '2024-02-06', '2024-02-13'].map((on) => [on, null]),
    );
  });

  it('says what is cancelled', () => {
    must(handlers['timetable.cancel']({ session: 's2', reason: 'Neige' }));
    expect(parsed().get('s2@bascule')).toMatchObject({ status: 'CANCELLED' });
  });
});
