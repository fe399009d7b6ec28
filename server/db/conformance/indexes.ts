import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { putRows, type TestRow } from '../../testing/server.ts';
import { ODD_TEXTS, SCOPE, member, thing, type EngineUnderTest } from './vectors.ts';

/** How rows are found by their values. */
export function indexesConformance({ open }: EngineUnderTest): void {
  describe('indexed fields', () => {
    it('find rows by their value, and end with the row or the value', async () => {
      const storage = await open();
      const found = async (...targets: string[]): Promise<string[]> => {
        const [rows, said] = await storage.read(async (read) => [
          await read.referring('waveMembership', 'wave', targets),
          await read.saying('waveMembership', 'wave', targets),
        ]);
        expect(said).toEqual(rows.map(({ entity, scope, values }) => ({ entity, scope, values })));
        return rows.map(({ id }) => id);
      };
      await putRows(storage, [member({ wave: 'w', establishment: 'e' })]);
      expect(await found('w', 'w', 'x')).toEqual(['w:e']);
      expect(await found()).toEqual([]);
      await putRows(storage, [member({ wave: 'v', establishment: 'e' })]);
      expect([await found('w'), await found('v')]).toEqual([[], ['w:e']]);
      await putRows(storage, [member({ wave: 'v', establishment: 'e', deleted: true })]);
      expect(await found('v')).toEqual([]);
      await putRows(storage, [member({ wave: 'v', establishment: 'e', deleted: null })]);
      expect(await found('v')).toEqual(['w:e']);
      await putRows(storage, [member({ wave: null, establishment: 'e' })]);
      expect(await found('v')).toEqual([]);
    });

    it('hold every text, long ones too', async () => {
      const storage = await open();
      const texts = { ...ODD_TEXTS, long: 'é'.repeat(100_000) };
      await putRows(
        storage,
        Object.entries(texts).map(([id, wave]) => ({ ...member({ wave }), id })),
      );
      for (const [id, wave] of Object.entries(texts)) {
        const rows = await storage.read((read) => read.referring('waveMembership', 'wave', [wave]));
        expect(rows.map((row) => row.id)).toEqual([id]);
      }
    });

    it('follow what a change says it touched', async () => {
      const storage = await open();
      await putRows(storage, [member({ wave: 'w', establishment: 'e', rank: 1 })]);
      const put = (values: Record<string, JsonValue>, version: number, touched: string[]) =>
        storage.transaction((write) =>
          write.writeRows({
            scopes: new Map([[SCOPE, version]]),
            rows: [{ ...member(values), stamps: {}, version, touched: new Set(touched) }],
            log: [],
          }),
        );
      const found = async (wave: string): Promise<unknown[]> =>
        (await storage.read((read) => read.referring('waveMembership', 'wave', [wave]))).map(
          ({ values, version }) => [values['rank'], version],
        );
      await put({ wave: 'w', establishment: 'e', rank: 2 }, 2, ['rank']);
      expect(await found('w')).toEqual([[2, 2]]);
      await put({ wave: 'v', establishment: 'e', rank: 2 }, 3, ['wave']);
      expect([await found('w'), await found('v')]).toEqual([[], [[2, 3]]]);
      await put({ wave: 'v', establishment: 'e', rank: 2, deleted: true }, 4, ['deleted']);
      expect(await found('v')).toEqual([]);
      expect(await storage.read((read) => read.rowsInScopes('waveMembership', [SCOPE]))).toEqual(
        [],
      );
    });

    it('are the only ones that can be asked for', async () => {
      const storage = await open();
      await expect(
        storage.read((read) => read.referring('person', 'firstName', ['x'])),
      ).rejects.toThrow('person.firstName');
    });

    it('find people by their login', async () => {
      const storage = await open();
      const person = (id: string, login: string, deleted: boolean): TestRow => ({
        entity: 'person',
        id,
        scope: `person:${id}`,
        values: { login, deleted },
      });
      await putRows(storage, [
        person('a', 'x', true),
        person('c', 'x', false),
        person('b', 'x', false),
      ]);
      expect((await storage.read((read) => read.personByLogin('x')))!.id).toBe('b');
      expect(await storage.read((read) => read.personByLogin('X'))).toBeNull();
    });

    it('find rows that live in some scopes', async () => {
      const storage = await open();
      await putRows(storage, [
        thing('b', {}),
        { ...thing('a', {}), scope: 'wave:w' },
        { ...thing('c', {}), scope: 'wave:v' },
        thing('gone', { deleted: true }),
      ]);
      const rows = await storage.read((read) =>
        read.rowsInScopes('thing', [SCOPE, 'wave:w', SCOPE]),
      );
      expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
    });
  });
}
