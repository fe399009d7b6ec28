import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../main/cli/cli.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { addDays } from '../../shared/kernel/dates.ts';
import type { AttendanceStatus } from '../../shared/training/attendance.entity.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* The two trainers of a pair mark the days of a series, each on a laptop without a network. */

const TRAINERS = ['alix.genevrier', 'prosper.drosera'] as const;
const LEAD = 'armand.peupleraie';
const WAVE = 'op-v6';
/** A day of the practice data; the series is held on it, and a week and two weeks before. */
const TODAY = '2024-01-22';
const DAYS = [addDays(TODAY, -14), addDays(TODAY, -7), TODAY, addDays(TODAY, 7)] as const;

const folder = temporaryFolder();
let server: RunningServer;
let first: Device;
let second: Device;
let lead: Device;
let series = '';

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const open = (name: string, login: string) =>
    openDevice(join(folder, name), { server: server.url, login });
  lead = await open('lead', LEAD);
  const { groups, trainers } = must(await lead.core.call('training.overview', {}));
  const group = groups.find(({ size, outsideGroups }) => size > 10 && !outsideGroups)!;
  const made = must(
    await lead.core.call('timetable.saveSession', {
      wave: WAVE,
      set: {
        title: 'Atelier du lundi',
        day: DAYS[0],
        from: '09:00',
        to: '16:30',
        mode: 'inPerson',
        track: group.track,
        groups: [group.id],
        trainers: trainers
          .filter(({ person }) => TRAINERS.some((one) => one === person))
          .map(({ id }) => id),
        repeats: { everyWeeks: 1, until: DAYS[3], except: [] },
      },
    }),
  );
  series = made.id;
  await lead.sync();
  first = await open('first', TRAINERS[0]);
  second = await open('second', TRAINERS[1]);
});
afterAll(async () => {
  for (const device of [first, second, lead]) await device.close();
  await server.close();
});

const keyOf = (day: string) => `${series}@${day}`;
const sheet = async (at: Device, day: string) =>
  must(await at.core.call('attendance.sheet', { session: keyOf(day) }));
const mark = async (at: Device, day: string, enrolment: string, status: AttendanceStatus) =>
  must(
    await at.core.call('attendance.mark', {
      session: keyOf(day),
      marks: [{ enrolment, half: 'morning', status }],
    }),
  );
const told = async (at: Device, day: string) =>
  (await sheet(at, day)).rows.map(({ name, status }) => `${name} ${status}`);

async function everybody(): Promise<void> {
  for (const at of [first, second, first]) {
    expect(await at.sync()).toMatchObject({ rejected: 0 });
  }
}

describe('two trainers who mark the days of a series without a network', () => {
  it('have all of it merged, whether it is the same day or another', async () => {
    const [one, two] = (await sheet(first, DAYS[1])).rows.map(({ enrolment }) => enrolment);
    await mark(first, DAYS[1], one!, 'present');
    await mark(first, DAYS[2], one!, 'absent');
    await mark(second, DAYS[1], two!, 'absent');
    await mark(second, DAYS[0], one!, 'excused');
    await everybody();
    for (const day of DAYS) expect(await told(first, day)).toEqual(await told(second, day));
    const statusOf = async (day: string, enrolment: string) =>
      (await sheet(second, day)).rows.find((row) => row.enrolment === enrolment)!.status;
    expect([
      await statusOf(DAYS[0], one!),
      await statusOf(DAYS[1], one!),
      await statusOf(DAYS[2], one!),
      await statusOf(DAYS[1], two!),
    ]).toEqual(['excused', 'present', 'absent', 'absent']);
    for (const at of [first, second]) {
      expect(await at.status()).toMatchObject({ conflicts: 0, rejected: 0, pending: 0 });
    }
  });

  it('are asked where they contradict each other on one day, by its name', async () => {
    const { enrolment, name } = (await sheet(first, DAYS[1])).rows[4]!;
    await mark(first, DAYS[1], enrolment, 'present');
    await mark(second, DAYS[1], enrolment, 'absent');
    await mark(second, DAYS[2], enrolment, 'absent');
    await everybody();
    const [conflict, none] = must(await first.core.call('sync.conflicts', {}));
    expect(none).toBeUndefined();
    expect(conflict).toMatchObject({
      entity: 'attendance',
      field: 'status',
      about: { person: name, session: keyOf(DAYS[1]), title: 'Atelier du lundi', day: DAYS[1] },
    });
    const keep = conflict!.versions.findIndex(({ value }) => value === 'present');
    must(await first.core.call('sync.resolve', { ids: [conflict!.id], keep }));
    await everybody();
    for (const at of [first, second]) {
      const of = async (day: string) =>
        (await sheet(at, day)).rows.find((row) => row.enrolment === enrolment)!.status;
      expect([await of(DAYS[1]), await of(DAYS[2])]).toEqual(['present', 'absent']);
      expect(await at.status()).toMatchObject({ conflicts: 0 });
    }
  });

  it('leave a day marked while the rule changes without it', async () => {
    const { enrolment } = (await sheet(first, DAYS[1])).rows[6]!;
    await lead.sync();
    must(
      await lead.core.call('timetable.saveSession', {
        wave: WAVE,
        session: series,
        set: { repeats: { everyWeeks: 3, until: DAYS[3], except: [] } },
      }),
    );
    await mark(first, DAYS[2], enrolment, 'excused');
    await lead.sync();
    await everybody();
    await lead.sync();
    const { sessions } = must(await lead.core.call('training.overview', {}));
    const { occurrences } = sessions.find(({ id }) => id === series)!;
    expect(occurrences.map(({ on, held }) => `${on} ${held}`)).toEqual([
      `${DAYS[0]} true`,
      `${DAYS[1]} true`,
      `${DAYS[2]} true`,
      `${DAYS[3]} false`,
    ]);
    expect(await told(lead, DAYS[2])).toEqual(await told(first, DAYS[2]));
  });

  it('merge what two planners say of different days of a series', async () => {
    const other = await openDevice(join(folder, 'pilot'), {
      server: server.url,
      login: 'clemence.frenaie',
    });
    const { trainers } = must(await lead.core.call('training.overview', {}));
    const lent = [trainers.at(-1)!.id];
    const change = async (at: Device, on: string) =>
      must(await at.core.call('timetable.saveOccurrence', { session: series, on, trainers: lent }));
    await change(lead, DAYS[1]);
    await change(other, DAYS[2]);
    for (const at of [lead, other, lead]) expect(await at.sync()).toMatchObject({ rejected: 0 });
    for (const at of [lead, other]) {
      const { sessions } = must(await at.core.call('training.overview', {}));
      const { occurrences } = sessions.find(({ id }) => id === series)!;
      expect(occurrences.map((one) => one.trainers)).toEqual([null, lent, lent, null]);
      expect(await at.status()).toMatchObject({ conflicts: 0 });
    }
    await other.close();
  });
});

