import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import SqliteDatabase from 'better-sqlite3';
import type { RunningServer } from '../../server/start.ts';
import { openDevice, type Device } from '../support/devices.ts';
import { bareSteps } from './store.ts';
import { median, pairs, round, timed, type Figure } from './measure.ts';
import { stepIds } from './wave61.ts';

const BATCH = 1_000;

/** All steps of the wave into a new device, enrolment included, against bare inserts of as many. */
export async function snapshot(
  folder: string,
  server: RunningServer,
  newCode: () => Promise<string>,
): Promise<Figure> {
  const ids = stepIds();
  let round = 0;
  return pairs(
    `snapshot-${ids.length}`,
    5,
    async () => {
      round += 1;
      const dataDir = join(folder, `snapshot ${round}`);
      const code = await newCode();
      let device: Device | undefined;
      const ms = await timed(async () => {
        device = await openDevice(dataDir, { server: server.url, code });
      });
      await device!.close();
      rmSync(dataDir, { recursive: true });
      return ms;
    },
    async () => {
      const file = join(folder, `bare snapshot ${round}.sqlite`);
      const bare = bareSteps(file);
      const ms = await timed(() => bare.all(ids));
      bare.close();
      return ms;
    },
  );
}

/**
 * A thousand ticks pushed, against the least that a server could do: take the same compressed body
 * over HTTP and insert a thousand rows in one transaction.
 */
export async function push(folder: string, device: Device): Promise<Figure[]> {
  const ids = stepIds();
  const limit = await bareServer(folder);
  const bytes: number[] = [];
  const plain: number[] = [];
  let from = 0;
  let status: 'done' | 'todo' = 'done';
  const figure = await pairs(
    `push-${BATCH}`,
    7,
    async () => {
      for (let index = 0; index < BATCH; index += 1) {
        await device.tick(ids[(from + index) % ids.length]!, status);
      }
      from += BATCH;
      if (from > ids.length - BATCH) {
        from = 0;
        status = status === 'done' ? 'todo' : 'done';
      }
      const started = performance.now();
      const report = await device.sync();
      const ms = performance.now() - started;
      bytes.push(report.bytesUp / report.pushed);
      return ms;
    },
    () => limit.post(),
  );
  plain.push(limit.plainBytes / BATCH);
  await limit.close();
  const value = median(bytes);
  const baseline = median(plain);
  return [
    figure,
    {
      name: 'push-bytes-per-tick',
      value: round(value),
      unit: 'bytes',
      baseline: round(baseline),
      ratio: round(value / baseline),
      n: bytes.length,
    },
  ];
}

interface BareServer {
  readonly plainBytes: number;
  post(): Promise<number>;
  close(): Promise<void>;
}

async function bareServer(folder: string): Promise<BareServer> {
  const db = new SqliteDatabase(join(folder, 'bare server.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE log (n INTEGER PRIMARY KEY, line TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO log (line) VALUES (?)');
  const insertAll = db.transaction((lines: readonly string[]) => {
    for (const line of lines) insert.run(line);
  });
  const http = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      insertAll(gunzipSync(Buffer.concat(chunks)).toString().split('\n'));
      outgoing.end('{}');
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const plain = Buffer.from(
    stepIds()
      .slice(0, BATCH)
      .map((row, n) =>
        JSON.stringify({
          n,
          stamp: 'lrorovz4c-0000-abcdefghijklmnop',
          row,
          set: { status: 'done' },
        }),
      )
      .join('\n'),
  );
  return {
    plainBytes: plain.length,
    post: () =>
      timed(async () => {
        const answer = await request(url, { method: 'POST', body: gzipSync(plain) });
        await answer.body.dump();
      }),
    async close() {
      await new Promise((resolve) => http.close(resolve));
      db.close();
    },
  };
}
