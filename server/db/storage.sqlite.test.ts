import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../../shared/kernel/clock.ts';
import { ProblemError } from '../problem.ts';
import { openStorage, putRows, temporaryFolder } from '../testing/server.ts';
import { INDEX_SETTING } from './indexed.ts';
import { storageConformance } from './storage.conformance.ts';
import { openWriter } from './sqlite/connection.ts';
import { databaseFile, openAdminStorage, openServerStorage } from './sqlite/open.ts';
import { SqliteStorage } from './sqlite/storage.ts';

const STAMP = '000000001-0000-setup' as Stamp;

function member(values: Record<string, string | boolean | null>) {
  return { entity: 'waveMembership', id: 'w:e', scope: 'establishment:e' as const, values };
}

async function problem(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.type : String(error);
  }
}

storageConformance({
  open: () => openStorage(),
  // One process at a time writes through a storage: a second one would be another process.
  openTwice: async () => {
    const storage = await openStorage();
    return [storage, storage];
  },
  views: 64,
});

describe('a transaction', () => {
  it('survives a full disk, which rolls it back', async () => {
    const folder = temporaryFolder();
    const { storage: made, release } = await openServerStorage(folder);
    await made.close();
    const writer = openWriter(databaseFile(folder));
    const storage = new SqliteStorage(writer);
    const pages = (size: number): void => {
      writer.db.pragma(`max_page_count = ${size}`);
    };
    pages(1);
    const write = (text: string): Promise<void> =>
      storage.transaction((tx) => tx.setSetting('large', text));
    await expect(write('x'.repeat(1_000_000))).rejects.toThrow(/full/);
    pages(1_000_000);
    await write('fits');
    expect(await storage.read((read) => read.setting('large'))).toBe('fits');
    await storage.close();
    release();
  });
});

describe('indexed fields', () => {
  it('are indexed anew by a version that knows others', async () => {
    const folder = temporaryFolder();
    const first = await openServerStorage(folder);
    await putRows(first.storage, [member({ wave: 'w', establishment: 'e' })]);
    await first.storage.transaction((write) => write.setSetting(INDEX_SETTING, 'older'));
    await first.storage.close();
    first.release();
    const db = new Database(databaseFile(folder));
    db.exec('DELETE FROM field_index');
    db.close();
    const second = await openServerStorage(folder);
    const rows = await second.storage.read((read) =>
      read.referring('waveMembership', 'establishment', ['e']),
    );
    expect(rows.map(({ id, stamps }) => [id, stamps['wave']])).toEqual([['w:e', STAMP]]);
    await second.storage.close();
    second.release();
  });
});

describe('opening a data folder', () => {
  it('makes it for its owner alone', async () => {
    const folder = path.join(temporaryFolder(), 'new', 'deeper');
    const { storage, release } = await openServerStorage(folder);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(databaseFile(folder)).mode & 0o777).toBe(0o600);
    await storage.close();
    release();
  });

  it('is one server’s alone, while administration commands may write', async () => {
    const folder = temporaryFolder();
    const { storage, release } = await openServerStorage(folder);
    expect(await problem(() => openServerStorage(folder))).toBe('folderInUse');
    const admin = openAdminStorage(folder);
    await admin.transaction((write) => write.setSetting('a', 'admin'));
    await admin.close();
    expect(await storage.read((read) => read.setting('a'))).toBe('admin');
    await storage.close();
    release();
    const again = await openServerStorage(folder);
    await again.storage.close();
    again.release();
  });

  it('leaves alone what is not its database, or is of another version', async () => {
    const cases: [string, (file: string) => void][] = [
      ['notADatabase', (file) => fs.writeFileSync(file, Buffer.alloc(10_000, 0xa5))],
      ['notADatabase', (file) => new Database(file).exec('CREATE TABLE other (x)').close()],
      ['databaseNewer', (file) => setVersion(file, 999)],
    ];
    for (const [expected, make] of cases) {
      const folder = temporaryFolder();
      const { storage, release } = await openServerStorage(folder);
      await storage.close();
      release();
      const file = databaseFile(folder);
      if (expected === 'notADatabase') fs.rmSync(file);
      make(file);
      const before = fs.readFileSync(file);
      expect(await problem(() => openServerStorage(folder))).toBe(expected);
      expect(await problem(() => openAdminStorage(folder))).toBe(expected);
      expect(fs.readFileSync(file).equals(before)).toBe(true);
    }
  });

  it('asks for a start of the server before administering an older database', async () => {
    const folder = temporaryFolder();
    expect(await problem(() => openAdminStorage(folder))).toBe('databaseMissing');
    fs.writeFileSync(databaseFile(folder), '');
    expect(await problem(() => openAdminStorage(folder))).toBe('databaseOlder');
  });
});

function setVersion(file: string, version: number): void {
  const db = new Database(file);
  db.pragma(`user_version = ${version}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
