import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/access/roles.ts';
import type { EstablishmentSummary } from '../../../shared/kit/kit.contract.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { undoLast } from '../store/undo.ts';
import type { Write } from '../store/record.ts';
import { createWaves, type Waves } from './waves.ts';

const SCHOOLS = 61;
let folder: string;
let test: TestStore;
let waves: Waves;
let roles: Set<Role>;
let figures: EstablishmentSummary[];
let ids = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-waves-'));
  test = openTestStore(folder);
  roles = new Set(['pilot']);
  figures = [];
  ids = 0;
  waves = createWaves({
    db: test.store.db,
    rows: test.rows,
    isEnrolled: () => true,
    rolesOver: () => roles,
    figures: () => (wave, id) => figures.find((one) => one.wave?.id === wave && one.id === id),
    today: () => '2023-06-15',
    recordAll,
    newId: () => String((ids += 1)),
    leaving: () => [],
  });
  seed();
});

afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function recordAll(lists: readonly (readonly Write[])[], action?: number): { n: number } {
  return test.store.db.transaction(() => test.recorder.recordAll(lists, action))();
}

function row(
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write {
  return { entity, row: id, scope, set };
}

/** A programme of January and September, three waves, a waiting list, 61 schools in the first. */
function seed(): void {
  const programme = row('programme', 'op', 'programme:op', {
    name: 'Op@le',
    country: 'FR',
    calendar: 'fr-b',
    variants: [
      { id: 'janvier', label: { fr: 'Janvier' }, startOffsetDays: -210 },
      { id: 'septembre', label: { fr: 'Septembre' } },
    ],
    postponementRule: { noticeMonths: 1, registeredLetter: true, longestDelayMonths: 6 },
  });
  const action = (id: string, set: Record<string, JsonValue>): Write =>
    row('kitAction', `op:${id}`, 'programme:op', {
      programme: 'op',
      action: id,
      title: { fr: id },
      dueOffsetDays: -30,
      ...set,
    });
  const wave = (id: string, set: Record<string, JsonValue>): Write =>
    row('wave', id, `wave:${id}`, { programme: 'op', label: id, ...set });
  const template = [
    action('a', { position: 0, dueOffsetDays: -60 }),
    action('b', { position: 1, dueOffsetVariants: { septembre: -90 } }),
    action('switch', { position: 2, dueOffsetDays: 0 }),
    action('january', { position: 3, variant: 'janvier' }),
    action('september', { position: 4, variant: 'septembre' }),
    action('old', { position: 5, retired: true }),
    action('academy', { position: 6, level: 'academie' }),
  ];
  const lists: Write[][] = [
    [programme, ...template],
    [
      wave('v6', {
        switchoverDate: '2024-01-01',
        variant: 'janvier',
        trainingPlaces: 60,
        tutoringPlaces: 61,
        endsOn: '2024-08-31',
      }),
    ],
    [wave('v7', { switchoverDate: '2024-09-01', variant: 'septembre', openedOn: '2023-06-01' })],
    [wave('list', { kind: 'waiting' })],
  ];
  for (let n = 1; n <= SCHOOLS + 3; n += 1) {
    const scope: ScopeId = `establishment:e${n}`;
    const list = [
      row('establishment', `e${n}`, scope, { name: `Collège ${n}`, town: `Ville ${n % 7}` }),
      row('grant', `p${n}:bursar:establishment.e${n}`, scope, { person: `p${n}`, role: 'bursar' }),
    ];
    if (n <= SCHOOLS) {
      list.push(
        row('waveMembership', `v6:e${n}`, scope, {
          wave: 'v6',
          establishment: `e${n}`,
          joinedOn: '2023-06-05',
          status: 'informed',
        }),
      );
    } else if (n <= SCHOOLS + 2) {
      list.push(
        row('waveMembership', `list:e${n}`, scope, {
          wave: 'list',
          establishment: `e${n}`,
          joinedOn: '2023-05-01',
          status: 'candidate',
        }),
      );
    }
    lists.push(list);
  }
  recordAll(lists);
}

const step = (id: string) => test.rows.read('kitStep', id)?.values;

async function call<N extends keyof Waves['handlers']>(
  name: N,
  input: Parameters<Waves['handlers'][N]>[0],
): Promise<Extract<Awaited<ReturnType<Waves['handlers'][N]>>, { ok: true }>['value']> {
  const answer = await (waves.handlers[name] as (input: unknown) => unknown)(input);
  const result = answer as { ok: boolean; value: never; error?: unknown };
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function failure<N extends keyof Waves['handlers']>(
  name: N,
  input: Parameters<Waves['handlers'][N]>[0],
): Promise<string> {
  const answer = (await (waves.handlers[name] as (input: unknown) => unknown)(input)) as {
    ok: boolean;
    error?: { type: string };
  };
  return answer.ok ? 'ok' : answer.error!.type;
}

const page = { offset: 0, limit: 100 };

describe('the list of waves', () => {
  it('says who goes along, the load against the places, and what is over', async () => {
    const { waves: list, programmes } = await call('waves.list', {});
    const v6 = list.find(({ id }) => id === 'v6')!;
    expect(v6).toMatchObject({
      establishments: 61,
      startsOn: '2023-06-05',
      buckets: { over: 0, between: 0, under: 0, none: 61 },
      budgetsLoaded: null,
      afterEnd: false,
      mayEdit: true,
    });
    expect(v6.load[0]).toEqual({ kind: 'training', need: 61, means: 60, over: 1, later: 0 });
    expect(v6.load[1]).toEqual({ kind: 'tutoring', need: 61, means: 61, over: 0, later: 0 });
    expect(programmes.map(({ id }) => id)).toEqual(['op']);
  });

  it('groups schools by the programme’s bounds, both of the middle group', async () => {
    const school = (id: string, percent: number): EstablishmentSummary => ({
      id,
      name: id,
      nameAr: null,
      town: null,
      type: null,
      code: null,
      wave: { id: 'v6', label: 'v6' },
      programme: { id: 'op', name: 'Op@le' },
      switchoverDate: null,
      progress: { done: percent, applicable: 100, percent },
      late: 2,
      blocked: 1,
      roles: [],
    });
    figures = [school('e1', 30), school('e2', 10), school('e3', 30.01), school('e4', 9.99)];
    const { waves: list } = await call('waves.list', {});
    expect(list.find(({ id }) => id === 'v6')).toMatchObject({
      buckets: { over: 1, between: 2, under: 1, none: 57 },
      late: 8,
      blocked: 4,
      percent: 20,
    });
  });
});

describe('opening a wave', () => {
  it('says first what it comes to, then deals out each action that applies, once', async () => {
    const preview = await call('waves.open', { wave: 'v6', dryRun: true });
    expect(preview).toMatchObject({
      written: false,
      schools: 61,
      steps: 61 * 4,
      kept: 0,
      lastDue: '2024-01-01',
      // 2 November is in the autumn holidays; 2 December a Saturday, for two actions.
      moved: 61 * 3,
      daysOff: { schoolHoliday: 61, weekend: 61 * 2, publicHoliday: 0 },
      firstDue: '2023-10-20',
    });
    expect(step('e1:op:a')).toBeUndefined();

    const report = await call('waves.open', { wave: 'v6', dryRun: false });
    expect(report).toMatchObject({ written: true, remaining: 0, steps: 61 * 4 });
    expect(step('e1:op:a')).toMatchObject({ status: 'todo', action: 'a', establishment: 'e1' });
    expect(step('e61:op:january')).toBeDefined();
    for (const none of ['september', 'old', 'academy']) {
      expect(step(`e1:op:${none}`)).toBeUndefined();
    }
    expect(test.rows.read('wave', 'v6')!.values).toMatchObject({
      openedOn: '2023-06-15',
      status: 'in-progress',
    });
    const again = await call('waves.open', { wave: 'v6', dryRun: false });
    expect(again).toMatchObject({ steps: 0, kept: 61 * 4, remaining: 0 });
  });

  it('goes on where it stopped, and opens when the last school has its kit', async () => {
    const first = await call('waves.open', { wave: 'v6', dryRun: false, limit: 40 });
    expect(first.remaining).toBe(21);
    expect(test.rows.read('wave', 'v6')!.values['openedOn']).toBeUndefined();
    const second = await call('waves.open', { wave: 'v6', dryRun: false, limit: 40 });
    expect(second).toMatchObject({ remaining: 0, schools: 61, steps: 21 * 4 });
    expect(test.rows.read('wave', 'v6')!.values['openedOn']).toBe('2023-06-15');
  });

  it('that went in several steps is taken back as a whole', async () => {
    while ((await call('waves.open', { wave: 'v6', dryRun: false, limit: 25 })).remaining > 0);
    const undone = test.store.db.transaction(() => undoLast({ ...test, after: 0 }))();
    expect(undone).toMatchObject({ ok: true, value: { row: { rows: 61 * 4 + 1 } } });
    waves.changed([], []);
    const preview = await call('waves.open', { wave: 'v6', dryRun: true });
    expect(preview).toMatchObject({ steps: 61 * 4, kept: 0 });
    expect(test.rows.read('wave', 'v6')!.values['openedOn']).toBeNull();
  });

  it('refuses a list that waits, a wave without a date or schools, and who is no pilot', async () => {
    expect(await failure('waves.open', { wave: 'list', dryRun: true })).toBe('WaveIsWaiting');
    expect(await failure('waves.open', { wave: 'v7', dryRun: true })).toBe('WaveIsEmpty');
    expect(await failure('waves.open', { wave: 'x', dryRun: true })).toBe('WaveUnknown');
    roles = new Set(['bursar']);
    expect(await failure('waves.open', { wave: 'v6', dryRun: true })).toBe('NotAllowed');
  });
});

describe('joining and leaving', () => {
  it('asks for a reason once the wave is open, and deals the kit out at once', async () => {
    const late = {
      wave: 'v7',
      establishments: ['e64'],
      joinedOn: '2023-06-20',
      status: 'informed' as const,
    };
    expect(await failure('waves.join', late)).toBe('WaveReasonMissing');
    expect(await call('waves.join', { ...late, reason: 'Demande du proviseur' })).toEqual({
      joined: 1,
      steps: 4,
    });
    expect(step('e64:op:september')).toMatchObject({ status: 'todo' });
    const { rows } = await call('waves.members', { wave: 'v7', ...page });
    expect(rows).toMatchObject([
      { id: 'e64', joinedOn: '2023-06-20', reason: 'Demande du proviseur' },
    ]);
    await call('waves.leave', {
      wave: 'v7',
      establishments: ['e64'],
      leftOn: '2023-07-01',
      reason: 'Fermeture',
    });
    expect((await call('waves.members', { wave: 'v7', ...page })).total).toBe(0);
    const left = await call('waves.members', { wave: 'v7', status: 'left', ...page });
    expect(left.rows).toMatchObject([{ id: 'e64', leftOn: '2023-07-01', status: 'withdrawn' }]);
  });

  it('orders candidates by readiness and gives them a place', async () => {
    const marks = { demand: 4, digitalUse: 2, technicalState: 3, functionalState: 1 };
    await call('waves.assess', { wave: 'v7', establishment: 'e63', marks });
    const { rows } = await call('waves.candidates', { wave: 'v7', ...page });
    expect(rows.map(({ id, score, rank }) => [id, score, rank])).toEqual([
      ['e63', 68, 1],
      ['e62', null, 2],
    ]);
    await call('waves.promote', {
      wave: 'v7',
      establishments: ['e63'],
      confirmedOn: '2023-06-30',
    });
    expect(test.rows.read('waveMembership', 'list:e63')!.values['leftOn']).toBe('2023-06-30');
    expect(test.rows.read('waveMembership', 'v7:e63')!.values).toMatchObject({
      status: 'informed',
      joinedOn: '2023-06-30',
    });
    const after = await call('waves.candidates', { wave: 'v7', ...page });
    expect(after.rows.map(({ id }) => id)).toEqual(['e62']);
    const stranger = { wave: 'v7', establishments: ['e64'], confirmedOn: '2023-06-30' };
    expect(await failure('waves.promote', stranger)).toBe('NotInWave');
  });

  it('lists members page by page, searched, sorted and by status', async () => {
    await call('waves.setStatus', { wave: 'v6', establishments: ['e3', 'e5'], status: 'created' });
    const created = await call('waves.members', { wave: 'v6', status: 'created', ...page });
    expect(created.rows.map(({ id }) => id).sort()).toEqual(['e3', 'e5']);
    const found = await call('waves.members', { wave: 'v6', search: 'college 60', ...page });
    expect(found.rows.map(({ id }) => id)).toEqual(['e60']);
    const last = await call('waves.members', {
      wave: 'v6',
      sort: 'name',
      descending: true,
      offset: 0,
      limit: 2,
    });
    expect(last).toMatchObject({ total: 61, rows: [{ id: 'e61' }, { id: 'e60' }] });
  });
});

describe('waves and their events', () => {
  it('are made and changed; a day that is put off stays known', async () => {
    const { wave } = await call('waves.save', {
      programme: 'op',
      set: { label: 'V8', switchoverDate: '2025-01-01', variant: 'janvier' },
    });
    await call('waves.save', { wave, set: { label: 'V8 bis', trainingPlaces: 20 } });
    const event = { wave, kind: 'webinar', label: 'Module 1', audience: null } as const;
    const made = await call('waves.saveEvent', { ...event, happensOn: '2024-11-09' });
    await call('waves.saveEvent', { ...event, event: made.event, happensOn: '2024-11-16' });
    const view = await call('waves.read', { wave });
    expect(view).toMatchObject({ label: 'V8 bis', trainingPlaces: 20, status: 'planned' });
    expect(view.events).toMatchObject([{ happensOn: '2024-11-16', plannedOn: '2024-11-09' }]);
    expect(view.holidays.map(({ id }) => id)).toContain('christmas');
    await call('waves.removeEvent', { wave, event: made.event });
    expect((await call('waves.read', { wave })).events).toEqual([]);
  });
});

describe('postponing a school', () => {
  const input = {
    establishments: ['e1'],
    reason: 'Travaux du réseau',
    noticeOn: '2023-06-01',
    registeredLetter: true,
    costsDue: 500,
  };

  beforeEach(async () => {
    await call('waves.open', { wave: 'v6', dryRun: false });
    recordAll([[row('kitStep', 'e1:op:a', 'establishment:e1', { status: 'done' })]]);
  });

  it('counts people of several schools once, and no action that was taken out', async () => {
    const wish = { to: 'months', months: 3 } as const;
    const before = await call('waves.postpone', { ...input, wish, dryRun: true });
    recordAll([
      [
        row('kitStep', 'e1:op:old', 'establishment:e1', {
          programme: 'op',
          action: 'old',
          status: 'todo',
        }),
      ],
      [
        row('grant', 'p2:bursar:establishment.e1', 'establishment:e1', {
          person: 'p2',
          role: 'bursar',
        }),
      ],
    ]);
    const { load, schools } = await call('waves.postpone', { ...input, wish, dryRun: true });
    expect(schools[0]!.moves).toBe(before.schools[0]!.moves);
    // One of the two people of the school is needed by another that stays.
    expect(load[0]!.after[0]).toMatchObject({ kind: 'training', need: 60, later: 1 });
    const away = { ...input, wish: { to: 'wave', wave: 'v7' } as const };
    const moved = await call('waves.postpone', { ...away, dryRun: true });
    const announced = moved.load.map(({ wave, after }) => [wave, after[0]!.need]);
    expect(announced).toEqual([
      ['v6', 60],
      ['v7', 2],
    ]);
    await call('waves.postpone', { ...away, dryRun: false });
    const { waves: rows } = await call('waves.list', {});
    const seen = rows.map(({ id, load: now }) => [id, now[0]!.need]);
    expect(seen).toEqual(expect.arrayContaining(announced));
  });

  it('by three months: says what moves, then keeps what is done and moves the rest', async () => {
    const wish = { to: 'months', months: 3 } as const;
    const preview = await call('waves.postpone', { ...input, wish, dryRun: true });
    expect(preview).toMatchObject({ wave: 'v6', written: false, costsDue: 500 });
    const places = (lines: typeof preview.load) =>
      lines.map(({ wave, before, after }) => [wave, before.slice(0, 2), after.slice(0, 2)]);
    expect(places(preview.load)).toMatchObject([
      [
        'v6',
        [
          { kind: 'training', need: 61, over: 1, later: 0 },
          { kind: 'tutoring', need: 61, later: 0 },
        ],
        [
          { kind: 'training', need: 60, over: 0, later: 1 },
          { kind: 'tutoring', need: 60, later: 1 },
        ],
      ],
    ]);
    expect(preview.schools).toMatchObject([
      {
        kind: 'postponed',
        places: { training: 1, tutoring: 1 },
        fromDate: '2024-01-01',
        toDate: '2024-04-01',
        toWave: null,
        notice: { state: 'inTime', dueBy: '2023-12-01', letterMissing: false },
        kept: 1,
        moves: 3,
      },
    ]);
    expect(preview.schools[0]!.steps.at(-1)).toMatchObject({
      action: 'switch',
      from: '2024-01-01',
      to: '2024-04-01',
    });
    expect(test.rows.read('waveMembership', 'v6:e1')!.values['switchoverDate'] ?? null).toBeNull();

    await call('waves.postpone', { ...input, wish, dryRun: false });
    expect(test.rows.read('waveMembership', 'v6:e1')!.values).toMatchObject({
      status: 'postponed',
      switchoverDate: '2024-04-01',
    });
    expect(step('e1:op:a')).toMatchObject({ status: 'done' });
    const [, , after] = places(preview.load)[0]!;
    expect((await call('waves.read', { wave: 'v6' })).load.slice(0, 2)).toEqual(after);
    const history = await call('waves.postponements', { wave: 'v6' });
    expect(history).toMatchObject([
      { costsDue: 500, decidedOn: '2023-06-15', noticeOn: '2023-06-01', kind: 'postponed' },
    ]);

    const parts = { outbox: test.outbox, rows: test.rows, recorder: test.recorder, after: 0 };
    expect(test.store.db.transaction(() => undoLast(parts))().ok).toBe(true);
    waves.changed([], []);
    expect(await call('waves.postponements', { wave: 'v6' })).toEqual([]);
    const { rows } = await call('waves.members', { wave: 'v6', search: 'Collège 1', ...page });
    expect(rows.find(({ id }) => id === 'e1')).toMatchObject({
      status: 'informed',
      hasOwnDate: false,
    });
  });

  it('to another wave: leaves, joins, gets its kit and keeps what was done', async () => {
    const wish = { to: 'wave', wave: 'v7' } as const;
    const preview = await call('waves.postpone', { ...input, wish, dryRun: true });
    expect(preview.schools).toMatchObject([
      { kind: 'nextCampaign', toWave: { id: 'v7' }, overLongest: true, added: 1, removed: 1 },
    ]);
    expect(preview.load.map(({ wave }) => wave)).toEqual(['v6', 'v7']);
    expect(preview.load[0]!.before[0]).toMatchObject({ need: 61, over: 1 });
    expect(preview.load[0]!.after[0]).toMatchObject({ need: 60, over: 0 });
    expect(preview.load[1]!.after[1]).toMatchObject({ kind: 'tutoring', need: 1 });

    await call('waves.postpone', { ...input, wish, dryRun: false });
    expect(test.rows.read('waveMembership', 'v6:e1')!.values['leftOn']).toBe('2023-06-15');
    expect(test.rows.read('waveMembership', 'v7:e1')!.values).toMatchObject({
      joinedOn: '2023-06-15',
    });
    expect(step('e1:op:a')).toMatchObject({ status: 'done' });
    expect(step('e1:op:september')).toMatchObject({ status: 'todo' });
    expect(step('e1:op:january')).toMatchObject({ deleted: true });
  });

  it('over the longest delay goes to the next campaign; earlier, unknown or without reason not', async () => {
    const far = { ...input, wish: { to: 'months' as const, months: 8 }, dryRun: true };
    expect((await call('waves.postpone', far)).schools).toMatchObject([
      { kind: 'nextCampaign', toWave: { id: 'v7' }, toDate: '2024-09-01' },
    ]);
    const early = { ...far, wish: { to: 'date' as const, date: '2023-12-01' } };
    expect(await failure('waves.postpone', early)).toBe('NotLater');
    expect(await failure('waves.postpone', { ...far, reason: '' })).toBe('WaveReasonMissing');
    expect(await failure('waves.postpone', { ...far, establishments: ['e62'] })).toBe('NotInWave');
  });

  it('again and again counts from the first day, and no notice is given ahead', async () => {
    const again = (months: number) => ({
      ...input,
      wish: { to: 'months' as const, months },
      dryRun: false,
    });
    for (const kind of ['postponed', 'postponed']) {
      expect((await call('waves.postpone', again(3))).schools).toMatchObject([{ kind }]);
    }
    expect((await call('waves.postpone', again(1))).schools).toMatchObject([
      { kind: 'nextCampaign', overLongest: true, fromDate: '2024-07-01', toWave: { id: 'v7' } },
    ]);
    const ahead = { ...again(1), establishments: ['e2'], noticeOn: '2023-06-16' };
    expect(await failure('waves.postpone', ahead)).toBe('NoticeAhead');
  });

  it('for good: it leaves, and what is still due is kept', async () => {
    await call('waves.postpone', { ...input, wish: { to: 'never' }, dryRun: false });
    expect(test.rows.read('waveMembership', 'v6:e1')!.values).toMatchObject({
      status: 'withdrawn',
      leftOn: '2023-06-15',
    });
    const { waves: list } = await call('waves.list', {});
    const v6 = list.find(({ id }) => id === 'v6')!;
    expect(v6.establishments).toBe(60);
    expect(v6.load[2]).toMatchObject({ kind: 'budget', need: 500 });
  });
});
