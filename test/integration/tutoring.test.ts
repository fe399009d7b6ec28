import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nodeIcal from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type Finished, type ServerProcess } from '../support/processes.ts';

/* Tutoring as the command line says it of the practice data. */

const PILOT = 'clemence.frenaie';
const TUTOR = 'capucine.salicaire';
const BURSAR = 'edgar.bergenia';

interface Session {
  readonly id: string;
  readonly group: string;
  readonly on: string;
  readonly day: string;
  readonly hours: number;
  readonly status: string;
  readonly tutors: readonly string[];
}

const demo = JSON.parse(
  readFileSync(new URL('../../server/demo/amiens-v6.json', import.meta.url), 'utf8'),
) as {
  people: { id: string; email: string }[];
  tutoring_groups: { id: string; establishment_ids: string[] }[];
  tutoring_sessions: { group_id: string; cadence_date: string; duration_hours: number }[];
};
const idOf = (login: string): string =>
  demo.people.find(({ email }) => email.startsWith(`${login}@`))!.id;
const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  for (const login of [PILOT, TUTOR, BURSAR]) {
    const code = `demo-${login}`;
    const enrolled = await run(login, 'enrol', '--server', server.url, '--code', code);
    if (enrolled.code !== 0) throw new Error(enrolled.err);
  }
});
afterAll(() => server.stop());

function run(login: string, ...args: string[]): Promise<Finished> {
  return bascule([...args, '--data', join(folder, login), '--json']);
}
async function read<T>(login: string, ...args: string[]): Promise<T> {
  const finished = await run(login, ...args);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as T;
}

describe('tutoring of the practice wave', () => {
  it('tells its 39 sessions with their hours', async () => {
    const sessions = await read<Session[]>(PILOT, 'tutoring', 'sessions', '--wave', 'op-v6');
    expect(
      ['held', 'planned', 'cancelled'].map(
        (status) => sessions.filter((one) => one.status === status).length,
      ),
    ).toEqual([3, 30, 6]);
    const keyOf = (group: string, on: string, hours: number) => `${group} ${on} ${hours}`;
    expect(new Set(sessions.map(({ group, on, hours }) => keyOf(group, on, hours)))).toEqual(
      new Set(
        demo.tutoring_sessions.map((one) =>
          keyOf(one.group_id, one.cadence_date, one.duration_hours),
        ),
      ),
    );
    const some = await read<Session[]>(
      PILOT,
      'tutoring',
      'sessions',
      '--from',
      '2024-01-10',
      '--until',
      '2024-01-17',
    );
    expect(some.map(({ status }) => status)).toEqual(['held', 'held', 'held']);
  });

  it('names the groups with their schools to tutors, and of a school its own alone', async () => {
    type Groups = { id: string; schools: { id: string }[]; tutors: unknown[] }[];
    const groups = await read<Groups>(TUTOR, 'tutoring', 'groups');
    const own = groups.find(({ id }) => id === 'tutorat-1')!;
    expect(own.schools.map(({ id }) => id).toSorted()).toEqual(
      demo.tutoring_groups[0]!.establishment_ids.toSorted(),
    );
    expect(own.tutors).toHaveLength(2);
    const seen = await read<Groups>(BURSAR, 'tutoring', 'groups');
    expect(seen.map(({ id }) => id)).toEqual(['tutorat-3']);
    expect(seen[0]!.schools.every(({ id }) => id.startsWith('etab-v6-01'))).toBe(true);
  });

  it('states hours to who pays, and to a tutor their own', async () => {
    type Rows = { name: string; sessions: number; hours: number }[];
    const all = await read<Rows>(PILOT, 'tutoring', 'statement');
    expect(all).toHaveLength(6);
    expect(all.map(({ sessions, hours }) => [sessions, hours])).toEqual(
      Array.from({ length: 6 }, () => [1, 3]),
    );
    const own = await read<Rows>(TUTOR, 'tutoring', 'statement');
    expect(own.map(({ name }) => name)).toEqual(['Capucine Salicaire']);
    const none = await read<Rows>(PILOT, 'tutoring', 'statement', '--until', '2024-01-01');
    expect(none.every(({ hours }) => hours === 0)).toBe(true);
    expect((await run(PILOT, 'tutoring', 'statement', '--from', 'hier')).code).toBe(2);
  });

  it('writes a group into a calendar', async () => {
    const file = join(folder, 'tutorat.ics');
    const written = await read(PILOT, 'calendar', 'export', file, '--group', 'tutorat-1');
    expect(written).toMatchObject({ events: 13 });
    const events = Object.values(nodeIcal.sync.parseFile(file)).filter(
      (one) => one?.type === 'VEVENT',
    );
    expect(events).toHaveLength(13);
    expect((await run(PILOT, 'calendar', 'export', file, '--group', 'tutorat-9')).code).toBe(2);
  });

  it('writes it beside trainings into the calendar of a tutor and of a school that comes', async () => {
    const uids = async (login: string, ...of: string[]): Promise<string[]> => {
      const file = join(folder, `${login}.ics`);
      await read(login, 'calendar', 'export', file, ...of);
      return Object.values(nodeIcal.sync.parseFile(file)).flatMap((one) =>
        one?.type === 'VEVENT' ? [one.uid] : [],
      );
    };
    const [all, tutor, bursar] = [
      await uids(PILOT),
      await uids(TUTOR, '--person', idOf(TUTOR)),
      await uids(BURSAR, '--person', idOf(BURSAR)),
    ].map((found) => found.filter((uid) => uid.startsWith('tutorat-')));
    expect(all).toHaveLength(39);
    expect(tutor).toHaveLength(13);
    expect(new Set(bursar!.map((uid) => uid.split(':')[0]))).toEqual(new Set(['tutorat-3']));
    expect(bursar).toHaveLength(13);
  });

  it('no longer follows a school that is put off to another wave', async () => {
    const postponed = await run(
      PILOT,
      'waves',
      'postpone',
      '--establishment',
      'etab-v6-03',
      '--reason',
      'Fusion',
      '--wave',
      'op-v7',
    );
    expect(postponed).toMatchObject({ code: 0 });
    type Groups = { id: string; schools: { id: string }[] }[];
    const groups = await read<Groups>(PILOT, 'tutoring', 'groups', '--wave', 'op-v6');
    expect(groups.flatMap(({ schools }) => schools).map(({ id }) => id)).not.toContain(
      'etab-v6-03',
    );
  });
});
