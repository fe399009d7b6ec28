import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodeIcal, { type VEvent } from 'node-ical';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { programmeWords } from '../../../shared/messages/programmeWords.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { createRevival } from '../access/writing.ts';
import { calendarFile } from '../calendar/calendarFile.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import { createTraining, createTrainingCalendar, createTrainingPapers } from './training.ts';

/* A workshop of group g1 every Friday of January and February, looked at on one of them. */

const TODAY = '2024-01-26';
const NOW = Date.parse('2024-01-26T08:00:00Z');
const SERIES = 'workshop';
const FIRST = '2024-01-12';
const PAST = '2024-01-19';
const AHEAD = '2024-02-02';
let folder: string;
let test: TestStore;
let myRoles: Role[];
let handlers: ReturnType<typeof createTraining>;
let papers: ReturnType<typeof createTrainingPapers>;
let calendar: ReturnType<typeof createTrainingCalendar>;

const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

function member(person: string, name: string, group = 'g1'): Write[] {
  const scope: ScopeId = 'schoolTraining:e1';
  const enrolment = `v6:sg:${person}`;
  const who = { name, establishment: 'e1', schoolName: 'Collège Élan', town: 'Laon' };
  return [
    row('trainingEnrolment', enrolment, scope, {
      wave: 'v6',
      track: 'sg',
      person,
      email: `${person}@ecole.example`,
      ...who,
      status: 'enrolled',
    }),
    row('groupMember', `${group}:${person}:2023-11-02`, scope, {
      group,
      enrolment,
      from: '2023-11-02',
    }),
  ];
}

