import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../main/core/store/database.ts';
import { createParts } from '../../main/core/store/parts.ts';
import { addDays } from '../../shared/kernel/dates.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import { runCli } from '../../main/cli/cli.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { logCounts } from '../../shared/tutoring/log.counts.ts';
import type { LogLine, SessionLog } from '../../shared/tutoring/log.contract.ts';
import type { TutoringOverview } from '../../shared/tutoring/tutoring.contract.ts';
import { pdfPages } from '../../main/core/print/testing/pdfText.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* The two tutors of a pair write the log of the same session, each on a laptop without a network. */

const folder = temporaryFolder();
let server: RunningServer;
let first: Device;
let second: Device;
let group: TutoringOverview['groups'][number];
/** A session of the series that nothing is stored of. */
let session: string;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const pilot = await openDevice(join(folder, 'pilot'), {
    server: server.url,
    login: 'clemence.frenaie',
  });
  const overview = must(await pilot.core.call('tutoring.overview', {}));
  group = overview.groups[0]!;
  const [one, two] = group.tutors.map(({ email }) => email!.split('@')[0]!);
  await pilot.close();
  // The series goes on: its next session has no row yet.
  session = await longerSeries();
  first = await openDevice(join(folder, 'first'), { server: server.url, login: one! });
  second = await openDevice(join(folder, 'second'), { server: server.url, login: two! });
});
afterAll(async () => {
  await first.close();
  await second.close();
  await server.close();
});

/** Has the series go on by a session. @returns the session's id */
async function longerSeries(): Promise<string> {
  const { until, everyWeeks } = group.series!;
  const day = addDays(until, everyWeeks * 7);
  const opened = openStore({ dataDir: join(folder, 'pilot') });
  if (!opened.ok) throw new Error(opened.error.type);
  const { db } = opened.value;
  const { recorder } = createParts(db, { now: Date.now, hash: String, salt: () => '' });
  const scope = scopeId('tutoringGroup', group.id);
  const set = { until: day };
  db.transaction(() => recorder.record([{ entity: 'tutoringGroup', row: group.id, scope, set }]))();
  opened.value.close();
  const pilot = await openDevice(join(folder, 'pilot'));
  expect(await pilot.sync()).toMatchObject({ rejected: 0 });
  const { sessions } = must(await pilot.core.call('tutoring.overview', {}));
  await pilot.close();
  return sessions.findLast((one) => one.group === group.id)!.id;
}

const log = async (at: Device): Promise<SessionLog> =>
  must(await at.core.call('log.read', { session }));
const mark = async (at: Device, establishment: string, status: 'present' | 'late' | 'absent') =>
  must(await at.core.call('log.mark', { session, marks: [{ establishment, status }] }));
const say = async (
  at: Device,
  kind: LogLine['kind'],
  text: string,
  said: { establishment?: string; newBlocker?: boolean } = {},
) => must(await at.core.call('log.write', { session, kind, said: { text, ...said } })).id;

async function everybody(): Promise<void> {
  for (const at of [first, second, first]) {
    expect(await at.sync()).toMatchObject({ rejected: 0 });
  }
}