describe('the command', () => {
  const lines: string[] = [];
  const run = async (...args: string[]): Promise<number> => {
    lines.length = 0;
    return await runCli([...args, '--data', join(folder, 'cli'), '--json'], {
      stdin: process.stdin,
      out: (text) => void lines.push(text),
      complain: () => undefined,
      environment: { LANG: 'fr_FR.UTF-8' },
    });
  };
  const said = () => JSON.parse(lines[0]!) as Record<string, unknown>;

  beforeAll(async () => {
    const device = await openDevice(join(folder, 'cli'), {
      server: server.url,
      login: TRAINERS[0],
    });
    await device.close();
  });

  it('takes the day of a series, by its name or beside it', async () => {
    const person = (await sheet(first, DAYS[1])).rows[8]!.person!;
    const of = ['--person', person, '--status', 'late', '--at', '09:40'];
    expect(await run('attendance', keyOf(DAYS[1]), ...of)).toBe(0);
    expect(said()).toMatchObject({
      session: series,
      key: keyOf(DAYS[1]),
      day: DAYS[1],
      status: 'late',
      arrivedAt: '09:40',
    });
    expect(await run('attendance', series, ...of, '--on', DAYS[0])).toBe(0);
    expect(said()).toMatchObject({ key: keyOf(DAYS[0]), status: 'late' });
    // Without a day it is today's.
    expect(await run('attendance', series, ...of)).toBe(0);
    expect(said()).toMatchObject({ key: keyOf(TODAY) });
    expect(await run('attendance', series, ...of, '--on', '2024-01-17')).toBe(2);
    expect(said()).toMatchObject({ error: { type: 'SessionUnknown' } });
    expect(await run('attendance', series, ...of, '--on', 'monday')).toBe(2);
    expect(said()).toMatchObject({ error: { type: 'BadInput' } });
    expect(await run('attendance', series, '--on', DAYS[1])).toBe(0);
    expect(said()).toMatchObject({ key: keyOf(DAYS[1]), status: 'held' });
    expect(await run('training', 'sessions')).toBe(0);
    const listed = JSON.parse(lines[0]!) as { id: string; occurrences: { held: boolean }[] }[];
    const { occurrences } = listed.find(({ id }) => id === series)!;
    expect(occurrences.map(({ held }) => held)).toEqual([true, true, true, false]);
  });

  it('prints the sheet of a day, and a page or more for each day of the series', async () => {
    const file = join(folder, 'feuille.pdf');
    expect(await run('attendance', 'sheet', keyOf(DAYS[1]), file)).toBe(0);
    const { pages } = said() as { pages: number };
    expect(await run('attendance', 'sheet', series, file, '--blank')).toBe(0);
    expect(said()).toMatchObject({ pages: 4 * pages });
    expect(await run('attendance', 'sheet', series, file, '--on', DAYS[1])).toBe(0);
    expect(said()).toMatchObject({ pages });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
