import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../main/cli/cli.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { AttendanceStatus } from '../../shared/training/attendance.entity.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* The two trainers of a pair mark the same session, each on a laptop without a network. */

const FIRST = 'alix.genevrier';
const SECOND = 'prosper.drosera';
const SESSION = 'seance-002';

const folder = temporaryFolder();
let server: RunningServer;
let first: Device;
let second: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  first = await openDevice(join(folder, 'first'), { server: server.url, login: FIRST });
  second = await openDevice(join(folder, 'second'), { server: server.url, login: SECOND });
  // A sheet to begin with.
  const { rows } = await sheet(first);
  const empty = rows.map(({ enrolment }) => ({ enrolment, half: 'all', status: null }) as const);
  must(await first.core.call('attendance.mark', { session: SESSION, marks: empty }));
  await everybody();
});
afterAll(async () => {
  await first.close();
  await second.close();
  await server.close();
});

const sheet = async (at: Device) =>
  must(await at.core.call('attendance.sheet', { session: SESSION }));
const mark = async (at: Device, person: string, status: AttendanceStatus, time?: string) =>
  must(
    await at.core.call('attendance.mark', {
      session: SESSION,
      marks: [
        {
          enrolment: person,
          half: 'morning',
          status,
          ...(time === undefined ? {} : { arrivedAt: time }),
        },
      ],
    }),
  );
const conflicts = async (at: Device) => must(await at.core.call('sync.conflicts', {}));
const told = async (at: Device) =>
  (await sheet(at)).rows.map(({ name, marks }) =>
    [name, ...marks.map(({ half, status, arrivedAt }) => `${half} ${status} ${arrivedAt}`)].join(
      ' ',
    ),
  );

async function everybody(): Promise<void> {
  for (const at of [first, second, first]) {
    expect(await at.sync()).toMatchObject({ rejected: 0 });
  }
}

