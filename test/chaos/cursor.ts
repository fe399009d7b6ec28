/**
 * Eight writers on two server processes on one PostgreSQL, and a reader that polls: it must not
 * miss a single change.
 *
 *   node test/chaos/cursor.ts --changes 100000 [--writers 8] [--batch 50] [--json]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../support/postgres.ts';
import { spawnServer } from '../support/processes.ts';
import { writeAndRead } from './cursorRun.ts';
import { Sender } from './sender.ts';

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '100000' },
    writers: { type: 'string', default: '8' },
    batch: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  },
});
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bascule-cursor-'));
const undo: (() => unknown)[] = [() => fs.rmSync(folder, { recursive: true, force: true })];
const stop = async (): Promise<void> => {
  for (const step of undo.splice(0).reverse()) await step();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().finally(() => process.exit(130)));
}
try {
  const cluster = await startCluster();
  undo.push(() => cluster.stop());
  const databaseUrl = await cluster.freshDatabase();
  const servers: string[] = [];
  for (const name of ['one', 'two']) {
    const server = await spawnServer(path.join(folder, name), { databaseUrl });
    undo.push(() => server.kill());
    servers.push(server.url);
  }
  const sender = new Sender();
  undo.push(() => sender.close());
  const started = performance.now();
  const report = await writeAndRead({
    servers,
    changes: Number(values.changes),
    writers: Number(values.writers),
    batch: Number(values.batch),
    sender,
  });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const { changes, missed, polls, busyPolls } = report;
  console.log(
    values.json
      ? JSON.stringify({ ...report, seconds })
      : `${changes} changes, ${missed} missed; ${polls} polls, ${busyPolls} while writing; ${seconds} s`,
  );
  if (missed !== 0) process.exitCode = 1;
} finally {
  await stop();
}
