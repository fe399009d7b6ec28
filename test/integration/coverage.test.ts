import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type Finished, type ServerProcess } from '../support/processes.ts';

/* Who is trained, as the command line says it of the practice data. */

const demo = JSON.parse(
  readFileSync(new URL('../../server/demo/amiens-v6.json', import.meta.url), 'utf8'),
) as {
  expected: { training: Record<string, number> };
  training_sessions: { status: string; half_days: number; absent_ids: string[] }[];
};
const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  for (const login of ['clemence.frenaie', 'edgar.bergenia']) {
    const code = `demo-${login}`;
    const enrolled = await run(login, 'enrol', '--server', server.url, '--code', code);
    if (enrolled.code !== 0) throw new Error(enrolled.err);
  }
});
afterAll(() => server.stop());

function run(login: string, ...args: string[]): Promise<Finished> {
  return bascule([...args, '--data', join(folder, login), '--json']);
}

interface School {
  id: string;
  toTrain: number;
  trained: number;
  gap: number;
  notEnrolled: number;
}
type Coverage = Record<string, number> & { schools: School[]; asOf: string; partial: boolean };

async function coverage(login: string, ...args: string[]): Promise<Coverage> {
  const finished = await run(login, 'training', 'coverage', ...args);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as Coverage;
}

describe('coverage of the practice wave', () => {
  it('agrees with its figures', async () => {
    const { expected } = demo;
    const found = await coverage('clemence.frenaie', '--wave', 'op-v6');
    expect(found).toMatchObject({
      asOf: '2024-01-22',
      partial: false,
      tracks: expected.training['tracks'],
      groups: expected.training['groups'],
      staffInGroups: expected.training['staff_in_groups'],
      averageGroup: expected.training['average_group'],
      trainers: expected.training['trainers'],
      trainerPairs: expected.training['trainer_pairs'],
      outsideGroups: expected.training['ordonnateurs_outside_groups'],
      // All of these have a place, and everybody with a function has one.
      toTrain: 261,
      notEnrolled: 0,
    });
    const half = (held: boolean) =>
      demo.training_sessions
        .filter(({ status }) => !held || status === 'held')
        .reduce((sum, one) => sum + one.half_days, 0);
    expect(found).toMatchObject({ held: half(true), planned: half(false) });
    // The heads who were at their half-day are trained; three of forty-one were not.
    expect(found['trained']).toBe(38);
    expect(found.schools).toHaveLength(61);
    const sum = (key: 'toTrain' | 'trained' | 'gap') =>
      found.schools.reduce((total, school) => total + school[key], 0);
    expect(sum('toTrain')).toBe(261);
    expect(sum('trained')).toBe(38);
    expect(sum('gap')).toBe(found['gap']);
  });

  it('can be asked for a past day, by who was in a group and who had come by then', async () => {
    const before = await coverage('clemence.frenaie', '--as-of', '2023-11-01');
    expect(before).toMatchObject({ staffInGroups: 0, outsideGroups: 0, held: 0, trained: 0 });
    const webinar = await coverage('clemence.frenaie', '--as-of', '2023-11-09');
    expect(webinar).toMatchObject({ staffInGroups: 200, held: 1, trained: 0 });
    // Whoever missed it: there is no other.
    expect(webinar['gap']).toBe(demo.training_sessions[0]!.absent_ids.length);
    expect(
      await run('clemence.frenaie', 'training', 'coverage', '--as-of', '2024-01-23'),
    ).toMatchObject({ code: 2 });
  });

  it('is of one’s own school alone for its bursar', async () => {
    const own = await coverage('edgar.bergenia');
    expect(own.partial).toBe(true);
    expect(own.schools.map(({ id }) => id)).toHaveLength(1);
    expect(own['toTrain']).toBeLessThan(10);
    const days = await run('edgar.bergenia', 'training', 'statement');
    expect(JSON.parse(days.out)).toEqual([]);
  });

  it('says of lists and sheets of a device of one school that they are extracts', async () => {
    const groupsOf = async (login: string) =>
      JSON.parse((await run(login, 'training', 'groups')).out) as {
        size: number;
        partial: boolean;
      }[];
    expect((await groupsOf('edgar.bergenia')).every(({ partial }) => partial)).toBe(true);
    expect((await groupsOf('clemence.frenaie')).some(({ partial }) => partial)).toBe(false);
    const sheet = async (login: string) => {
      const file = join(folder, `${login}.pdf`);
      return JSON.parse(
        (await run(login, 'attendance', 'sheet', 'seance-001', file)).out,
      ) as object;
    };
    expect(await sheet('edgar.bergenia')).toMatchObject({ people: 1, partial: true });
    expect(await sheet('clemence.frenaie')).toMatchObject({ people: 18, partial: false });
  });

  it('was nothing before there was anything, and no plan of an empty wave is without a reason', async () => {
    const before = await coverage('clemence.frenaie', '--as-of', '1999-01-01');
    const figures = ['toTrain', 'enrolled', 'groups', 'planned', 'trainers', 'trainerPairs'];
    expect(figures.map((name) => before[name])).toEqual(figures.map(() => 0));
    const planned = await run('clemence.frenaie', 'training', 'plan', '--wave', 'op-v7');
    expect(JSON.parse(planned.out)).toMatchObject({
      sessions: [],
      broken: [{ rule: 'noPeople', hard: true, where: 'V7', why: /inscrit/ }].map(
        ({ why, ...one }) => ({ ...one, why: expect.stringMatching(why) as string }),
      ),
    });
  });

  it('is refused as a calendar of two things at once', async () => {
    const file = join(folder, 'deux.ics');
    const of = ['--person', 'p-068', '--group', 'groupe-07'];
    const refused = await run('clemence.frenaie', 'calendar', 'export', file, ...of);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--person, --group');
    expect(existsSync(file)).toBe(false);
  });

  it('gives the days of trainers, and writes them as a table', async () => {
    const answer = await run('clemence.frenaie', 'training', 'statement');
    const months = JSON.parse(answer.out) as { trainer: string; halfDays: number; pair: string }[];
    expect(new Set(months.map(({ trainer }) => trainer)).size).toBe(20);
    expect(months.every(({ pair }) => pair !== null)).toBe(true);
    // Each of a pair, and no webinar: nobody is named for it.
    const held = demo.training_sessions.filter(
      (one) => one.status === 'held' && 'trainer_pair_id' in one && one.trainer_pair_id !== null,
    );
    expect(months.reduce((sum, one) => sum + one.halfDays, 0)).toBe(
      2 * held.reduce((sum, one) => sum + one.half_days, 0),
    );
    const file = join(folder, 'jours.csv');
    const written = await run('clemence.frenaie', 'training', 'statement', '--csv', file);
    expect(JSON.parse(written.out)).toEqual({ rows: months.length });
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(months.length + 1);
    expect(lines[0]).toContain('Demi-journées');
    // Over an older one of its own, and over nothing else.
    expect(await run('clemence.frenaie', 'training', 'statement', '--csv', file)).toMatchObject({
      code: 0,
    });
    expect(await run('clemence.frenaie', 'training', 'coverage', '--csv', file)).toMatchObject({
      code: 2,
    });
  });
});