describe('two trainers who mark the same session without a network', () => {
  it('have all of it merged, and are asked nothing where they agree', async () => {
    const [one, two, three] = (await sheet(first)).rows.map(({ enrolment }) => enrolment);
    await mark(first, one!, 'present');
    await mark(first, two!, 'absent');
    await mark(second, two!, 'absent');
    await mark(second, three!, 'late', '09:20');
    await everybody();
    expect(await told(first)).toEqual(await told(second));
    const { rows, counts } = await sheet(second);
    expect(rows.slice(0, 3).map(({ status }) => status)).toEqual(['present', 'absent', 'late']);
    expect(counts[0]).toMatchObject({ present: 2, late: 1, absent: 1, unmarked: rows.length - 3 });
    for (const at of [first, second]) expect(await at.status()).toMatchObject({ conflicts: 0 });
  });

  it('choose where they do not, on either laptop', async () => {
    const { enrolment, name } = (await sheet(first)).rows[4]!;
    const { title, day } = (await sheet(first)).session;
    await mark(first, enrolment, 'present');
    await mark(second, enrolment, 'absent');
    await everybody();
    for (const at of [first, second]) {
      expect(await conflicts(at)).toMatchObject([
        {
          entity: 'attendance',
          field: 'status',
          about: { person: name, session: SESSION, title, day, half: 'morning' },
          mayResolve: true,
        },
      ]);
    }
    // It brought none, and says what waits.
    expect(await first.sync()).toMatchObject({ conflicts: 1 });
    const [conflict] = await conflicts(second);
    const keep = conflict!.versions.findIndex(({ value }) => value === 'present');
    must(await second.core.call('sync.resolve', { ids: [conflict!.id], keep }));
    await everybody();
    for (const at of [first, second]) {
      expect((await sheet(at)).rows[4]).toMatchObject({ status: 'present' });
      expect(await at.status()).toMatchObject({ conflicts: 0, pending: 0, rejected: 0 });
    }
  });

  it('who both add the same newcomer have one', async () => {
    const who = { name: 'Fanny Orme', schoolName: 'Rectorat', function: 'Stagiaire' };
    for (const at of [first, second]) {
      must(await at.core.call('attendance.walkIn', { session: SESSION, who }));
    }
    await everybody();
    for (const at of [first, second]) {
      const came = (await sheet(at)).rows.filter(({ name }) => name === who.name);
      expect(came).toMatchObject([{ walkIn: true, status: 'present', pending: false }]);
      expect(await at.status()).toMatchObject({ conflicts: 0, rejected: 0 });
    }
  });

  it('who move somebody apart are told, and settle it', async () => {
    const lead = await openDevice(join(folder, 'lead'), {
      server: server.url,
      login: 'armand.peupleraie',
    });
    const groups = must(await lead.core.call('training.overview', {})).groups.filter(
      ({ track }) => track === 'sg',
    );
    const [old, left, right] = groups.map(({ id }) => id);
    const open = must(await lead.core.call('training.overview', {})).sessions.find(
      (one) => one.groups.length === 1 && one.groups[0] === old,
    )!;
    const sheetOf = async (at: Device) =>
      must(await at.core.call('attendance.sheet', { session: open.id }));
    const { rows, today } = await sheetOf(lead);
    const { enrolment, name } = rows.find(({ expected }) => expected)!;
    const move = async (at: Device, from: string, to: string) =>
      must(await at.core.call('attendance.move', { enrolment, from, to, on: today }));
    await move(first, old!, left!);
    await move(second, old!, right!);
    await everybody();
    await lead.sync();
    expect((await sheetOf(lead)).rows.find((row) => row.name === name)!.doubled).toHaveLength(2);
    await move(lead, right!, left!);
    await lead.sync();
    await everybody();
    for (const at of [first, second, lead]) {
      const row = (await sheetOf(at)).rows.find((one) => one.enrolment === enrolment)!;
      expect(row.doubled).toEqual([]);
      expect(await at.status()).toMatchObject({ conflicts: 0, rejected: 0 });
    }
    await lead.close();
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
    const device = await openDevice(join(folder, 'cli'), { server: server.url, login: FIRST });
    await device.close();
  });

  it('marks a person and answers the row', async () => {
    const person = (await sheet(first)).rows[6]!.person!;
    const all = ['attendance', SESSION, '--person', person];
    expect(await run(...all, '--status', 'late', '--half', 'morning', '--at', '09:40')).toBe(0);
    expect(said()).toMatchObject({ person, status: 'late', arrivedAt: '09:40', pending: true });
    expect(await run(...all, '--status', 'present')).toBe(0);
    expect(said()).toMatchObject({
      status: 'present',
      marks: [
        { half: 'morning', status: 'present', arrivedAt: null },
        { half: 'afternoon', status: 'present' },
      ],
    });
    expect(await run(...all, '--status', 'late', '--half', 'morning', '--at', '9:41')).toBe(0);
    expect(said()).toMatchObject({ arrivedAt: '09:41' });
    expect(await run('attendance', SESSION)).toBe(0);
    expect(said()).toMatchObject({ session: SESSION, status: 'held' });
    expect(await run(...all, '--status', 'asleep')).toBe(2);
    for (const [args, detail] of [
      [[...all, '--status', 'late', '--at', 'noon'], '--at noon : HH:MM'],
      [[...all, '--status', 'present', '--at', '9:40'], '--at : --status late'],
      [['attendance', SESSION, '--person', '', '--status', 'present'], '--person'],
    ] as const) {
      expect(await run(...args)).toBe(2);
      expect(said()).toMatchObject({
        error: { type: 'BadInput', message: expect.stringContaining(`(${detail})`) },
      });
    }
    expect(await run('attendance', 'none', '--person', person, '--status', 'present')).toBe(2);
    expect(said()).toMatchObject({ error: { type: 'SessionUnknown' } });
  });

  it('writes the sheet and a certificate as PDF', async () => {
    const person = (await sheet(first)).rows[0]!.person!;
    const filled = join(folder, 'feuille.pdf');
    expect(await run('attendance', 'sheet', SESSION, filled)).toBe(0);
    expect(said()).toMatchObject({ people: 19, file: filled });
    expect(await run('attendance', 'sheet', SESSION, filled, '--blank')).toBe(0);
    const paper = join(folder, 'attestation.pdf');
    expect(await run('attendance', 'certificate', paper, '--person', person)).toBe(0);
    for (const file of [filled, paper]) {
      expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect(await run('attendance', 'certificate', paper, '--person', 'nobody')).toBe(2);
    expect(said()).toMatchObject({ error: { type: 'EnrolmentUnknown' } });
  });
});
