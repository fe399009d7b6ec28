import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { programmeWords } from '../../../shared/messages/programmeWords.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { createRevival } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import { createTraining, createTrainingCalendar, createTrainingPapers } from './training.ts';

const TODAY = '2024-01-22';
const SESSION = 's-today';
let folder: string;
let test: TestStore;
let myRoles: Role[];
let handlers: ReturnType<typeof createTraining>;
let parts: Parameters<typeof createTraining>[0];
let ids = 0;

const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

const session = (id: string, day: string, set: Record<string, JsonValue> = {}): Write =>
  row('trainingSession', id, 'wave:v6', {
    wave: 'v6',
    track: 'sg',
    title: id,
    mode: 'inPerson',
    groups: ['g1'],
    day,
    from: '09:00',
    to: '16:30',
    status: 'confirmed',
    ...set,
  });

function member(person: string, name: string, group = 'g1', school = 'e1'): Write[] {
  const scope: ScopeId = `schoolTraining:${school}`;
  return [
    row('trainingEnrolment', `v6:sg:${person}`, scope, {
      wave: 'v6',
      track: 'sg',
      person,
      name,
      establishment: school,
      schoolName: school === 'e1' ? 'Collège Élan' : 'Lycée Bel Air',
      town: 'Laon',
      status: 'enrolled',
    }),
    row('groupMember', `${group}:${person}:2023-11-02`, scope, {
      group,
      enrolment: `v6:sg:${person}`,
      from: '2023-11-02',
    }),
  ];
}