function write(writes: readonly Write[]): ReturnType<TestStore['recorder']['record']> {
  test.outbox.added();
  return test.store.db.transaction(() => test.recorder.record(writes))();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-series-'));
  test = openTestStore(folder);
  test.at(NOW);
  myRoles = ['trainingLead'];
  const place = (id: string, at: Readonly<Record<string, JsonValue>>): Write =>
    row('trainingSite', id, 'wave:v6', { programme: 'op', name: id, ...at });
  write([
    row('programme', 'op', 'programme:op', {
      name: 'Op@le',
      country: 'FR',
      calendar: 'fr-b',
      practiceDate: TODAY,
    }),
    row('trainingTrack', 'sg', 'programme:op', { programme: 'op', label: { fr: 'SG' } }),
    row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6', switchoverDate: '2024-06-01' }),
    place('laon', { latitude: 49.56, longitude: 3.62 }),
    place('far', { latitude: 43.3, longitude: 5.4 }),
    row('trainingRoom', 'laon-1', 'wave:v6', { site: 'laon', name: 'Salle 1', seats: 20 }),
    row('trainingRoom', 'laon-2', 'wave:v6', { site: 'laon', name: 'Salle 2', seats: 20 }),
    ...['t1', 't2', 't3'].map((id) =>
      row('trainer', id, 'wave:v6', {
        programme: 'op',
        person: id,
        name: id,
        email: `${id}@academie.example`,
        latitude: 49.57,
        longitude: 3.63,
        maxTravelMinutes: 120,
      }),
    ),
    ...['g1', 'g2'].map((id, position) =>
      row('trainingGroup', id, 'wave:v6', { wave: 'v6', track: 'sg', label: id, position }),
    ),
    row('trainingSession', SERIES, 'wave:v6', {
      wave: 'v6',
      track: 'sg',
      title: 'Atelier',
      mode: 'inPerson',
      groups: ['g1'],
      day: FIRST,
      from: '09:00',
      to: '16:30',
      site: 'laon',
      room: 'laon-1',
      trainers: ['t1', 't2'],
      status: 'confirmed',
      repeats: { everyWeeks: 1, until: '2024-02-09', except: [] },
    }),
    ...member('p1', 'Anne Érable'),
    ...member('p2', 'Bruno Chêne'),
    ...member('p4', 'Denis Frêne', 'g2'),
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
    newId: () => 'made',
    words: (_: string | null, language: 'fr' | 'en' | 'ar') => programmeWords(language, null),
  };
  handlers = createTraining(parts);
  papers = createTrainingPapers(parts);
  calendar = createTrainingCalendar(parts);
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
const key = (day: string) => `${SERIES}@${day}`;
const E = (person: string) => `v6:sg:${person}`;
type Mark = Parameters<(typeof handlers)['attendance.mark']>[0]['marks'][number];
const mark = (session: string, person: string, status: Mark['status'], more: Partial<Mark> = {}) =>
  handlers['attendance.mark']({
    session,
    marks: [{ enrolment: E(person), half: 'all', status, ...more }],
  });
const sheet = (session: string) => must(handlers['attendance.sheet']({ session }));
const told = (session: string) =>
  sheet(session).rows.map(({ name, status }) => `${name} ${status}`);
const save = (set: Parameters<(typeof handlers)['timetable.saveSession']>[0]['set']) =>
  handlers['timetable.saveSession']({ wave: 'v6', session: SERIES, set });
type Occurrence = Parameters<(typeof handlers)['timetable.saveOccurrence']>[0];
const onDay = (on: string, set: Partial<Occurrence>) =>
  handlers['timetable.saveOccurrence']({ session: SERIES, on, ...set });
const daysOf = () => {
  const { sessions } = must(handlers['training.overview']({}));
  return sessions.find(({ id }) => id === SERIES)!.occurrences;
};

describe('the sheets of a series', () => {
  it('are one for each day, and say of each what came of it', () => {
    must(mark(key(PAST), 'p1', 'absent'));
    must(mark(key(TODAY), 'p1', 'present'));
    expect(told(key(PAST))).toEqual(['Bruno Chêne null', 'Anne Érable absent']);
    expect(told(key(TODAY))).toEqual(['Bruno Chêne null', 'Anne Érable present']);
    expect(told(key(FIRST))).toEqual(['Bruno Chêne null', 'Anne Érable null']);
    expect(daysOf().map(({ on, held }) => `${on} ${held}`)).toEqual([
      `${FIRST} false`,
      `${PAST} true`,
      `${TODAY} true`,
      `${AHEAD} false`,
      '2024-02-09 false',
    ]);
    expect(sheet(key(PAST)).session).toMatchObject({ status: 'held', key: key(PAST), day: PAST });
    expect(sheet(key(FIRST)).session.status).toBe('confirmed');
    const stored = test.store.db.prepare('SELECT id, session, occurrence FROM attendance').all();
    expect(stored).toContainEqual({
      id: `${key(PAST)}:p1:morning`,
      session: null,
      occurrence: key(PAST),
    });
    expect(must(handlers['attendance.progress']({ wave: 'v6' }))).toEqual([
      { session: key(PAST), expected: 2, marked: 1, pending: true },
      { session: key(TODAY), expected: 2, marked: 1, pending: true },
    ]);
  });

  it('open at today’s, else at the last that is over; to mark, the day is said', () => {
    expect(sheet(SERIES).session.key).toBe(key(TODAY));
    must(mark(SERIES, 'p1', 'present'));
    expect(told(key(TODAY))[1]).toBe('Anne Érable present');
    must(mark(SERIES, 'p1', null));
    must(onDay(TODAY, { becomes: 'cancelled' }));
    expect(sheet(SERIES).session.key).toBe(key(PAST));
    expect(mark(SERIES, 'p1', 'present')).toMatchObject({
      error: { type: 'DayNeeded', key: key(PAST) },
    });
    expect(mark(key(TODAY), 'p1', 'present')).toMatchObject({
      error: { type: 'SessionCancelled' },
    });
    expect(mark(key(AHEAD), 'p1', 'present')).toMatchObject({
      error: { type: 'DayAhead', day: AHEAD },
    });
    expect(handlers['attendance.sheet']({ session: key('2024-01-20') })).toMatchObject({
      error: { type: 'SessionUnknown' },
    });
  });

  it('keep what was marked when there was one sheet for the first day', () => {
    const [half, day] = ['morning', FIRST];
    write([
      row('attendance', `${SERIES}:p1:${half}`, 'schoolTraining:e1', {
        session: SERIES,
        enrolment: E('p1'),
        half,
        day,
        name: 'Anne Érable',
        group: 'g1',
        status: 'late',
        arrivedAt: '09:20',
      }),
      row('trainingSession', SERIES, 'wave:v6', { status: 'held' }),
    ]);
    expect(told(key(FIRST))).toContain('Anne Érable late');
    expect(told(key(TODAY))).toContain('Anne Érable null');
    expect(sheet(key(TODAY)).session.status).toBe('confirmed');
    // It is that row that is changed, and no second one made beside it.
    must(mark(key(FIRST), 'p1', 'absent', { half: 'morning' }));
    const stored = test.store.db.prepare('SELECT id, status FROM attendance').all();
    expect(stored).toEqual([{ id: `${SERIES}:p1:morning`, status: 'absent' }]);
  });

  it('take in who comes unexpected and instead of another on that day alone', () => {
    must(
      handlers['attendance.walkIn']({
        session: key(PAST),
        who: { enrolment: E('p4') },
        replaces: E('p1'),
      }),
    );
    expect(told(key(PAST))).toContain('Denis Frêne present');
    expect(sheet(key(PAST)).rows.find(({ name }) => name === 'Denis Frêne')).toMatchObject({
      walkIn: true,
      replaces: 'Anne Érable',
    });
    expect(told(key(TODAY))).not.toContain('Denis Frêne present');
    must(handlers['attendance.rest']({ session: key(TODAY), half: 'all', status: 'present' }));
    expect(told(key(TODAY))).toEqual(['Bruno Chêne present', 'Anne Érable present']);
    expect(told(key(FIRST))).toEqual(['Bruno Chêne null', 'Anne Érable null']);
  });

  it('of the past are left alone by a move to another group; those to come follow', () => {
    must(mark(key(PAST), 'p1', 'present'));
    must(handlers['attendance.move']({ enrolment: E('p1'), from: 'g1', to: 'g2', on: TODAY }));
    expect(told(key(FIRST))).toContain('Anne Érable null');
    expect(told(key(PAST))).toContain('Anne Érable present');
    expect(told(key(TODAY))).toEqual(['Bruno Chêne null']);
    expect(told(key(AHEAD))).toEqual(['Bruno Chêne null']);
    must(mark(key(TODAY), 'p2', 'present'));
    expect(
      handlers['attendance.move']({ enrolment: E('p2'), from: 'g1', to: 'g2', on: TODAY }),
    ).toMatchObject({ error: { type: 'MoveTooEarly' } });
  });

  it('are taken back as one action, and undone', () => {
    must(mark(key(PAST), 'p1', 'present'));
    const undone = test.store.db.transaction(() => undoLast({ ...test, after: 0 }))();
    expect(undone).toMatchObject({ ok: true });
    expect(told(key(PAST))).toContain('Anne Érable null');
    expect(daysOf().some(({ held }) => held)).toBe(false);
  });
});

describe('a time of arrival for a whole day', () => {
  it('is not in the midday pause: whoever comes then is in time for the afternoon', () => {
    const late = (arrivedAt: string) => mark(key(PAST), 'p1', 'late', { arrivedAt });
    const pause = { type: 'InPause', from: '12:00', to: '13:30' };
    expect(late('12:00')).toMatchObject({ error: { ...pause, at: '12:00' } });
    expect(late('13:29')).toMatchObject({ error: pause });
    must(late('11:59'));
    expect(sheet(key(PAST)).rows[1]!.marks.map(({ status }) => status)).toEqual([
      'late',
      'present',
    ]);
    must(late('13:30'));
    expect(sheet(key(PAST)).rows[1]!.marks.map(({ status }) => status)).toEqual(['absent', 'late']);
  });
});

describe('what somebody has learned in a series', () => {
  const person = () => must(handlers['attendance.person']({ enrolment: E('p1') }));

  it('is the hours of its days, on the certificate day by day', () => {
    must(mark(key(FIRST), 'p1', 'present'));
    must(mark(key(PAST), 'p1', 'absent'));
    must(mark(key(TODAY), 'p1', 'late', { arrivedAt: '14:00' }));
    expect(person().inPerson).toEqual({ hours: 9, target: 30 });
    expect(person().sessions.map(({ session, hours }) => `${session} ${hours}`)).toEqual([
      `${key(FIRST)} 6`,
      `${key(PAST)} 0`,
      `${key(TODAY)} 3`,
      `${key(AHEAD)} 0`,
      `${key('2024-02-09')} 0`,
    ]);
    const { sessions } = must(papers.certificate({ person: E('p1'), language: 'fr' }));
    expect(sessions).toMatchObject([
      { on: FIRST, minutes: 360 },
      { on: TODAY, minutes: 180 },
    ]);
  });

  it('makes somebody trained once they were at each day that they were called to', () => {
    const state = () => {
      const { rows } = must(handlers['coverage.people']({ offset: 0, limit: 10 }));
      const { state: is, expected, attended } = rows.find(({ id }) => id === E('p1'))!;
      return `${is} ${attended}/${expected}`;
    };
    expect(state()).toBe('enrolled 0/10');
    must(save({ repeats: { everyWeeks: 1, until: TODAY, except: [] } }));
    must(mark(key(FIRST), 'p1', 'present'));
    must(mark(key(PAST), 'p1', 'present'));
    expect(state()).toBe('underWay 4/6');
    must(mark(key(TODAY), 'p1', 'present'));
    expect(state()).toBe('trained 6/6');
    must(mark(key(PAST), 'p1', 'absent'));
    expect(state()).toBe('gap 4/6');
  });
});

describe('another trainer or room on one day of a series', () => {
  const change = () => {
    must(onDay(AHEAD, { trainers: ['t3'], place: { site: 'laon', room: 'laon-2' } }));
  };

  it('is seen in the calendar and on paper, and is taken back', () => {
    change();
    expect(daysOf()[3]).toMatchObject({
      on: AHEAD,
      trainers: ['t3'],
      place: { site: 'laon', room: 'laon-2' },
    });
    const all = must(papers.sheets({ session: SERIES, blank: true, language: 'fr' }));
    expect(
      all.map(({ session: { on, place }, trainers }) => [on, place?.room, trainers.length]),
    ).toEqual([
      [FIRST, 'Salle 1', 2],
      [PAST, 'Salle 1', 2],
      [TODAY, 'Salle 1', 2],
      [AHEAD, 'Salle 2', 1],
      ['2024-02-09', 'Salle 1', 2],
    ]);
    expect(must(papers.sheets({ session: key(AHEAD), blank: true, language: 'fr' }))).toHaveLength(
      1,
    );
    must(onDay(AHEAD, { trainers: null, place: null }));
    expect(daysOf()[3]).toMatchObject({ trainers: null, place: null });
  });

  it('is refused where it does not exist, is far away in time, or the day was held', () => {
    expect(onDay(AHEAD, { trainers: ['none'] })).toMatchObject({ error: { detail: 'trainers' } });
    expect(onDay(AHEAD, { place: { site: 'far', room: 'laon-1' } })).toMatchObject({
      error: { detail: 'room' },
    });
    const to = { from: '09:00', to: '12:00' };
    expect(onDay(AHEAD, { becomes: { day: '2034-02-02', ...to } })).toMatchObject({
      error: { type: 'TrainingFarAway' },
    });
    must(mark(key(PAST), 'p1', 'present'));
    for (const becomes of ['cancelled', { day: AHEAD, ...to }] as const) {
      expect(onDay(PAST, { becomes })).toMatchObject({ error: { type: 'SessionHeld', day: PAST } });
    }
    must(onDay(PAST, { trainers: ['t3'] }));
  });

  it('counts in the statement of whoever held it', () => {
    must(onDay(PAST, { trainers: ['t3'] }));
    const { rows } = must(handlers['coverage.trainers']({}));
    expect(
      rows.map(({ name, month, sessions, planned }) => [name, month, sessions, planned]),
    ).toEqual([
      ['t1', '2024-01', 2, 0],
      ['t1', '2024-02', 0, 4],
      ['t2', '2024-01', 2, 0],
      ['t2', '2024-02', 0, 4],
      ['t3', '2024-01', 1, 0],
    ]);
  });

  it('is held to the rules: who is elsewhere, and who would have too far to go', () => {
    const rules = (day: string) =>
      (
        must(handlers['timetable.read']({ wave: 'v6', from: FIRST, until: '2024-03-01' }))
          .conflicts[key(day)] ?? []
      ).map(({ rule }) => rule);
    expect(rules(AHEAD)).toEqual([]);
    must(onDay(AHEAD, { trainers: ['t3'], place: { site: 'far', room: null } }));
    expect(rules(AHEAD)).toEqual(['trainerTooFar']);
    must(onDay(AHEAD, { place: null }));
    write([
      row('trainingSession', 'other', 'wave:v6', {
        wave: 'v6',
        title: 'Autre',
        mode: 'inPerson',
        groups: ['g2'],
        day: AHEAD,
        from: '09:00',
        to: '12:00',
        trainers: ['t3'],
        status: 'confirmed',
      }),
    ]);
    expect(rules(AHEAD)).toEqual(['trainerTwice']);
    // What is over and has no sheet is said so, the first day as the others.
    expect([rules(FIRST), rules(PAST), rules(TODAY)]).toEqual([['dayPast'], ['dayPast'], []]);
    must(mark(key(PAST), 'p1', 'present'));
    expect([rules(FIRST), rules(PAST)]).toEqual([['dayPast'], []]);
    const hints = must(handlers['timetable.check']({ session: SERIES, on: FIRST })).days;
    expect(hints.find(({ day }) => day === AHEAD)?.reasons).not.toHaveProperty('dayPast');
  });

  it('stays when the rule changes, as what is over does', () => {
    change();
    must(onDay('2024-02-09', { trainers: ['t3'] }));
    must(mark(key(PAST), 'p1', 'present'));
    must(save({ from: '13:00', trainers: ['t2'] }));
    const times = () =>
      daysOf().map(({ on, from, trainers }) => `${on} ${from} ${(trainers ?? []).join()}`);
    expect(times()).toEqual([
      `${FIRST} 09:00 t1,t2`,
      `${PAST} 09:00 t1,t2`,
      `${TODAY} null `,
      `${AHEAD} null t3`,
      '2024-02-09 null t3',
    ]);
    // Every other week: the second is no day of the rule any more.
    must(save({ repeats: { everyWeeks: 2, until: '2024-02-09', except: [] } }));
    expect(daysOf().map(({ on, leftover }) => `${on} ${leftover}`)).toEqual([
      `${FIRST} false`,
      `${PAST} true`,
      `${TODAY} false`,
      `${AHEAD} true`,
      '2024-02-09 false',
    ]);
    expect(told(key(PAST))).toContain('Anne Érable present');
    must(save({ repeats: null }));
    expect(told(key(PAST))).toContain('Anne Érable present');
  });
});

describe('a calendar of a series', () => {
  const written = (query: Parameters<typeof calendar>[0]) =>
    calendarFile(must(calendar(query)).events, {
      name: 'n',
      language: 'fr',
      timeZone: 'Europe/Paris',
      now: NOW,
    });
  const read = (query: Omit<Parameters<typeof calendar>[0], 'language'>) => {
    const events = Object.values(
      nodeIcal.sync.parseICS(written({ ...query, language: 'fr' })),
    ).filter((one) => one?.type === 'VEVENT');
    return events;
  };
  const peopleOn = (text: string, on: string | null): string[] => {
    const parts = text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
    const wanted = on === null ? null : on.replaceAll('-', '');
    const part = parts.find((one) =>
      wanted === null
        ? !one.includes('RECURRENCE-ID')
        : one.includes(`RECURRENCE-ID;TZID=Europe/Paris:${wanted}`),
    );
    return [...(part ?? '').matchAll(/^ATTENDEE.*mailto:(\w+)@/gm)].map((one) => one[1]!).sort();
  };

  it('tells of a day with another trainer under the same name', () => {
    must(onDay(AHEAD, { trainers: ['t3'], place: { site: 'laon', room: 'laon-2' } }));
    const [event, none] = read({ wave: 'v6' });
    expect(none).toBeUndefined();
    const own = event!.recurrences?.[AHEAD] as unknown as VEvent;
    expect(own).toMatchObject({
      uid: `${SERIES}@bascule`,
      location: 'laon, Salle 2',
      sequence: event!.sequence,
    });
    expect(own.description).toContain('t3');
    expect(event!.description).toContain('t1, t2');
  });

  it('of a trainer has the days that they hold, and no others', () => {
    const before = read({ person: 't1' })[0]!.sequence;
    test.at(NOW + 60_000);
    must(onDay(AHEAD, { trainers: ['t3'] }));
    const text = written({ person: 't1', language: 'fr' });
    expect(text).toContain('EXDATE;TZID=Europe/Paris:20240202T090000');
    expect(Number(read({ person: 't1' })[0]!.sequence)).toBeGreaterThan(Number(before));
    const lent = written({ person: 't3', language: 'fr' });
    expect(lent).not.toContain('FREQ=WEEKLY');
    expect(lent.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(lent).toContain('RECURRENCE-ID;TZID=Europe/Paris:20240202T090000');
  });

  it('of a group names who was there on each day that is over', () => {
    must(mark(key(PAST), 'p1', 'absent'));
    must(mark(key(PAST), 'p2', 'present'));
    must(handlers['attendance.move']({ enrolment: E('p2'), from: 'g1', to: 'g2', on: TODAY }));
    const text = written({ group: 'g1', language: 'fr' });
    expect(peopleOn(text, null)).toEqual(['p1', 't1', 't2']);
    expect(peopleOn(text, PAST)).toEqual(['p2', 't1', 't2']);
    expect(peopleOn(text, FIRST)).toEqual(['p1', 'p2', 't1', 't2']);
    expect(peopleOn(text, AHEAD)).toEqual([]);
  });
});
