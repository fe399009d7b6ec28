import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blobFile } from '../db/blobs.ts';
import { openStorage as openAt } from '../db/open.ts';
import type { Storage } from '../db/storage.ts';
import { TestDevice } from '../testing/client.ts';
import { putRows, runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
import { freshDatabase } from '../../test/support/freshDatabase.ts';

const SCHOOL = 'establishment:etab-v6-01' as const;
const STEP = demoStep('etab-v6-01', 'cloture-kit');

async function linesOf(storage: Storage): Promise<string[]> {
  return storage.read(async (read) => {
    const lines: string[] = [];
    for await (const line of read.dump()) lines.push(JSON.stringify(line));
    return lines;
  });
}

/** All but the epoch, which a restored server has anew. */
function comparable(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.includes('"key":"epoch"'));
}

/** A data folder with rows, texts that are hard to keep, and the content of a file. */
async function filled(): Promise<{
  dataDir: string;
  storage: Storage;
  close: () => Promise<void>;
}> {
  const dataDir = temporaryFolder();
  const opened = await openAt({ dataDir });
  const hard = 'a\u2028b\u2029c\r\nd\u0000e é ع';
  await putRows(opened.storage, [
    { entity: 'thing', id: 'a', scope: 'wave:w', values: { text: hard } },
    { entity: 'conflict', id: 'b', scope: 'wave:w', values: { row: 'a', entity: 'thing' } },
  ]);
  const content = Buffer.alloc(2_000_000, 'contenu ');
  const hash = createHash('sha256').update(content).digest('hex');
  fs.mkdirSync(path.dirname(blobFile(dataDir, hash)), { recursive: true });
  fs.writeFileSync(blobFile(dataDir, hash), content);
  await opened.storage.transaction(async (write) => {
    await write.setSetting('epoch', 'first');
    await write.addBlob({ hash, bytes: content.length, at: 1 });
  });
  return { dataDir, storage: opened.storage, close: () => opened.close() };
}

describe('a backup', () => {
  it('is loaded by either engine, with files, byte for byte but for a new epoch', async () => {
    const source = await filled();
    const file = path.join(temporaryFolder(), 'backup.gz');
    const made = await backup(source.storage, source.dataDir, file, Date.now());
    expect(made).toMatchObject({ blobs: 1, bytes: fs.statSync(file).size });
    const original = await linesOf(source.storage);
    let from = file;
    // From SQLite to PostgreSQL and back.
    for (const databaseUrl of [await freshDatabase(), undefined]) {
      const dataDir = temporaryFolder();
      const opened = await openAt({ dataDir, databaseUrl });
      const { storage } = opened;
      const restored = await restore(storage, dataDir, from, false);
      expect(restored).toMatchObject({ blobs: 1, records: made.records });
      const lines = await linesOf(storage);
      expect(comparable(lines)).toEqual(comparable(original));
      expect(await storage.read((read) => read.setting('epoch'))).toBe(restored.epoch);
      const found = await storage.read((read) => read.referring('conflict', 'row', ['a']));
      expect(found).toHaveLength(1);
      const blob = fs
        .readdirSync(path.join(dataDir, 'blobs'), { recursive: true })
        .find((name) => /[0-9a-f]{64}$/.test(String(name)));
      expect(fs.readFileSync(path.join(dataDir, 'blobs', String(blob))).length).toBe(2_000_000);
      from = path.join(temporaryFolder(), 'again.gz');
      await backup(storage, dataDir, from, Date.now());
      await opened.close();
    }
    await source.close();
  });

  it('that is cut, changed or none touches nothing', async () => {
    const source = await filled();
    const file = path.join(temporaryFolder(), 'backup.gz');
    await backup(source.storage, source.dataDir, file, Date.now());
    const whole = fs.readFileSync(file);
    const text = zlib.gunzipSync(whole).toString();
    const lines = text.split('\n');
    const changed = text.replace('"setup"', '"SETUP"');
    expect(changed).not.toBe(text);
    const cases: [Buffer, string][] = [
      [whole.subarray(0, -30), 'backupDamaged'],
      [zlib.gzipSync(lines.slice(0, -2).join('\n')), 'backupDamaged'],
      [zlib.gzipSync(changed), 'backupDamaged'],
      [zlib.gzipSync(text.replace('"version":1', '"version":2')), 'backupNewer'],
      [Buffer.from('not gzip at all, this'), 'notABackup'],
      [zlib.gzipSync('{"table":"x"}\n'), 'notABackup'],
      [zlib.gzipSync('hello'), 'notABackup'],
    ];
    const before = await linesOf(source.storage);
    for (const [bytes, type] of cases) {
      const damaged = path.join(temporaryFolder(), 'damaged');
      fs.writeFileSync(damaged, bytes);
      await expect(restore(source.storage, source.dataDir, damaged, true)).rejects.toMatchObject({
        problem: { type },
      });
    }
    await expect(restore(source.storage, source.dataDir, file, false)).rejects.toMatchObject({
      problem: { type: 'restoreNotEmpty' },
    });
    await expect(
      restore(source.storage, source.dataDir, path.join(temporaryFolder(), 'none'), true),
    ).rejects.toMatchObject({ problem: { type: 'fileUnusable' } });
    expect(await linesOf(source.storage)).toEqual(before);
    await source.close();
  });

  it('brings a server back in time: its devices push again what it lost', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    const first = await runServer({ dataDir, demo: 'amiens-v6' });
    const device = await TestDevice.enrolled(first.url, 'demo-edgar.bergenia');
    const noted = (note: string): object =>
      device.transaction([{ entity: 'kitStep', row: STEP, scope: SCHOOL, set: { note } }]);
    await device.push([noted('un')]);
    const stolen = await TestDevice.enrolled(first.url, 'demo-blandine.viorne');
    const chain = device.chain;
    await first.close();
    const file = path.join(temporaryFolder(), 'backup.gz');
    const opened = await openAt({ dataDir });
    await backup(opened.storage, dataDir, file, Date.now());
    await opened.close();
    const second = await runServer({ dataDir, demo: 'amiens-v6' });
    device.url = second.url;
    await device.openSession();
    const lost = noted('deux');
    expect((await device.push([lost])).body.decided).toBe(2);
    const [before] = await device.pull();
    await second.close();
    const again = await openAt({ dataDir });
    await again.storage.transaction((write) => write.revokeDevice(stolen.id, Date.now()));
    await restore(again.storage, dataDir, file, true);
    await again.close();
    const third = await runServer({ dataDir, demo: 'amiens-v6' });
    device.url = third.url;
    expect((await device.openSession()).status).toBe(200);
    // Who was shut out after the backup stays shut out.
    stolen.url = third.url;
    expect((await stolen.openSession()).status).toBe(403);
    const [hello] = await device.pull();
    expect(hello).toMatchObject({ decided: 1, chain, server: device.server });
    expect(hello).not.toMatchObject({ epoch: (before as { epoch: string }).epoch });
    const ahead = await device.push([noted('trois')]);
    expect(ahead.body).toEqual({ error: { type: 'Gap', expected: 2, chain } });
    device.chain = chain;
    expect((await device.push([lost])).body.decided).toBe(2);
  });
});
