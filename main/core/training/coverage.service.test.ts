import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { programmeWords } from '../../../shared/messages/programmeWords.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { createRevival } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { createTraining } from './training.ts';

const TODAY = '2024-01-22';
const STEP = kitStepId('e1', 'op', 'presentiel-sg');
let folder: string;
let test: TestStore;
let myRoles: Role[];
let mayTick: boolean;
let tell: (entities: readonly string[], scopes: readonly ScopeId[]) => void;
let handlers: ReturnType<typeof createTraining>;

const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

function session(id: string, day: string, set: Record<string, JsonValue> = {}): Write {
  return row('trainingSession', id, 'wave:v6', {
    wave: 'v6',
    track: 'sg',
    module: 'm1',
    title: id,
    mode: 'inPerson',
    groups: ['g1'],
    day,
    from: '09:00',
    to: '12:00',
    status: 'confirmed',
    ...set,
  });
}
function school(id: string, name: string): Write[] {
  return [
    row('establishment', id, `establishment:${id}`, { name, town: 'Laon', code: `${id}A` }),
    row('waveMembership', `v6:${id}`, `establishment:${id}`, { wave: 'v6', establishment: id }),
  ];
}
function enrolled(person: string, name: string, group = 'g1', home = 'e1'): Write[] {
  const scope: ScopeId = `schoolTraining:${home}`;
  const enrolment = `v6:sg:${person}`;
  return [
    row('trainingEnrolment', enrolment, scope, {
      wave: 'v6',
      track: 'sg',
      person,
      name,
      establishment: home,
      schoolName: home,
      status: 'enrolled',
    }),
    row('groupMember', `${group}:${person}:2023-11-02`, scope, {
      group,
      enrolment,
      from: '2023-11-02',
    }),
  ];
}
function bursar(person: string, name: string, home: string): Write {
  return row('grant', `${person}:${home}`, `establishment:${home}`, {
    person,
    name,
    role: 'bursar',
  });
}
function mark(person: string, id: string, status: string, day = '2024-01-15'): Write {
  return row('attendance', `${id}:${person}:morning`, 'schoolTraining:e1', {
    session: id,
    enrolment: `v6:sg:${person}`,
    half: 'morning',
    day,
    status,
  });
}
function write(writes: readonly Write[]): ReturnType<TestStore['recorder']['record']> {
  test.outbox.added();
  const recorded = test.store.db.transaction(() => test.recorder.record(writes))();
  tell(recorded.entities, recorded.scopes);
  return recorded;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-coverage-'));
  test = openTestStore(folder);
  test.at(Date.parse('2023-12-01T08:00:00Z'));
  myRoles = ['trainingLead'];
  mayTick = true;
  tell = () => undefined;
  write([
    row('programme', 'op', 'programme:op', {
      name: 'Op@le',
      practiceDate: TODAY,
      actors: [{ id: 'sg', label: { fr: 'SG' }, roles: ['bursar'] }],
    }),
    row('kitAction', 'op:presentiel-sg', 'programme:op', {
      programme: 'op',
      action: 'presentiel-sg',
      title: { fr: 'Suivre le présentiel' },
      dueOffsetDays: 10,
    }),
    row('trainingTrack', 'sg', 'programme:op', {
      programme: 'op',
      label: { fr: 'SG' },
      position: 0,
      actors: ['sg'],
      kitActions: ['presentiel-sg'],
      distanceHours: 0,
      modules: [
        {
          id: 'm1',
          title: { fr: 'Prise en main' },
          mode: 'inPerson',
          halfDays: 1,
          trainingBase: false,
          notBefore: null,
          notAfter: null,
        },
      ],
    }),
    row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6', switchoverDate: '2024-01-01' }),
    ...['g1', 'g2'].map((id, position) =>
      row('trainingGroup', id, 'wave:v6', { wave: 'v6', track: 'sg', label: id, position }),
    ),
    session('past', '2024-01-15', { status: 'held' }),
    session('later', '2024-02-05', { groups: ['g2'] }),
    ...school('e1', 'Collège Élan'),
    ...school('e2', 'Lycée Bel Air'),
    ...enrolled('p1', 'Anne Érable'),
    ...enrolled('p2', 'Bruno Chêne', 'g2'),
    bursar('p1', 'Anne Érable', 'e1'),
    bursar('p3', 'Chloé Aulne', 'e2'),
    mark('p1', 'past', 'absent'),
    row('kitStep', STEP, 'establishment:e1', {
      establishment: 'e1',
      programme: 'op',
      action: 'presentiel-sg',
      status: 'todo',
    }),
  ]);
  handlers = createTraining({
    db: test.store.db,
    me: () => ({ person: 'p', name: 'Moi' }),
    rolesOver: () => new Set(myRoles),
    mayCreate: () => true,
    mayWrite: () => mayTick,
    today: () => TODAY,
    record: write,
    recordAll: (lists) => write(lists.flat()),
    revival: createRevival(test.store.db),
    newId: () => 'id',
    words: (_, language) => programmeWords(language, null),
    watch: (changed) => (tell = changed),
  });
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
type Read = Parameters<(typeof handlers)['coverage.read']>[0];
const read = (input: Partial<Read> = {}) =>
  must(handlers['coverage.read']({ offset: 0, limit: 100, ...input }));
const people = (input: Partial<Read> = {}) =>
  must(handlers['coverage.people']({ offset: 0, limit: 100, ...input })).rows;
const proposals = (input: { step?: string; establishment?: string } = {}) =>
  must(handlers['coverage.proposals'](input)).rows;

describe('coverage of a wave', () => {
  it('counts who has a place, and who has the function and none', () => {
    const { rows, figures, total } = read();
    expect(total).toBe(2);
    expect(
      rows.map(({ id, toTrain, gap, notEnrolled }) => [id, toTrain, gap, notEnrolled]),
    ).toEqual([
      ['e1', 2, 1, 0],
      ['e2', 1, 0, 1],
    ]);
    expect(figures).toMatchObject({ toTrain: 3, groups: 2, staffInGroups: 2, averageGroup: 1 });
    expect(figures).toMatchObject({ held: 1, planned: 2, attendance: 0, schoolsLate: 2 });
  });

  it('measures lateness by the day on which the kit wants it done', () => {
    const late = people().map(({ name, deadline, daysLate }) => [name, deadline, daysLate]);
    expect(late).toEqual([
      ['Anne Érable', '2024-01-11', 11],
      ['Bruno Chêne', '2024-01-11', 25],
      ['Chloé Aulne', '2024-01-11', 11],
    ]);
  });

  it('is narrowed by words, track and state, page by page', () => {
    expect(read({ text: 'bel laon' }).rows.map(({ id }) => id)).toEqual(['e2']);
    expect(read({ state: 'gap' }).rows.map(({ id }) => id)).toEqual(['e1']);
    expect(read({ track: 'no' }).total).toBe(0);
    expect(read({ offset: 1, limit: 1 }).rows.map(({ id }) => id)).toEqual(['e2']);
    expect(people({ state: 'notEnrolled' }).map(({ name }) => name)).toEqual(['Chloé Aulne']);
    expect(people({ text: 'erable' }).map(({ name }) => name)).toEqual(['Anne Érable']);
  });

  it('says what somebody missed and who else still teaches it', () => {
    const { people: team } = must(handlers['coverage.school']({ establishment: 'e1' }));
    expect(team.map(({ name, state }) => [name, state])).toEqual([
      ['Anne Érable', 'gap'],
      ['Bruno Chêne', 'enrolled'],
    ]);
    expect(team[0]!.missing).toMatchObject([
      {
        title: { fr: 'Prise en main' },
        reason: 'absent',
        makeUps: [{ session: 'later', group: 'g2', day: '2024-02-05' }],
      },
    ]);
    expect(team[1]!.missing).toMatchObject([{ reason: 'ahead', makeUps: [] }]);
    expect(handlers['coverage.school']({ establishment: 'no' })).toMatchObject({
      error: { type: 'EstablishmentUnknown' },
    });
  });

  it('of one’s own school alone lists nobody as without a place', () => {
    myRoles = ['bursar'];
    expect(read()).toMatchObject({
      partial: true,
      figures: { toTrain: 2, notEnrolled: 0, averageGroup: null },
    });
  });

  it('is not known of a day to come', () => {
    expect(handlers['coverage.read']({ asOf: '2024-01-23', offset: 0, limit: 1 })).toMatchObject({
      error: { type: 'DayAhead', today: TODAY },
    });
    expect(read({ asOf: '2024-01-14' }).figures).toMatchObject({ held: 0, attendance: null });
    expect(read({ asOf: '2023-11-02' }).figures).toMatchObject({ enrolled: 2, groups: 2 });
    // Before anybody was in a group and anything was written, there was nothing.
    const before = read({ asOf: '1999-01-01' });
    const { schools, ...figures } = before.figures;
    expect(schools).toBe(2);
    expect(Object.values(figures).filter((figure) => figure !== 0 && figure !== null)).toEqual([]);
    expect(before.tracks).toEqual([]);
    expect(before.rows.map(({ toTrain }) => toTrain)).toEqual([0, 0]);
  });
});

describe('what is kept', () => {
  it('is the same object until rows change that it was made of', () => {
    expect(read().figures.gap).toBe(1);
    // Behind the back of whoever watches: nothing is read anew.
    const deaf = tell;
    tell = () => undefined;
    write([mark('p1', 'past', 'present')]);
    expect(read().figures.gap).toBe(1);
    deaf(['kitStep'], []);
    expect(read().figures.gap).toBe(1);
    deaf(['attendance'], []);
    expect(read().figures).toMatchObject({ gap: 0, trained: 1 });
  });

  it.each([
    ['a session', () => [session('third', '2024-02-09')], { planned: 3, gap: 0 }],
    ['somebody in a group', () => enrolled('p4', 'Éric Orme', 'g1', 'e2'), { toTrain: 4 }],
    ['a school', () => school('e3', 'Lycée Neuf'), { schools: 3 }],
    ['a grant', () => [bursar('p5', 'Fanny If', 'e2')], { notEnrolled: 2 }],
    [
      'a day of the switchover',
      () => [row('wave', 'v6', 'wave:v6', { switchoverDate: '2024-09-01' })],
      { schoolsLate: 0 },
    ],
  ] as const)('is read anew after %s', (_what, writes, expected) => {
    read();
    write(writes());
    expect(read().figures).toMatchObject(expected);
  });
});

describe('actions of kits that attendance says are done', () => {
  const learn = () =>
    write([
      mark('p1', 'past', 'present'),
      session('early', '2024-01-16', { groups: ['g2'], status: 'held' }),
      mark('p2', 'early', 'late', '2024-01-16'),
    ]);

  it('are proposed once everybody of the school has followed, and nothing is ticked', () => {
    expect(proposals()).toEqual([]);
    write([mark('p1', 'past', 'present')]);
    expect(proposals()).toEqual([]);
    learn();
    expect(proposals()).toMatchObject([
      { step: STEP, people: 2, lastDay: '2024-01-16', due: '2024-01-11', mayTick: true },
    ]);
    expect(test.rows.read('kitStep', STEP)?.values['status']).toBe('todo');
  });

  it('are no longer once they are ticked', () => {
    learn();
    expect(proposals({ step: STEP })).toHaveLength(1);
    write([row('kitStep', STEP, 'establishment:e1', { status: 'done' })]);
    expect(proposals({ step: STEP })).toEqual([]);
  });

  it('are those of a removed step too that somebody worked on, until a person has chosen', () => {
    learn();
    const school = 'establishment:e1';
    write([row('kitStep', STEP, school, { status: 'blocked', note: 'x', deleted: true })]);
    expect(proposals({ step: STEP })).toEqual([]);
    write([
      row('conflict', 'c1', school, {
        entity: 'kitStep',
        row: STEP,
        field: 'deleted',
        state: 'open',
        versions: [],
      }),
    ]);
    expect(proposals({ step: STEP })).toHaveLength(1);
  });

  it('are asked of one school, or of one action', () => {
    learn();
    expect(proposals({ establishment: 'e1' })).toHaveLength(1);
    expect(proposals({ establishment: 'e2' })).toEqual([]);
    expect(proposals({ step: kitStepId('e1', 'op', 'autre') })).toEqual([]);
    expect(proposals({ step: kitStepId('elsewhere', 'op', 'presentiel-sg') })).toEqual([]);
  });

  it('say who may only read', () => {
    learn();
    mayTick = false;
    expect(proposals()).toMatchObject([{ mayTick: false }]);
  });

  it('wait for whoever has the function there and no place that this device sees', () => {
    learn();
    myRoles = ['bursar'];
    write([bursar('p9', 'Gaël Houx', 'e1')]);
    expect(proposals()).toEqual([]);
  });
});
