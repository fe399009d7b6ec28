import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { spawnTick } from '../support/processes.ts';
import { runSeed, seededRandom } from '../support/random.ts';

const KILLS = 200;
const folder = temporaryFolder();
const dataDir = join(folder, 'device');
let server: RunningServer;
let steps: string[];

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const device = await openDevice(dataDir, { server: server.url, login: 'edgar.bergenia' });
  steps = (await device.kit()).steps.map(({ id }) => id);
  await device.close();
});
afterAll(() => server.close());

interface Acknowledged {
  readonly step: string;
  readonly note: string;
}

/** Longest life of a process that is killed by the clock: its start, and some of its ticks. */
const LONGEST_LIFE_MS = 900;

/**
 * Feeds ticks and kills: every other round when `killAfter` of them are acknowledged, the others
 * after a random time, which may fall into the program's start.
 */
async function tickAndKill(
  round: number,
  random: () => number,
  killAfter: number,
): Promise<Acknowledged[]> {
  const child = spawnTick(dataDir);
  const ended = once(child, 'close');
  child.stdin!.on('error', () => undefined);
  const wanted = new Map<string, string>();
  for (let index = 0; index < 60; index += 1) {
    const step = steps[Math.floor(random() * steps.length)]!;
    const note = `${round}.${index}`;
    wanted.set(note, step);
    child.stdin!.write(`${JSON.stringify({ step, status: 'done', note })}\n`);
  }
  const byClock = round % 2 === 1;
  if (byClock) setTimeout(() => child.kill('SIGKILL'), random() * LONGEST_LIFE_MS);
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    const answer = JSON.parse(line) as { ok: boolean; step: { id: string; note: string } };
    expect(answer.ok).toBe(true);
    expect(wanted.get(answer.step.note)).toBe(answer.step.id);
    acknowledged.push({ step: answer.step.id, note: answer.step.note });
    // Not awaited: the kill falls somewhere in the writes that follow.
    if (!byClock && acknowledged.length === killAfter) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

describe('a tick that was acknowledged', () => {
  it(`is there after kill -9, at ${KILLS} random moments`, async () => {
    const random = seededRandom(runSeed('ticks killed'));
    let total = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const acknowledged = await tickAndKill(round, random, 1 + Math.floor(random() * 40));
      total += acknowledged.length;
      const db = new SqliteDatabase(join(dataDir, 'bascule.sqlite'));
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      const noteOf = db.prepare<[string], string>('SELECT note FROM kit_step WHERE id = ?').pluck();
      const written = db
        .prepare<[], string>('SELECT changes FROM outbox ORDER BY n')
        .pluck()
        .all()
        .flatMap((text) => JSON.parse(text) as { row: string; set: { note?: string } }[]);
      const inOutbox = new Set(written.map(({ row, set }) => `${row} ${String(set.note)}`));
      for (const { step, note } of acknowledged) expect(inOutbox).toContain(`${step} ${note}`);
      // The row shows the last write that the outbox holds: both are of one transaction.
      const last = new Map(written.map(({ row, set }) => [row, set.note]));
      for (const [row, note] of last) expect(noteOf.get(row)).toBe(note);
      const numbers = db.prepare('SELECT count(*) = max(n) FROM outbox').pluck().get();
      expect(numbers).toBe(1);
      db.close();
    }
    console.log(`acknowledged ${total} ticks over ${KILLS} kills`);
    const device = await openDevice(dataDir);
    const { rejected } = await device.sync();
    expect(rejected).toBe(0);
    await device.close();
  }, 600_000);
});
