import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCore, fileVault } from '../../main/core/core.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type Finished, type ServerProcess } from '../support/processes.ts';

/* A training lead lets the planner propose groups and a timetable, and writes them. */

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  for (const login of ['armand.peupleraie', 'alix.genevrier']) {
    const enrolled = await run(login, 'enrol', '--server', server.url, '--code', `demo-${login}`);
    if (enrolled.code !== 0) throw new Error(enrolled.err);
  }
});
afterAll(() => server.stop());

function run(login: string, ...args: string[]): Promise<Finished> {
  return bascule([...args, '--data', join(folder, login), '--json']);
}

interface PlanJson {
  readonly groups: { id: string; track: string; trainers: string[]; members: string[] }[];
  readonly sessions: { id: string; group: string; start: string; end: string; held: boolean }[];
  readonly broken: { rule: string; hard: boolean; where: string; why: string }[];
  readonly ms: number;
  readonly moved: number;
  readonly score: { hard: number; soft: number };
}

async function plan(...args: string[]): Promise<PlanJson> {
  const finished = await run('armand.peupleraie', 'training', 'plan', '--wave', 'op-v6', ...args);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as PlanJson;
}

describe('a plan of the practice data', () => {
  it('has ten groups with complete pairs, keeps every hard rule, and moves nothing without need', async () => {
    const { groups, sessions, broken, score, moved } = await plan();
    const perTrack = Map.groupBy(groups, ({ track }) => track);
    expect(['ac', 'ac-ag', 'sc-fp', 'sg'].map((one) => perTrack.get(one)?.length)).toEqual([
      1, 3, 2, 4,
    ]);
    expect(groups.flatMap(({ members }) => members)).toHaveLength(200);
    expect(groups.every(({ trainers }) => new Set(trainers).size === 2)).toBe(true);
    expect(broken.filter(({ hard }) => hard)).toEqual([]);
    expect(broken.every(({ where, why }) => where !== '' && why !== '')).toBe(true);
    expect(score.hard).toBe(0);
    expect(moved).toBe(0);
    const held = sessions.find(({ id }) => id === 'seance-001');
    expect(held).toMatchObject({
      group: 'groupe-01',
      start: '2023-12-04T09:00:00+01:00',
      end: '2023-12-04T16:30:00+01:00',
      held: true,
    });
  });

  it('made anew leaves what was held, and is written as one action that can be taken back', async () => {
    const opened = await createCore({
      dataDir: join(folder, 'armand.peupleraie'),
      deviceName: 'test',
      timeZone: 'Europe/Paris',
      vault: fileVault,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    const { call, close } = opened.value;
    const sessionsOf = async () =>
      must(await call('training.overview', { wave: 'op-v6' })).sessions.map(
        ({ pending: _pending, ...session }) => session,
      );
    try {
      const before = await sessionsOf();
      const { job } = must(await call('planning.start', { wave: 'op-v6', fresh: true, seed: 7 }));
      // Stopped at once: the best so far is a whole plan.
      must(await call('planning.stop', { job }));
      const { sessions, broken } = must(await call('planning.read', { job }));
      expect(broken.filter(({ hard }) => hard)).toEqual([]);
      const applied = must(await call('planning.apply', { job }));
      expect(applied.sessions).toBeGreaterThan(0);
      const after = await sessionsOf();
      const heldOf = (all: typeof after) => all.filter(({ status }) => status === 'held');
      expect(heldOf(after)).toEqual(heldOf(before));
      // The same sessions on other days: calendars of people follow them.
      expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
      expect(after).not.toEqual(before);
      const planned = after.filter(
        ({ status, groups }) => status === 'planned' && groups[0]!.startsWith('groupe'),
      );
      const wanted = sessions.filter(({ held }) => !held);
      expect(planned.map(({ day }) => day).sort()).toEqual(wanted.map(({ day }) => day).sort());
      must(await call('sync.undo', {}));
      expect(await sessionsOf()).toEqual(before);
    } finally {
      await close();
    }
  });

  it('moves no more than the sessions of a trainer who is away for a week', async () => {
    const opened = await createCore({
      dataDir: join(folder, 'armand.peupleraie'),
      deviceName: 'test',
      timeZone: 'Europe/Paris',
      vault: fileVault,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    const { call, close } = opened.value;
    try {
      const { sessions } = must(await call('training.overview', { wave: 'op-v6' }));
      const next = sessions.find(({ id }) => id === 'seance-016')!;
      const [ill] = next.trainers;
      const from = '2024-01-22';
      const until = '2024-01-28';
      must(
        await call('trainingSetup.saveAbsence', {
          wave: 'op-v6',
          trainer: ill!,
          set: { from, until },
        }),
      );
      const { job } = must(await call('planning.start', { wave: 'op-v6', seconds: 60 }));
      let progress = must(await call('planning.progress', { job }));
      while (!progress.done) {
        await new Promise(setImmediate);
        progress = must(await call('planning.progress', { job }));
      }
      const plan = must(await call('planning.read', { job }));
      expect(plan.broken.filter(({ hard }) => hard)).toEqual([]);
      const moved = plan.sessions.filter(({ change }) => change !== null);
      expect(moved.map(({ id }) => id)).toEqual([next.id]);
      const there = moved[0]!;
      const isAway = there.trainers.some(({ id }) => id === ill);
      expect(isAway && from <= there.day && there.day <= until).toBe(false);
      must(await call('sync.undo', {}));
    } finally {
      await close();
    }
  });

  it('is for those who plan: others are refused', async () => {
    const refused = await run('alix.genevrier', 'training', 'plan', '--wave', 'op-v6');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, error: { type: 'NotAllowed' } });
  });
});

function must<T>(answer: { ok: true; value: T } | { ok: false; error: { type: string } }): T {
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value;
}
