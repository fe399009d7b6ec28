import { describe, expect, it } from 'vitest';
import { putRows } from '../../testing/server.ts';
import type { DumpLine } from '../storage.ts';
import { dumpOf, fill, thing, type EngineUnderTest } from './vectors.ts';

/** How a backup is made and loaded. */
export function backupConformance({ open }: EngineUnderTest): void {
  describe('a backup', () => {
    it('holds everything, in one consistent view, and can be loaded again', async () => {
      const storage = await open();
      await fill(storage);
      const lines = await storage.read(async (read) => {
        const found: DumpLine[] = [];
        for await (const line of read.dump()) {
          if (found.length === 0) {
            await putRows(storage, [thing('later', {})]);
            await storage.transaction((write) => write.setSetting('later', 'x'));
          }
          found.push(line);
        }
        return found;
      });
      expect(JSON.stringify(lines)).not.toContain('later');
      const other = await open();
      await other.transaction(async (write) => {
        for (const line of lines) await write.load(JSON.parse(JSON.stringify(line)) as DumpLine);
        expect((await write.referring('waveMembership', 'wave', ['w'])).length).toBe(1);
      });
      expect(await dumpOf(other)).toEqual(lines);
      expect(new Set(lines.map(({ table }) => table))).toEqual(
        new Set([
          'setting',
          'scope',
          'stored_row',
          'log',
          'device',
          'batch',
          'refusal',
          'enrolment_code',
          'blob',
        ]),
      );
      expect(lines.filter(({ table }) => table === 'stored_row')).toHaveLength(1_202);
    });

    it('with an unknown table or column is refused as a whole', async () => {
      const storage = await open();
      for (const line of [
        { table: 'other', record: { a: 1 } },
        { table: 'sqlite_schema', record: {} },
        { table: 'setting', record: { key: 'a', value: 'b', more: 'c' } },
        { table: 'setting', record: { key: 'a', value: 5 } },
        { table: 'scope', record: { id: 'wave:w', version: 1.5 } },
        { table: 'setting', record: { key: 'a', constructor: 'b' } },
      ]) {
        const load = storage.transaction(async (write) => {
          await write.load({ table: 'setting', record: { key: 'first', value: '1' } });
          await write.load(line);
        });
        await expect(load).rejects.toThrow('in a backup');
      }
      expect(await storage.read((read) => read.setting('first'))).toBeNull();
    });
  });
}
