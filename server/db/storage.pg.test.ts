import { freshDatabase } from '../../test/support/freshDatabase.ts';
import { expect, it } from 'vitest';
import { openStorage } from '../testing/server.ts';
import { dumpOf, fill } from './conformance/vectors.ts';
import { storageConformance } from './storage.conformance.ts';
import type { DumpLine, Storage } from './storage.ts';

storageConformance({
  open: async () => openStorage(await freshDatabase()),
  openTwice: async () => {
    const url = await freshDatabase();
    return [await openStorage(url), await openStorage(url)];
  },
  views: 20,
});

async function loaded(storage: Storage, lines: readonly DumpLine[]): Promise<DumpLine[]> {
  await storage.transaction(async (write) => {
    for (const line of lines) await write.load(line);
  });
  return dumpOf(storage);
}

it('a backup of one engine restores into the other, and is the same there', async () => {
  const sqlite = await openStorage();
  const postgres = await openStorage(await freshDatabase());
  await fill(sqlite);
  await fill(postgres);
  const lines = await dumpOf(sqlite);
  expect(await dumpOf(postgres)).toEqual(lines);
  expect(await loaded(await openStorage(await freshDatabase()), lines)).toEqual(lines);
  expect(await loaded(await openStorage(), await dumpOf(postgres))).toEqual(lines);
});
