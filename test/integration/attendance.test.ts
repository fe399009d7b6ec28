import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../main/cli/cli.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { InputOf } from '../../shared/bridge/contract.ts';
import { loginOf } from '../../shared/people/names.ts';
import type { attendanceContract } from '../../shared/training/attendance.contract.ts';
import type { AttendanceStatus } from '../../shared/training/attendance.entity.ts';
import { pdfPages } from '../../main/core/print/testing/pdfText.ts';
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
type Mark = InputOf<(typeof attendanceContract)['attendance.mark']>['marks'][number];
const conflicts = async (at: Device) => must(await at.core.call('sync.conflicts', {}));
const told = async (at: Device) =>
  (await sheet(at)).rows.map(({ name, marks }) =>
    [name, ...marks.map(({ half, status, arrivedAt }) => `${half} ${status} ${arrivedAt}`)].join(
      ' ',
    ),
  );

function loginOfPerson(person: string): string {
  const file = new URL('../../server/demo/amiens-v6.json', import.meta.url);
  const { people } = JSON.parse(readFileSync(file, 'utf8')) as {
    people: { id: string; first_name: string; last_name: string }[];
  };
  const { first_name: first, last_name: last } = people.find(({ id }) => id === person)!;
  return loginOf(first, last);
}

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
    // The school of the person reads of it, and has nothing to settle.
    const { person } = (await sheet(first)).rows[4]!;
    const login = loginOfPerson(person!);
    const head = await openDevice(join(folder, 'school'), { server: server.url, login });
    try {
      expect(await conflicts(head)).toMatchObject([{ mayResolve: false }]);
      expect(await head.status()).toMatchObject({ conflicts: 0 });
    } finally {
      await head.close();
    }
    // It brought none, and says what waits.
    expect(await first.sync()).toMatchObject({ conflicts: 1 });
    // No paper says as a fact what waits for a choice.
    const printed = async () => {
      const file = join(folder, 'à départager.pdf');
      const how = { file, over: true, session: SESSION, blank: false, language: 'fr' as const };
      must(await first.core.call('print.sheet', how));
      return pdfPages(readFileSync(file))
        .flatMap(({ texts }) => texts)
        .join(' ');
    };
    expect(await printed()).toContain('à départager');
    const [conflict] = await conflicts(second);
    const keep = conflict!.versions.findIndex(({ value }) => value === 'present');
    must(await second.core.call('sync.resolve', { ids: [conflict!.id], keep }));
    await everybody();
    expect(await printed()).not.toContain('à départager');
    for (const at of [first, second]) {
      expect((await sheet(at)).rows[4]).toMatchObject({ status: 'present' });
      expect(await at.status()).toMatchObject({ conflicts: 0, pending: 0, rejected: 0 });
    }
  });

  it('are asked which of two times of arrival it was, and read both', async () => {
    const { enrolment } = (await sheet(first)).rows[5]!;
    await mark(first, enrolment, 'late', '09:10');
    await mark(second, enrolment, 'late', '09:25');
    await everybody();
    const [conflict, none] = await conflicts(first);
    expect(none).toBeUndefined();
    expect(conflict).toMatchObject({ field: 'status' });
    expect(
      conflict!.versions.map(
        ({ value, others }) => `${String(value)} ${String(others['arrivedAt'])}`,
      ),
    ).toEqual(['late 09:10', 'late 09:25']);
    must(await first.core.call('sync.resolve', { ids: [conflict!.id], keep: 0 }));
    await everybody();
    for (const at of [first, second]) {
      const row = (await sheet(at)).rows.find((one) => one.enrolment === enrolment)!;
      expect(row.marks[0]).toMatchObject({ status: 'late', arrivedAt: '09:10' });
      expect(await at.status()).toMatchObject({ conflicts: 0 });
    }
  });

  it('are asked nothing where one says more than the other of a mark that was cleared', async () => {
    const [noted, signed] = (await sheet(first)).rows.slice(6, 8).map((row) => row.enrolment);
    const set = (at: Device, marks: readonly Mark[]) =>
      at.core.call('attendance.mark', { session: SESSION, marks: [...marks] }).then(must);
    const half = 'morning' as const;
    const both = [noted!, signed!].map((enrolment) => ({ enrolment, half }));
    await set(
      first,
      both.map((one) => ({ ...one, status: 'absent', note: 'Train' }) as const),
    );
    await everybody();
    await set(
      first,
      both.map((one) => ({ ...one, status: null })),
    );
    await everybody();
    const signature = {
      strokes: [[[0.1, 0.1] as [number, number], [0.4, 0.5] as [number, number]]],
    };
    await set(first, [{ enrolment: noted!, half, status: 'present', note: 'Clé oubliée' }]);
    await set(first, [{ enrolment: signed!, half, status: 'present', signature }]);
    await set(
      second,
      both.map((one) => ({ ...one, status: 'present' }) as const),
    );
    await everybody();
    for (const at of [first, second]) {
      expect(await conflicts(at)).toEqual([]);
      const { rows } = await sheet(at);
      const markOf = (id: string) => rows.find((row) => row.enrolment === id)!.marks[0];
      expect(markOf(noted!)).toMatchObject({
        status: 'present',
        note: 'Clé oubliée',
        signed: false,
      });
      expect(markOf(signed!)).toMatchObject({ status: 'present', note: null, signed: true });
    }
  });

  it('lose no mark, nor who came unexpected or instead of another', async () => {
    const { rows } = await sheet(first);
    const [sender, sent] = rows.slice(8, 10);
    const all = must(await first.core.call('attendance.find', { wave: 'op-v6', text: 'a' })).filter(
      ({ enrolment }) => !rows.some((row) => row.enrolment === enrolment),
    );
    const [one, two, three] = all.map(({ enrolment }) => enrolment);
    const come = async (at: Device, enrolment: string, replaces?: string) =>
      must(
        await at.core.call('attendance.walkIn', {
          session: SESSION,
          who: { enrolment },
          ...(replaces === undefined ? {} : { replaces }),
        }),
      );
    // Each marks half of the room, and takes in whoever stands at their own door.
    const room = rows.slice(10);
    for (const [at, row] of room.entries()) {
      await mark(at % 2 === 0 ? first : second, row.enrolment, at % 3 === 0 ? 'absent' : 'present');
    }
    const ids = [
      await come(first, one!, sender!.enrolment),
      await come(second, two!),
      await come(first, three!),
    ].map(({ enrolment }) => enrolment);
    await come(second, three!, sent!.enrolment);
    await mark(first, sender!.enrolment, 'absent');
    await mark(second, sent!.enrolment, 'excused');
    await everybody();
    expect(await told(first)).toEqual(await told(second));
    for (const at of [first, second]) {
      expect(await at.status()).toMatchObject({ conflicts: 0, rejected: 0, pending: 0 });
      const after = (await sheet(at)).rows;
      const rowOf = (enrolment: string) => after.find((row) => row.enrolment === enrolment);
      const [instead, alone, twice] = ids.map(rowOf);
      expect(instead).toMatchObject({
        walkIn: true,
        replaces: sender!.name,
        status: 'present',
      });
      expect(alone).toMatchObject({ walkIn: true, replaces: null, status: 'present' });
      expect(twice).toMatchObject({ walkIn: true, replaces: sent!.name });
      expect(rowOf(sender!.enrolment)!.marks[0]!.status).toBe('absent');
      expect(rowOf(sent!.enrolment)!.marks[0]!.status).toBe('excused');
      for (const [place, row] of room.entries()) {
        const status = place % 3 === 0 ? 'absent' : 'present';
        expect(rowOf(row.enrolment)!.marks[0]!.status).toBe(status);
      }
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

describe('calendars of two computers that know the same', () => {
  it('say the same of a group, numbers too', async () => {
    await everybody();
    const { groups } = must(await first.core.call('training.overview', {}));
    const written = async (at: Device, group: string): Promise<string> => {
      const file = join(folder, `${group}.ics`);
      must(await at.core.call('calendar.export', { file, group, language: 'fr', over: true }));
      return readFileSync(file, 'utf8').replaceAll(/DTSTAMP:.*/g, '');
    };
    const { session } = await sheet(first);
    expect(groups.length).toBeGreaterThan(session.groups.length);
    for (const { id } of groups) expect(await written(first, id)).toBe(await written(second, id));
    // Named is whoever was there, also unexpectedly, and of whom nothing is known.
    const { rows } = await sheet(first);
    const isAway = ({ marks }: (typeof rows)[number]): boolean =>
      marks.length > 0 && marks.every(({ status }) => status === 'absent' || status === 'excused');
    const named = rows.filter((row) => !isAway(row) && row.person !== null);
    expect(rows.filter(isAway).length).toBeGreaterThan(0);
    const text = (await written(first, session.groups[0]!)).replaceAll('\r\n ', '');
    const event = text.split('BEGIN:VEVENT').find((part) => part.includes(`UID:${SESSION}@`))!;
    expect(event.match(/^ATTENDEE.*REQ-PARTICIPANT/gm)).toHaveLength(named.length);
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
    expect(await run(...all, '--status', 'late', '--half', 'morning', '--at', '20:00')).toBe(2);
    expect(said()).toMatchObject({ error: { type: 'OutsideHours' } });
    expect(await run('attendance', 'none', '--person', person, '--status', 'present')).toBe(2);
    expect(said()).toMatchObject({ error: { type: 'SessionUnknown' } });
  });

  it('writes the sheet and a certificate as PDF', async () => {
    const person = (await sheet(first)).rows[0]!.person!;
    const filled = join(folder, 'feuille.pdf');
    expect(await run('attendance', 'sheet', SESSION, filled)).toBe(0);
    expect(said()).toMatchObject({ people: 22, file: filled });
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