function write(writes: readonly Write[]): ReturnType<TestStore['recorder']['record']> {
  test.outbox.added();
  return test.store.db.transaction(() => test.recorder.record(writes))();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-attendance-'));
  test = openTestStore(folder);
  myRoles = ['trainer'];
  write([
    row('programme', 'op', 'programme:op', { name: 'Op@le', country: 'FR', practiceDate: TODAY }),
    row('trainingTrack', 'sg', 'programme:op', {
      programme: 'op',
      label: { fr: 'SG' },
      position: 0,
      distanceHours: 9,
    }),
    row('trainingTrack', 'ac', 'programme:op', {
      programme: 'op',
      label: { fr: 'AC' },
      position: 1,
    }),
    row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6' }),
    ...['g1', 'g2'].map((id, position) =>
      row('trainingGroup', id, 'wave:v6', { wave: 'v6', track: 'sg', label: id, position }),
    ),
    session(SESSION, TODAY),
    session('s-past', '2024-01-15', { status: 'held', to: '12:00' }),
    session('s-ahead', '2024-01-29'),
    session('s-off', '2024-01-16', { status: 'cancelled' }),
    session('s-other', '2024-01-22', { groups: ['g2'] }),
    ...member('p1', 'Anne Érable'),
    ...member('p2', 'Bruno Chêne'),
    ...member('p3', 'Chloé Aulne', 'g1', 'e2'),
    ...member('p4', 'Denis Frêne', 'g2'),
  ]);
  parts = {
    db: test.store.db,
    me: () => ({ person: 'p', name: 'Moi' }),
    rolesOver: () => new Set(myRoles),
    mayCreate: () => myRoles.length > 0,
    mayWrite: () => true,
    today: () => TODAY,
    record: write,
    recordAll: (lists) => write(lists.flat()),
    revival: createRevival(test.store.db),
    newId: () => `id-${(ids += 1)}`,
    words: (_, language) => programmeWords(language, null),
  };
  handlers = createTraining(parts);
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
const undo = () => {
  const undone = test.store.db.transaction(() => undoLast({ ...test, after: 0 }))();
  expect(undone).toMatchObject({ ok: true });
};
const sheet = (id = SESSION) => must(handlers['attendance.sheet']({ session: id }));
const E = (person: string) => `v6:sg:${person}`;
type Mark = Parameters<(typeof handlers)['attendance.mark']>[0]['marks'][number];
const mark = (marks: Mark[], id = SESSION) => handlers['attendance.mark']({ session: id, marks });
const present = (person: string): Mark => ({
  enrolment: E(person),
  half: 'all',
  status: 'present',
});
const told = (id = SESSION) =>
  sheet(id).rows.map(({ name, marks }) => `${name}: ${marks.map((one) => one.status).join(' ')}`);

describe('the sheet of a session', () => {
  it('has whoever is expected on its day, by family name, and counts them', () => {
    const view = sheet();
    expect(told()).toEqual(['Chloé Aulne: ', 'Bruno Chêne: ', 'Anne Érable: ']);
    expect(view.rows[0]).toMatchObject({
      enrolment: E('p3'),
      schoolName: 'Lycée Bel Air',
      group: { id: 'g1', label: 'g1' },
      expected: true,
      status: null,
    });
    expect(view.counts).toEqual([
      { half: 'morning', people: 3, present: 0, late: 0, absent: 0, excused: 0, unmarked: 3 },
      { half: 'afternoon', people: 3, present: 0, late: 0, absent: 0, excused: 0, unmarked: 3 },
    ]);
    expect(view).toMatchObject({ mayRecord: true, closed: null });
  });

  it('is in the order of the family names that are known apart, then of the first names', () => {
    write([
      ...member('p5', 'Jean Paul Bouleau'),
      ...member('p6', 'Anna Chêne'),
      ...member('p7', 'Éric d’Aubépine'),
      row('trainingEnrolment', E('p5'), 'schoolTraining:e1', {
        firstName: 'Jean Paul',
        lastName: 'Bouleau',
      }),
    ]);
    expect(sheet().rows.map(({ name }) => name)).toEqual([
      'Chloé Aulne',
      'Jean Paul Bouleau',
      'Anna Chêne',
      'Bruno Chêne',
      'Éric d’Aubépine',
      'Anne Érable',
    ]);
    // The names of the day stand, and so does the place that they have.
    must(mark([present('p5')]));
    write([
      row('trainingEnrolment', E('p5'), 'schoolTraining:e1', {
        name: 'Jean Paul Yeuse',
        lastName: 'Yeuse',
      }),
    ]);
    expect(sheet().rows.map(({ name }) => name)[1]).toBe('Jean Paul Bouleau');
  });

  it('is in the order of the paper’s language', () => {
    write([...member('p5', 'ليلى الرياض'), ...member('p6', 'أمينة البنفسجي')]);
    const lines = (language: 'fr' | 'ar') =>
      must(
        createTrainingPapers(parts).sheets({ session: SESSION, blank: true, language }),
      )[0]!.lines.map(({ name }) => name);
    const latin = ['Chloé Aulne', 'Bruno Chêne', 'Anne Érable'];
    const arabic = ['أمينة البنفسجي', 'ليلى الرياض'];
    expect(lines('fr')).toEqual([...latin, ...arabic]);
    expect(lines('ar')).toEqual([...arabic, ...latin]);
  });

  it('is not known, closed or not theirs, and says which', () => {
    expect(handlers['attendance.sheet']({ session: 'none' })).toMatchObject({
      error: { type: 'SessionUnknown', session: 'none' },
    });
    expect(mark([present('p1')], 's-off')).toMatchObject({ error: { type: 'SessionCancelled' } });
    expect(mark([present('p1')], 's-ahead')).toMatchObject({
      error: { type: 'DayAhead', day: '2024-01-29', today: TODAY },
    });
    expect(mark([present('p4')])).toMatchObject({ error: { type: 'NotExpected' } });
    myRoles = ['bursar'];
    expect(mark([present('p1')])).toMatchObject({ error: { type: 'NotAllowed' } });
    expect(sheet('s-ahead')).toMatchObject({ mayRecord: false, closed: 'ahead' });
  });
});

describe('marks', () => {
  it('make the session held, in an action that is taken back as one', () => {
    const view = must(
      mark([present('p1'), { ...present('p2'), status: 'late', arrivedAt: '09:25' }]),
    );
    expect(view.session.status).toBe('held');
    expect(view.rows.map(({ status }) => status)).toEqual([null, 'late', 'present']);
    expect(view.counts[0]).toMatchObject({ present: 2, late: 1, unmarked: 1 });
    expect(view.rows[1]!.marks).toMatchObject([
      { half: 'morning', status: 'late', arrivedAt: '09:25', pending: true },
      { half: 'afternoon', status: 'present', arrivedAt: null },
    ]);
    undo();
    expect(sheet().session.status).toBe('confirmed');
    expect(sheet().counts[0]!.unmarked).toBe(3);
  });

  it('change, are taken back and made again', () => {
    must(mark([{ ...present('p1'), note: 'part à 15 h' }]));
    must(mark([{ enrolment: E('p1'), half: 'afternoon', status: 'absent' }]));
    expect(told()).toContain('Anne Érable: present absent');
    must(mark([{ enrolment: E('p1'), half: 'all', status: null }]));
    expect(told()).toContain('Anne Érable: ');
    const again = must(mark([present('p1')]));
    const one = again.rows.find(({ enrolment }) => enrolment === E('p1'));
    expect(one!.marks).toMatchObject([{ status: 'present', note: null }, { status: 'present' }]);
  });

  it('write nothing where nothing changes', () => {
    must(mark([present('p1')]));
    const before = test.states.lastNumber();
    must(mark([present('p1')]));
    expect(test.states.lastNumber()).toBe(before);
  });

  it('come with who signs, and keep what was there', () => {
    const signature = { strokes: [[[0, 0.5] as [number, number], [1, 0.5] as [number, number]]] };
    must(mark([{ enrolment: E('p1'), half: 'morning', signature }]));
    expect(told()).toContain('Anne Érable: present');
    must(mark([{ enrolment: E('p2'), half: 'morning', status: 'late', arrivedAt: '09:10' }]));
    must(mark([{ enrolment: E('p2'), half: 'morning', signature }]));
    const [late] = sheet().rows.find(({ enrolment }) => enrolment === E('p2'))!.marks;
    expect(late).toMatchObject({ status: 'late', arrivedAt: '09:10', signed: true });
    expect(
      mark([{ enrolment: E('p1'), half: 'afternoon', status: 'present' }], 's-past'),
    ).toMatchObject({ error: { type: 'BadInput', detail: 'half' } });
  });

  it('fill the rest in without touching what is there', () => {
    must(mark([{ enrolment: E('p1'), half: 'morning', status: 'absent' }]));
    const rest = must(
      handlers['attendance.rest']({ session: SESSION, half: 'all', status: 'present' }),
    );
    expect(rest.people).toBe(3);
    expect(told()).toEqual([
      'Chloé Aulne: present present',
      'Bruno Chêne: present present',
      'Anne Érable: absent present',
    ]);
    undo();
    expect(told()).toContain('Anne Érable: absent');
    expect(sheet().counts[0]!.unmarked).toBe(2);
  });

  it('find somebody by the person as well', () => {
    expect(must(mark([{ ...present('p1'), enrolment: 'p1' }])).counts[0]!.present).toBe(1);
  });
});

describe('who comes unexpected', () => {
  it('is found without accents, marked and told apart', () => {
    const found = must(handlers['attendance.find']({ wave: 'v6', text: 'frene laon' }));
    expect(found).toMatchObject([{ enrolment: E('p4'), group: { id: 'g2' } }]);
    const came = must(
      handlers['attendance.walkIn']({
        session: SESSION,
        who: { enrolment: E('p4') },
        replaces: E('p1'),
      }),
    );
    expect(came.sheet.rows.at(-1)).toMatchObject({
      name: 'Denis Frêne',
      walkIn: true,
      expected: false,
      replaces: 'Anne Érable',
      group: { id: 'g2' },
      status: 'present',
    });
    expect(came.sheet.session.status).toBe('held');
  });

  it('is enrolled in their school where it is known, else with the wave, and the same twice', () => {
    const add = (name: string, schoolName: string) =>
      must(
        handlers['attendance.walkIn']({
          session: SESSION,
          who: { name, schoolName, function: 'Adjointe' },
        }),
      ).enrolment;
    const scopeOf = (id: string) => test.rows.read('trainingEnrolment', id)!.scope;
    const first = add('Fanny Orme', 'college elan');
    expect(scopeOf(first)).toBe('schoolTraining:e1');
    expect(add(' Fanny  Orme', 'Collège Élan')).toBe(first);
    expect(scopeOf(add('Gil Houx', 'Rectorat'))).toBe('waveTraining:v6');
    expect(add('anne erable', 'Collège Élan')).toBe(E('p1'));
    expect(sheet().rows).toHaveLength(5);
    undo();
    undo();
    expect(sheet().rows.map(({ name }) => name)).not.toContain('Gil Houx');
  });

  it('is enrolled in the session’s track when they follow another', () => {
    write([session('s-ac', TODAY, { track: 'ac', groups: [] })]);
    const came = must(
      handlers['attendance.walkIn']({ session: 's-ac', who: { enrolment: E('p1') } }),
    );
    expect(came.enrolment).toBe('v6:ac:p1');
    expect(sheet('s-ac').rows).toMatchObject([{ name: 'Anne Érable', walkIn: true }]);
  });
});

describe('a move to another group', () => {
  const move = (on: string, to = 'g2', from = 'g1') =>
    handlers['attendance.move']({ enrolment: E('p1'), from, to, on, reason: 'plus près' });

  it('changes no sheet of the past, and is taken back as one', () => {
    must(mark([present('p1')], 's-past'));
    const before = told('s-past');
    must(move('2024-01-22'));
    expect(told('s-past')).toEqual(before);
    expect(told()).not.toContain('Anne Érable: ');
    expect(told('s-other')).toContain('Anne Érable: ');
    undo();
    expect(told()).toContain('Anne Érable: ');
    expect(told('s-other')).not.toContain('Anne Érable: ');
  });

  it('leaves who was expected and never marked on a held sheet', () => {
    must(move('2024-01-22'));
    expect(told('s-past')).toContain('Anne Érable: ');
  });

  it('is refused up to the last day on which they were marked there', () => {
    must(mark([present('p1')], 's-past'));
    expect(move('2024-01-15')).toMatchObject({
      error: { type: 'MoveTooEarly', why: 'marked', day: '2024-01-15', group: 'g1' },
    });
    expect(move('2024-01-16')).toMatchObject({ ok: true });
    expect(move('2024-01-20', 'nowhere')).toMatchObject({ error: { type: 'GroupUnknown' } });
  });

  it('is refused where a sheet of the new group would wait for them in the past', () => {
    write([session('s-gone', '2024-01-10', { groups: ['g2'], status: 'held' })]);
    must(mark([present('p4')], 's-gone'));
    expect(move('2024-01-05')).toMatchObject({
      error: { type: 'MoveTooEarly', why: 'held', day: '2024-01-10', group: 'g2' },
    });
    must(move('2024-01-11'));
    expect(told('s-gone')).not.toContain('Anne Érable: ');
  });

  it('is refused from a group that they have left', () => {
    must(move('2024-01-20'));
    expect(move('2024-01-22', 'g2', 'g1')).toMatchObject({
      error: { type: 'NotInGroup', name: 'Anne Érable', group: 'g1' },
    });
  });

  it('comes back to the group that was left, on the same day', () => {
    must(move('2024-01-22'));
    must(move('2024-01-22', 'g1', 'g2'));
    expect(told()).toContain('Anne Érable: ');
    expect(told('s-other')).not.toContain('Anne Érable: ');
    must(move('2024-01-22'));
    expect(told('s-other')).toContain('Anne Érable: ');
  });

  it('that two computers made apart is said, and settled by one more', () => {
    write([
      row('groupMember', 'g2:p1:2024-01-20', 'schoolTraining:e1', {
        group: 'g2',
        enrolment: E('p1'),
        from: '2024-01-20',
      }),
    ]);
    const doubled = () => sheet().rows.filter((one) => one.doubled.length > 0);
    expect(doubled()).toMatchObject([
      { name: 'Anne Érable', doubled: [{ id: 'g1' }, { id: 'g2' }] },
    ]);
    must(move('2024-01-22', 'g1', 'g2'));
    expect(doubled()).toEqual([]);
    expect(told()).toContain('Anne Érable: ');
  });
});

describe('a held session', () => {
  type Set = Parameters<(typeof handlers)['timetable.saveSession']>[0]['set'];
  const save = (set: Set) =>
    handlers['timetable.saveSession']({ wave: 'v6', session: 's-past', set });
  const marked = { error: { type: 'SessionMarked', day: '2024-01-15', count: 1 } };

  it('keeps the group, day, half-days and state that people were marked in', () => {
    myRoles = ['pilot'];
    must(mark([present('p1')], 's-past'));
    const before = told('s-past');
    const others: Set[] = [
      { groups: ['g2'] },
      { groups: [] },
      { day: '2024-01-29' },
      { from: '13:30', to: '16:30' },
      { status: 'planned' },
      { status: 'cancelled' },
    ];
    for (const set of others) {
      expect(save(set), JSON.stringify(set)).toMatchObject(marked);
    }
    expect(handlers['timetable.cancel']({ session: 's-past', reason: 'Grève' })).toMatchObject(
      marked,
    );
    expect(told('s-past')).toEqual(before);
    // What the sheet does not stand for can be put right.
    must(save({ title: 'Module 1', from: '09:30' }));
    must(mark([{ enrolment: E('p1'), half: 'all', status: null }], 's-past'));
    must(save({ status: 'planned', day: '2024-01-29' }));
  });

  it('that was moved while it was held elsewhere says when people were there, and can come back', () => {
    myRoles = ['pilot'];
    must(mark([present('p1')], 's-past'));
    write([row('trainingSession', 's-past', 'wave:v6', { day: '2024-01-29' })]);
    const { sessions } = must(handlers['attendance.person']({ enrolment: E('p1') }));
    expect(sessions.find(({ session }) => session === 's-past')).toMatchObject({
      day: '2024-01-15',
    });
    must(save({ day: '2024-01-15' }));
    expect(told('s-past')).toContain('Anne Érable: present');
  });
});

describe('a time of arrival', () => {
  const late = (half: 'morning' | 'afternoon' | 'all', arrivedAt: string) =>
    mark([{ enrolment: E('p1'), half, status: 'late', arrivedAt }]);

  it('is in the hours of its half-day', () => {
    const refused = (half: 'morning' | 'afternoon' | 'all', at: string) => {
      const answer = late(half, at);
      return answer instanceof Promise || answer.ok ? null : answer.error;
    };
    const outside = { type: 'OutsideHours' };
    expect(refused('morning', '20:00')).toEqual({
      ...outside,
      at: '20:00',
      from: '09:00',
      to: '12:00',
    });
    expect(refused('morning', '08:00')).toMatchObject(outside);
    expect(refused('afternoon', '09:30')).toMatchObject({ ...outside, from: '13:30', to: '16:30' });
    expect(refused('all', '20:00')).toMatchObject({ ...outside, from: '09:00', to: '16:30' });
    expect(refused('all', '16:30')).toMatchObject(outside);
    expect(sheet().rows[2]).toMatchObject({ enrolment: E('p1'), marks: [] });
    expect(refused('morning', '11:59')).toBeNull();
    expect(refused('all', '14:00')).toBeNull();
  });
});

describe('who is not on a sheet', () => {
  it('is told apart from who is in no track', () => {
    expect(mark([present('p4')])).toMatchObject({
      error: { type: 'NotExpected', name: 'Denis Frêne', session: SESSION },
    });
    expect(mark([present('p9')])).toMatchObject({ error: { type: 'EnrolmentUnknown' } });
  });
  it('may be hidden from who sees their own school alone', () => {
    expect(sheet()).toMatchObject({ partial: false });
    myRoles = ['bursar'];
    expect(sheet()).toMatchObject({ partial: true });
  });
});

describe('what somebody has learned', () => {
  const person = () => must(handlers['attendance.person']({ enrolment: E('p1') }));

  it('is told in hours: half-days in which they were there, and what they add', () => {
    must(mark([present('p1')], 's-past'));
    must(mark([{ ...present('p1'), status: 'late', arrivedAt: '14:00' }]));
    expect(person().sessions.map(({ session: id, hours }) => `${id} ${hours}`)).toEqual([
      's-past 3',
      's-today 3',
      's-ahead 0',
    ]);
    expect(person().inPerson).toEqual({ hours: 6, target: 15 });
    const added = must(
      handlers['attendance.hours']({ enrolment: E('p1'), on: TODAY, hours: 2.5, course: 'M1' }),
    );
    expect(added.distance).toMatchObject({ hours: 2.5, target: 9, entries: [{ course: 'M1' }] });
    expect(
      handlers['attendance.hours']({ enrolment: E('p1'), on: TODAY, hours: 22 }),
    ).toMatchObject({ error: { type: 'DayTooLong', day: TODAY, hours: 24.5 } });
    const removed = must(
      handlers['attendance.removeHours']({ enrolment: E('p1'), id: added.distance.entries[0]!.id }),
    );
    expect(removed.distance).toMatchObject({ hours: 0, entries: [] });
    expect(
      handlers['attendance.hours']({ enrolment: E('p1'), on: '2024-01-23', hours: 1 }),
    ).toMatchObject({ error: { type: 'DayAhead' } });
  });
});

describe('what people thought', () => {
  it('is summed up for who holds trainings, and says of nobody who it was', () => {
    const say = (content: number, comment?: string) =>
      must(
        handlers['attendance.feedback']({
          session: SESSION,
          marks: { content },
          ...(comment === undefined ? {} : { comment }),
        }),
      );
    say(4, 'Très clair');
    const opinions = say(3);
    expect(opinions).toMatchObject({ answers: 2, comments: ['Très clair'], mayRead: true });
    expect(opinions.questions[0]).toEqual({ question: 'content', answers: 2, mean: 3.5 });
    expect(opinions.questions[1]).toEqual({ question: 'pace', answers: 0, mean: null });
    const kept = test.store.db.prepare('SELECT * FROM training_feedback').all();
    expect(JSON.stringify(kept)).not.toContain('p1');
    myRoles = ['bursar'];
    expect(must(handlers['attendance.opinions']({ session: SESSION }))).toMatchObject({
      answers: 2,
      comments: [],
      mayRead: false,
    });
    expect(handlers['attendance.feedback']({ session: SESSION, marks: {} })).toMatchObject({
      error: { type: 'BadInput' },
    });
  });
});

describe('the list of sessions', () => {
  it('says how far each sheet is', () => {
    must(mark([present('p1')]));
    expect(must(handlers['attendance.progress']({ wave: 'v6' }))).toEqual([
      { session: SESSION, expected: 3, marked: 1, pending: true },
    ]);
    expect(must(handlers['attendance.schools']({ wave: 'v6' }))).toMatchObject([
      { id: 'e1', name: 'Collège Élan' },
      { id: 'e2' },
    ]);
  });
});

describe('a site, a room and a trainer that were removed', () => {
  const PLACES = ['trainingSite', 'trainingRoom', 'trainer'] as const;
  const at = { site: 'site', room: 'room', trainers: ['t1'] };

  beforeEach(() => {
    myRoles = ['trainingLead'];
    const programme = 'op';
    write([
      row('trainingSite', 'site', 'programme:op', {
        programme,
        name: 'Lycée Branly',
        address: 'A',
      }),
      row('trainingRoom', 'room', 'programme:op', { site: 'site', name: 'Salle 204', seats: 20 }),
      row('trainer', 't1', 'programme:op', { programme, name: 'Solène Aulnaie' }),
      session('s-past', '2024-01-15', at),
    ]);
    const ids = ['site', 'room', 't1'];
    write(
      PLACES.map((entity, index) => row(entity, ids[index]!, 'programme:op', { deleted: true })),
    );
  });

  it('are named where the past is spoken of, and nowhere to choose from', () => {
    const overview = must(handlers['training.overview']({}));
    expect([overview.sites, overview.trainers]).toEqual([[], []]);
    const names = overview.removed.map(({ name }) => name);
    expect(names.sort()).toEqual(['Lycée Branly', 'Salle 204', 'Solène Aulnaie']);
    const paper = createTrainingPapers(parts);
    expect(must(paper.sheets({ session: 's-past', blank: true, language: 'fr' }))).toMatchObject([
      {
        trainers: [{ name: 'Solène Aulnaie' }],
        session: { place: { site: 'Lycée Branly', room: 'Salle 204' } },
      },
    ]);
    const { events } = must(createTrainingCalendar(parts)({ wave: 'v6', language: 'fr' }));
    expect(events.find(({ uid }) => uid.startsWith('s-past'))).toMatchObject({
      location: 'Lycée Branly, Salle 204, A',
      description: expect.stringContaining('Solène Aulnaie') as string,
    });
    const { rows } = must(handlers['coverage.trainers']({}));
    expect(rows).toMatchObject([{ name: 'Solène Aulnaie', removed: true, sessions: 1 }]);
  });

  it('are not spoken of where nothing names them', () => {
    write([session('s-past', '2024-01-15', { site: null, room: null, trainers: [] })]);
    expect(must(handlers['training.overview']({})).removed).toEqual([]);
  });
});

describe('papers', () => {
  const papers = (language: Language = 'fr') => {
    const { sheets, certificate, summons } = createTrainingPapers(parts);
    return [
      must(sheets({ session: SESSION, blank: true, language }))[0]!,
      must(certificate({ person: E('p1'), language })),
      must(summons({ group: 'g1', heads: false, language })),
    ] as const;
  };

  it('call schools as their language does, and those of then as it was said', () => {
    const names = { name: 'Collège Élan', nameAr: 'إعدادية إيلان' };
    write([
      row('establishment', 'e1', 'establishment:e1', names),
      row('establishment', 'e2', 'establishment:e2', { ...names, name: 'Lycée du Stade' }),
    ]);
    const called = (language: Language) => {
      const [ofSession, certificate, summons] = papers(language);
      return [
        ...ofSession.lines.map(({ establishment }) => establishment),
        certificate.person.establishment,
        ...summons.letters.map(({ recipient }) => recipient.establishment),
      ].sort();
    };
    const then = Array.from({ length: 2 }, () => 'Lycée Bel Air');
    const own = (name: string) => Array.from({ length: 5 }, () => name);
    expect(called('fr')).toEqual([...own('Collège Élan'), ...then]);
    expect(called('ar')).toEqual([...then, ...own('إعدادية إيلان')]);
  });

  it('call schools in Arabic where the device holds no record of them', () => {
    const school = { schoolNameAr: 'إعدادية إيلان' };
    write([row('trainingEnrolment', E('p1'), 'schoolTraining:e1', school)]);
    const [ofSession, certificate, summons] = papers('ar');
    expect(certificate.person.establishment).toBe('إعدادية إيلان');
    for (const all of [
      ofSession.lines.map(({ establishment }) => establishment),
      summons.letters.map(({ recipient }) => recipient.establishment),
    ]) {
      expect(all).toContain('إعدادية إيلان');
    }
    expect(papers('fr')[1].person.establishment).toBe('Collège Élan');
  });

  it('say who calls, who signs, where, and where they go back to', () => {
    write([
      row('trainingRules', 'v6', 'wave:v6', {
        wave: 'v6',
        organiser: 'EAFC',
        signatoryName: 'Ondine Mirabelle',
        signatoryFunction: 'Directrice',
        writtenAt: 'Amiens',
        returnAddress: '1 rue du Stade, Laon',
      }),
    ]);
    const [ofSession, certificate, summons] = papers();
    expect(ofSession).toMatchObject({ organiser: 'EAFC', returnTo: '1 rue du Stade, Laon' });
    const signed = { signatory: { name: 'Ondine Mirabelle', function: 'Directrice' } };
    for (const one of [certificate, summons]) {
      expect(one).toMatchObject({ organiser: 'EAFC', town: 'Amiens', ...signed });
    }
  });

  it('name who calls in the language of the paper, where it has a name in both', () => {
    const set = { programme: 'op', name: 'Ministère', nameAr: 'الوزارة' };
    write([row('territory', 'central', 'programme:op', set)]);
    const calls = (language: Language) => papers(language).map(({ organiser }) => organiser);
    expect(new Set(calls('fr'))).toEqual(new Set(['Ministère']));
    expect(new Set(calls('ar'))).toEqual(new Set(['الوزارة']));
  });

  it('are of the programme, and signed by whoever does, where nothing is said', () => {
    const [ofSession, certificate, summons] = papers();
    expect(ofSession).toMatchObject({ organiser: 'Op@le', returnTo: null });
    for (const one of [certificate, summons]) {
      expect(one).toMatchObject({ organiser: 'Op@le', town: null, signatory: null });
    }
  });
});