describe('two tutors who log the same session without a network', () => {
  it('have all of it merged: each line once, in the order in which it was written', async () => {
    const schools = (await log(first)).schools.map(({ id }) => id);
    expect(await log(first)).toMatchObject({
      lines: [],
      session: { status: 'dayOff', theme: null },
    });
    await mark(first, schools[0]!, 'present');
    await mark(second, schools[0]!, 'present');
    await mark(second, schools[1]!, 'late');
    for (let n = 0; n < 5; n += 1) {
      await say(n % 2 === 0 ? first : second, 'difficulty', `Difficulté ${n}`, {
        establishment: schools[n]!,
      });
    }
    await say(second, 'answer', 'Voir la fiche');
    await everybody();
    const [one, two] = [await log(first), await log(second)];
    expect(one.lines.map(({ text }) => text)).toEqual([
      ...[0, 1, 2, 3, 4].map((n) => `Difficulté ${n}`),
      'Voir la fiche',
    ]);
    expect(two.lines.map(({ id }) => id)).toEqual(one.lines.map(({ id }) => id));
    // The second tutor knew of difficulty 3 as the last.
    expect(one.lines.at(-1)!.about).toBe(one.lines[3]!.id);
    expect(one.lines[3]!.state).toBe('answered');
    // It is yet to come: what is noted beforehand prepares it, on a day off too.
    expect(one.session).toMatchObject({ status: 'planned' });
    expect(one.schools.map(({ status }) => status)).toEqual(
      two.schools.map(({ status }) => status),
    );
    for (const at of [first, second]) {
      expect(await at.status()).toMatchObject({ conflicts: 0, pending: 0, rejected: 0 });
    }
  });

  it('choose where they noted different things of a school', async () => {
    const { id } = (await log(first)).schools[2]!;
    await mark(first, id, 'present');
    await mark(second, id, 'absent');
    await everybody();
    const conflicts = must(await second.core.call('sync.conflicts', {}));
    expect(conflicts).toMatchObject([
      { entity: 'tutoringPresence', field: 'status', mayResolve: true },
    ]);
    const mail = async () =>
      must(await second.core.call('log.mail', { session, language: 'fr' })).body;
    expect(await mail()).toContain('– à départager');
    const keep = conflicts[0]!.versions.findIndex(({ value }) => value === 'absent');
    must(await second.core.call('sync.resolve', { ids: [conflicts[0]!.id], keep }));
    await everybody();
    for (const at of [first, second]) {
      expect((await log(at)).schools[2]).toMatchObject({ status: 'absent' });
      expect(await at.status()).toMatchObject({ conflicts: 0, pending: 0, rejected: 0 });
    }
    expect(await mail()).not.toContain('– à départager');
  });

  it('see each other’s blocker, and its school’s case', async () => {
    const { id } = (await log(first)).schools[4]!;
    const line = await say(first, 'difficulty', 'Clé perdue', {
      establishment: id,
      newBlocker: true,
    });
    await everybody();
    const found = (await log(second)).lines.find((one) => one.id === line)!;
    expect(found.blocker).toMatchObject({ title: 'Clé perdue', state: 'open' });
    const wave = (await log(second)).wave.id;
    const similar = async (at: Device) =>
      must(await at.core.call('blockers.similar', { wave, text: 'une clé perdue' }));
    expect(await similar(second)).toMatchObject([{ title: 'Clé perdue', schools: 1, waiting: 1 }]);
    must(await second.core.call('log.edit', { line, said: { state: 'solved' } }));
    await everybody();
    expect(await similar(first)).toMatchObject([{ title: 'Clé perdue', schools: 1, waiting: 0 }]);
  });
});

describe('an answer to a line that the other tutor joins meanwhile', () => {
  it('answers the one that stays, which counts and prints as answered', async () => {
    const text = 'Accès au bac à sable refusé';
    const kept = await say(first, 'difficulty', text);
    const gone = await say(second, 'difficulty', text);
    await everybody();
    const before = logCounts(await log(first));
    must(await first.core.call('log.join', { line: gone }));
    must(
      await second.core.call('log.write', {
        session,
        kind: 'answer',
        said: { text: 'Redemander les droits' },
        about: gone,
      }),
    );
    await everybody();
    for (const at of [first, second]) {
      const now = await log(at);
      expect(now.lines.map(({ id }) => id)).not.toContain(gone);
      expect(now.lines.find(({ id }) => id === kept)).toMatchObject({ state: 'answered' });
      expect(now.lines.find((one) => one.text === 'Redemander les droits')).toMatchObject({
        about: kept,
      });
      // Said twice or joined, it is one difficulty.
      expect(logCounts(now)).toMatchObject({
        difficulties: before.difficulties,
        open: before.open - 1,
      });
    }
    // That the line is gone was not seen by who answered it: the two are asked, and it stays gone.
    const [asked] = must(await first.core.call('sync.conflicts', {}));
    expect(asked).toMatchObject({ row: gone, field: 'deleted' });
    const keep = asked!.versions.findIndex(({ value }) => value === true);
    must(await first.core.call('sync.resolve', { ids: [asked!.id], keep }));
    await everybody();
    expect((await log(second)).lines.find(({ id }) => id === kept)?.state).toBe('answered');
  });
});

