import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { answer, machineMs } from '../children.ts';
import { peakMegabytes } from '../memory.ts';
import { timed } from '../measure.ts';
import { bootstrap } from './bootstrap.ts';
import { follow } from './follow.ts';
import { openBare, type BareChange, type BareDatabase } from './table.ts';

/** The least that could do a device's job, against the bare server. */
const DEVICE = 'bare';
let bare: BareDatabase | null = null;
let server = '';
const arrivals = new Map<number, (at: number) => void>();
const arrived = new Map<number, number>();
const stop = new AbortController();

function database(): BareDatabase {
  if (bare === null) throw new Error('not open');
  return bare;
}

async function post(changes: readonly BareChange[]): Promise<void> {
  const body = gzipSync(changes.map((change) => JSON.stringify(change)).join('\n'));
  const response = await request(`${server}/push`, {
    method: 'POST',
    headers: { 'x-device': DEVICE },
    body,
  });
  await response.body.dump();
}

const handlers = {
  open(input: { file: string; server: string }): void {
    bare = openBare(input.file);
    server = input.server;
  },
  /** Fetches all rows into the bare table. */
  async bootstrap(): Promise<{ ms: number; peakMb: number }> {
    const ms = await timed(() => bootstrap(server, database()));
    return { ms, peakMb: peakMegabytes() };
  },
  /** Writes changes without sending them. */
  record(changes: BareChange[]): void {
    database().insertChanges(DEVICE, changes);
  },
  /** Sends what has not been sent, and marks it once it was answered. Milliseconds. */
  push(): Promise<number> {
    const { db } = database();
    const waiting = db.prepare<[], BareChange>(
      `SELECT n, stamp, row_id AS row, scope, status, done_on AS doneOn
       FROM change WHERE sent IS NULL ORDER BY n`,
    );
    const mark = db.prepare(
      'UPDATE change SET sent = 1 WHERE device = ? AND n <= ? AND sent IS NULL',
    );
    return timed(async () => {
      const changes = waiting.all();
      await post(changes);
      mark.run(DEVICE, changes.at(-1)!.n);
    });
  },
  /** Takes in changes as the server's events bring them. */
  async listen(): Promise<void> {
    await follow(server, stop.signal, (change) => {
      database().insertChanges('other', [change]);
      const at = machineMs();
      arrived.set(change.n, at);
      arrivals.get(change.n)?.(at);
    });
  },
  /** Writes one change and sends it. @returns when it was written, by the machine's clock */
  async tick(change: BareChange): Promise<number> {
    database().insertChanges(DEVICE, [change]);
    const at = machineMs();
    await post([change]);
    return at;
  },
  /** When a change was readable here, by the machine's clock. */
  arrival(n: number): Promise<number> | number {
    return arrived.get(n) ?? new Promise((resolve) => arrivals.set(n, resolve));
  },
};
export type LimitClient = typeof handlers;
answer(handlers, () => {
  stop.abort();
  bare?.db.close();
});
