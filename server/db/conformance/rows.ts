import { describe, expect, it } from 'vitest';
import { putRows } from '../../testing/server.ts';
import type { LogEntry, Reading } from '../storage.ts';
import {
  ODD_VALUES,
  SCOPE,
  STAMP,
  change,
  collect,
  thing,
  type EngineUnderTest,
} from './vectors.ts';

/** How rows and changes come back. */
export function rowsConformance({ open }: EngineUnderTest): void {
  describe('a row', () => {
    it('comes back exactly as it went in', async () => {
      const storage = await open();
      await putRows(storage, [thing('odd', ODD_VALUES)]);
      const read = async (reading: Reading): Promise<unknown[]> => [
        (await reading.rows([{ entity: 'thing', id: 'odd' }]))[0],
        (await collect(reading.rowPages(SCOPE, 5)))[0]![0],
        (await reading.rowsOfEntity('thing'))[0],
        (await reading.rowsInScopes('thing', [SCOPE]))[0],
      ];
      const text = JSON.stringify(ODD_VALUES);
      for (const row of await storage.read(read)) {
        expect(row).toMatchObject({ entity: 'thing', id: 'odd', scope: SCOPE, version: 1 });
        expect(JSON.stringify((row as { values: object }).values)).toBe(text);
      }
      const [logged] = (await storage.read((view) => collect(view.changePages(SCOPE, 0, 5))))[0]!;
      expect(JSON.stringify(logged!.set)).toBe(text);
    });

    it('tells null from absent, in changes as well', async () => {
      const storage = await open();
      await putRows(storage, [thing('t', { x: null })]);
      const [row] = await storage.read((read) => read.rows([{ entity: 'thing', id: 't' }]));
      expect(row!.values).toStrictEqual({ x: null });
      const history = await storage.read((read) => read.rowHistory(SCOPE, 'thing', 't'));
      expect(history[0]).toStrictEqual({
        scope: SCOPE,
        version: 1,
        entity: 'thing',
        row: 't',
        device: 'setup',
        n: null,
        stamp: STAMP,
        set: { x: null },
        seen: undefined,
        at: 0,
      } satisfies LogEntry);
    });

    it('is asked for by many keys at once, each answered once', async () => {
      const storage = await open();
      await putRows(storage, [
        thing('a', {}),
        thing('b', {}),
        { ...thing('a', {}), entity: 'other' },
      ]);
      const keys = ['a', 'b', 'a', 'nowhere'].map((id) => ({ entity: 'thing', id }));
      const rows = await storage.read((read) => read.rows(keys));
      expect(rows.map(({ entity, id }) => `${entity} ${id}`).sort()).toEqual([
        'thing a',
        'thing b',
      ]);
      expect(await storage.read((read) => read.rows([]))).toEqual([]);
    });

    it('lives in one scope for ever', async () => {
      const storage = await open();
      await putRows(storage, [thing('t', { x: 1 })]);
      await expect(
        putRows(storage, [{ ...thing('t', { x: 2 }), scope: 'wave:w' }]),
      ).rejects.toThrow(/scope|wave:w/);
      const [row] = await storage.read((read) => read.rows([{ entity: 'thing', id: 't' }]));
      expect(row).toMatchObject({ scope: SCOPE, values: { x: 1 } });
      expect(await storage.read((read) => read.allVersions())).toEqual(new Map([[SCOPE, 1]]));
    });
  });

  describe('pages', () => {
    const ids = ['Z', 'a', 'B', 'é', 'e', 'É', 'z', '_', '-', '10', '9', 'a:b', 'a.b', 'a-b', 'A'];

    it('hold every row once, by the bytes of entity and id', async () => {
      const storage = await open();
      const made = ids.flatMap((id) => [thing(id, {}), { ...thing(id, {}), entity: 'Thing' }]);
      await putRows(storage, [...made, { ...thing('elsewhere', {}), scope: 'wave:w' }]);
      const sorted = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      for (const size of [1, 2, 7, 30, 31]) {
        const pages = await storage.read((read) => collect(read.rowPages(SCOPE, size)));
        expect(pages.every((page) => page.length <= size && page.length > 0)).toBe(true);
        expect(pages.flat().map(({ entity, id }) => [entity, id])).toEqual(
          ['Thing', 'thing'].flatMap((entity) => sorted.map((id) => [entity, id])),
        );
      }
      const all = await storage.read((read) => read.rowsOfEntity('thing'));
      expect(all.map(({ id }) => id).filter((id) => id !== 'elsewhere')).toEqual(sorted);
    });

    it('of changes rise and split no version', async () => {
      const storage = await open();
      const sizes = [1, 3, 1, 7, 2, 2];
      await storage.transaction(async (write) => {
        for (const [index, size] of sizes.entries()) await write.writeRows(change(index + 1, size));
      });
      for (const size of [1, 2, 3, 100]) {
        for (const after of [0, 1, 3, 6]) {
          const pages = await storage.read((read) => collect(read.changePages(SCOPE, after, size)));
          const versions = pages.map((page) => page.map(({ version }) => version));
          const expected = sizes.flatMap((count, index) =>
            index + 1 > after ? Array.from({ length: count }, () => index + 1) : [],
          );
          expect(versions.flat()).toEqual(expected);
          for (const [index, page] of versions.entries()) {
            expect(versions[index + 1]?.[0] ?? Infinity).toBeGreaterThan(page.at(-1)!);
          }
        }
      }
      await storage.read(async (read) => {
        expect(await read.countChanges(SCOPE, 2)).toBe(12);
        expect(await read.countChanges('wave:none', 0)).toBe(0);
        expect(await read.hasRows(SCOPE, 16)).toBe(true);
        expect(await read.hasRows(SCOPE, 17)).toBe(false);
        expect(await read.hasRows('wave:none', 0)).toBe(true);
      });
    });
  });
}