describe('the command', () => {
  const run = async (args: string[], input: (string | Buffer)[] = [], device = 'second') => {
    let output = '';
    let complaint = '';
    const code = await runCli([...args, '--data', join(folder, device)], {
      stdin: Readable.from(input.map((line) => (typeof line === 'string' ? `${line}\n` : line))),
      out: (text) => {
        output += `${text}\n`;
      },
      complain: (text) => {
        complaint += `${text}\n`;
      },
      environment: {},
    });
    return { code, output, complaint };
  };

  it('writes each line by itself, refuses bad ones with their reason, and reads it back', async () => {
    const before = await log(second);
    const school = before.schools[5]!;
    await second.close();
    const { code, output } = await run(
      ['tutoring', 'log', session, '--stdin'],
      [
        { kind: 'attendance', establishment: school.code, status: 'excused' },
        {
          kind: 'difficulty',
          establishment: school.id,
          text: 'Régie bloquée',
          theme: 'Régie',
          blocker: true,
        },
        'nonsense',
        { kind: 'difficulty', establishment: 'nowhere', text: 'x' },
        { kind: 'difficulty', text: 'Générale', state: 'solved' },
        { kind: 'answer', text: 'Ouvrir la régie', about: 0 },
        { kind: 'answer', text: 'x', about: 1 },
        { kind: 'answer', text: 'x', about: 9 },
        { kind: 'followUp', text: 'Rappeler', who: 'la DRASI', by: '2024-03-15' },
        { kind: 'followUp', text: 'x', by: '2024-02-30' },
        { kind: 'note', text: 'Tout va bien' },
        { kind: 'attendance', establishment: school.id, status: 'there' },
        { kind: 'difficulty', text: 'y', blocker: 'unheard-of' },
      ].map((line) => (typeof line === 'string' ? line : JSON.stringify(line))),
    );
    const said = JSON.parse(output) as {
      written: number;
      errors: { line: number; message: string }[];
    };
    expect(said.written).toBe(6);
    expect(said.errors.map(({ line }) => line)).toEqual([3, 4, 7, 8, 10, 12, 13]);
    for (const { message } of said.errors) expect(message.length).toBeGreaterThan(20);
    expect(said.errors[1]!.message).toContain('nowhere');
    expect(code).toBe(2);

    const read = await run(['tutoring', 'log', session, '--json']);
    expect(read.code).toBe(0);
    const json = JSON.parse(read.output) as {
      attendance: { establishment: string; status: string }[];
      entries: LogLine[];
    };
    expect(json.attendance.find((one) => one.establishment === school.id)!.status).toBe('excused');
    const written = json.entries.slice(before.lines.length);
    expect(written.map(({ kind }) => kind)).toEqual([
      'difficulty',
      'difficulty',
      'answer',
      'followUp',
      'note',
    ]);
    expect(written[0]).toMatchObject({
      state: 'answered',
      theme: 'Régie',
      blocker: expect.any(String),
    });
    expect(written[2]).toMatchObject({ about: written[0]!.id, establishment: school.id });
    expect(written[3]).toMatchObject({ who: 'la DRASI', by: '2024-03-15' });

    const none = await run(['tutoring', 'log', 'tutorat-1:1999-01-01', '--json']);
    expect(none.code).toBe(2);
    expect(JSON.parse(none.output)).toMatchObject({ error: { type: 'TutoringSessionUnknown' } });
    expect(none.complaint).toContain('tutoring sessions');
  });

  it('changes nothing by the same lines once more, and warns of secrets', async () => {
    const lines = [
      { kind: 'difficulty', text: 'Deux fois' },
      { kind: 'answer', text: 'Voir la fiche' },
      { kind: 'difficulty', text: 'Encore', id: 'd-1' },
      { kind: 'answer', text: 'Voir la fiche' },
      { kind: 'note', text: 'mot de passe : Lilas2024' },
    ].map((line) => JSON.stringify(line));
    const file = ['\uFEFF', ...lines];
    const write = async () => {
      const { code, output } = await run(
        ['tutoring', 'log', session, '--stdin'],
        [Buffer.from(`${file.join('\n').replace('\n', '')}\n`)],
      );
      return { code, said: JSON.parse(output) as Record<string, unknown> };
    };
    const warnings = [{ line: 5, field: 'text', message: expect.stringContaining('Lilas2024') }];
    expect(await write()).toEqual({
      code: 0,
      said: { written: 5, unchanged: 0, errors: [], warnings },
    });
    expect(await write()).toEqual({
      code: 0,
      said: { written: 0, unchanged: 5, errors: [], warnings },
    });
  });

  it('knows an answer by its difficulty’s school, and a difficulty by what the lines call it', async () => {
    const { output } = await run(['tutoring', 'log', session, '--json']);
    const { attendance } = JSON.parse(output) as { attendance: { establishment: string }[] };
    const { establishment } = attendance[7]!;
    const lines = [
      { kind: 'difficulty', id: 'd-7', establishment, text: 'Régie sans régisseur' },
      { kind: 'answer', about: 'd-7', text: 'Nommer un suppléant' },
      { kind: 'followUp', about: 'd-7', text: 'Rappeler le collège' },
    ].map((line) => JSON.stringify(line));
    const send = async () =>
      JSON.parse((await run(['tutoring', 'log', session, '--stdin'], lines)).output) as object;
    expect(await send()).toMatchObject({ written: 3, errors: [] });
    expect(await send()).toMatchObject({ written: 0, unchanged: 3 });
  });

  it('counts and prints once what two machines send alike', async () => {
    second = await openDevice(join(folder, 'second'));
    await everybody();
    await second.close();
    const establishment = (await log(first)).schools[6]!.id;
    const before = logCounts(await log(first));
    const send = async (device: string) => {
      const lines = [
        { kind: 'attendance', id: 'a-1', establishment, status: 'present' },
        { kind: 'difficulty', id: 's-1', text: 'Même script' },
        { kind: 'answer', id: 's-2', about: 0, text: 'Même réponse' },
      ].map((line) => JSON.stringify(line));
      const { output } = await run(['tutoring', 'log', session, '--stdin'], lines, device);
      return JSON.parse(output) as Record<string, unknown>;
    };
    await first.close();
    expect(await send('second')).toMatchObject({ written: 3, errors: [] });
    expect(await send('second')).toMatchObject({ written: 0, unchanged: 3 });
    expect(await send('first')).toMatchObject({ written: 3, errors: [] });
    first = await openDevice(join(folder, 'first'));
    second = await openDevice(join(folder, 'second'));
    await everybody();
    for (const at of [first, second]) {
      expect(await at.status()).toMatchObject({ conflicts: 0, pending: 0, rejected: 0 });
      const now = await log(at);
      expect(now.lines.filter(({ text }) => text === 'Même script')).toHaveLength(2);
      expect(logCounts(now)).toMatchObject({
        difficulties: before.difficulties + 1,
        answers: before.answers + 1,
      });
    }
    await second.close();
  });

  it('refuses what is not UTF-8, and keeps no sign that steers a terminal', async () => {
    const { code, output } = await run(
      ['tutoring', 'log', session, '--stdin'],
      [
        Buffer.from(`${JSON.stringify({ kind: 'note', text: 'café' })}\n`, 'latin1'),
        JSON.stringify({ kind: 'note', text: 'a\u001b[31mrouge\u0007 \u202Esens' }),
      ],
    );
    expect(code).toBe(2);
    const said = JSON.parse(output) as { written: number; errors: { message: string }[] };
    expect(said.written).toBe(1);
    expect(said.errors[0]!.message).toContain('UTF-8');
    const read = await run(['tutoring', 'log', session]);
    expect(read.output).toContain('a[31mrouge sens');
    // oxlint-disable-next-line no-control-regex
    expect(read.output).not.toMatch(/[\u0000-\u0008\u001b\u202e]/);
  });

  it('writes the minutes as a paper that says all of it', async () => {
    for (const [lang, words] of [
      [
        'fr',
        [
          'Compte rendu de tutorat',
          'Régie bloquée',
          'Ouvrir la régie',
          'la DRASI',
          '15 mars 2024',
          'Répondue',
        ],
      ],
      ['en', ['Minutes of tutoring', 'Régie bloquée', 'Answered']],
      ['ar', ['Régie bloquée']],
    ] as const) {
      const file = join(folder, `minutes ${lang}.pdf`);
      const { code, complaint } = await run(['tutoring', 'minutes', session, file, '--lang', lang]);
      expect([code, complaint]).toEqual([0, '']);
      const text = pdfPages(readFileSync(file))
        .flatMap(({ texts }) => texts)
        .join('')
        .replaceAll(/\s/g, '');
      for (const word of [...words, group.label])
        expect(text).toContain(word.replaceAll(/\s/g, ''));
      expect(text).not.toMatch(/tutoringLog|minutes\.|\{\{/);
    }
    second = await openDevice(join(folder, 'second'));
  });

  it('has them as a mail too', async () => {
    const mail = must(await second.core.call('log.mail', { session, language: 'fr' }));
    expect(mail.to.length).toBeGreaterThan(0);
    expect(mail.body).toContain('Régie bloquée');
    expect(mail.body).not.toMatch(/tutoringLog|\{\{/);
  });
});
