import { describe, expect, it } from 'vitest';
import { putRows } from '../../testing/server.ts';
import { dumpOf, SCOPE, change, collect, device, thing, type EngineUnderTest } from './vectors.ts';

/** What transactions and views promise. */
export function transactionsConformance({ open, views }: EngineUnderTest): void {
  describe('a transaction', () => {
    it('is there as a whole or not at all', async () => {
      const storage = await open();
      await expect(
        storage.transaction(async (write) => {
          await write.setSetting('a', '1');
          throw new Error('broken');
        }),
      ).rejects.toThrow('broken');
      expect(await storage.read((read) => read.setting('a'))).toBeNull();
      await storage.transaction((write) => write.setSetting('a', '2'));
      expect(await storage.read((read) => read.setting('a'))).toBe('2');
    });

    it('does not commit the rest when a statement failed and nobody minded', async () => {
      const storage = await open();
      await storage.transaction((write) => write.addDevice(device('d')));
      const result = storage.transaction(async (write) => {
        await write.addDevice(device('d')).catch(() => undefined);
        await write.setSetting('a', '1').catch(() => undefined);
      });
      const kept = await result.then(
        () => true,
        () => false,
      );
      expect(await storage.read((read) => read.setting('a'))).toBe(kept ? '1' : null);
    });

    it('sees what it wrote itself', async () => {
      const storage = await open();
      await storage.transaction(async (write) => {
        await write.addDevice(device('d'));
        await write.renameDevice('d', 'desk');
        expect(await write.device('d')).toEqual(device('d', { name: 'desk' }));
      });
    });

    it('counts right when many add to one setting at once', async () => {
      const storage = await open();
      const add = (): Promise<void> =>
        storage.transaction(async (write) => {
          const count = Number((await write.setting('count')) ?? '0');
          await new Promise((resolve) => setImmediate(resolve));
          await write.setSetting('count', String(count + 1));
        });
      await Promise.all(Array.from({ length: 20 }, add));
      expect(await storage.read((read) => read.setting('count'))).toBe('20');
    });

    it('that enrols a device is waited for by another that would', async () => {
      const storage = await open();
      const enrol = (): Promise<string> =>
        storage.transaction(async (write) => {
          if ((await write.lockDevice('new')) !== null) return 'known';
          await new Promise((resolve) => setImmediate(resolve));
          await write.addDevice(device('new'));
          return 'added';
        });
      const done = await Promise.all(Array.from({ length: 6 }, enrol));
      expect(done.sort()).toEqual(['added', 'known', 'known', 'known', 'known', 'known']);
    });

    it('that uses a code is waited for by another that would', async () => {
      const storage = await open();
      const code = { hash: 'h', person: 'p', createdAt: 1, expiresAt: 2 };
      await storage.transaction((write) =>
        write.addCode({ ...code, usedAt: null, usedByDevice: null }),
      );
      const use = (id: string): Promise<boolean> =>
        storage.transaction(async (write) => {
          if ((await write.code('h'))?.usedAt !== null) return false;
          await new Promise((resolve) => setImmediate(resolve));
          await write.useCode('h', id, 3);
          return true;
        });
      const used = await Promise.all(['a', 'b', 'c'].map(use));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect(await storage.read((read) => read.code('h'))).toMatchObject({ ...code, usedAt: 3 });
    });
  });

  describe('a view', () => {
    it('stays as it was at its first read', async () => {
      const storage = await open();
      await storage.transaction((write) => write.setSetting('a', 'old'));
      const view = await storage.reading();
      expect(await view.setting('a')).toBe('old');
      await putRows(storage, [thing('t', { x: 1 })]);
      await storage.transaction((write) => write.setSetting('a', 'new'));
      expect(await view.setting('a')).toBe('old');
      expect(await view.versions([SCOPE])).toEqual(new Map());
      expect(await collect(view.rowPages(SCOPE, 10))).toEqual([]);
      await view.end();
      expect(await storage.read((read) => read.setting('a'))).toBe('new');
    });

    it('waits when very many are open, and goes on when one is given back', async () => {
      const storage = await open();
      const all = await Promise.all(Array.from({ length: views }, () => storage.reading()));
      let opened = false;
      const next = storage.reading().then((view) => {
        opened = true;
        return view;
      });
      await storage.transaction((write) => write.setSetting('a', 'written meanwhile'));
      expect(opened).toBe(false);
      await all.pop()!.end();
      await (await next).end();
      expect(opened).toBe(true);
      for (const view of all) await view.end();
    });

    it('answers many questions at once', async () => {
      const storage = await open();
      await putRows(storage, [thing('t', { x: 1 })]);
      await storage.read(async (read) => {
        const asked = Array.from({ length: 10 }, () => read.rows([{ entity: 'thing', id: 't' }]));
        for (const rows of await Promise.all(asked)) expect(rows).toHaveLength(1);
      });
    });
  });

  describe('versions', () => {
    it('of scopes are read and locked, new ones at 0', async () => {
      const storage = await open();
      await putRows(storage, [thing('t', {})]);
      await storage.transaction(async (write) => {
        const locked = await write.lockScopes(['wave:new', SCOPE, 'wave:new']);
        expect([...locked]).toEqual([
          [SCOPE, 1],
          ['wave:new', 0],
        ]);
        expect(await write.lockScopes([])).toEqual(new Map());
      });
      expect(await storage.read((read) => read.allVersions())).toEqual(new Map([[SCOPE, 1]]));
      expect(JSON.stringify(await dumpOf(storage))).not.toContain('wave:new');
      expect((await storage.read((read) => read.versions([SCOPE, 'wave:x']))).get(SCOPE)).toBe(1);
    });

    it('hold a number beyond 32 bits', async () => {
      const storage = await open();
      const version = 2 ** 40 + 1;
      await storage.transaction((write) => write.writeRows(change(version, 2)));
      const pages = await storage.read((read) => collect(read.changePages(SCOPE, version - 1, 1)));
      expect(pages.flat().map((logged) => logged.version)).toEqual([version, version]);
      expect(await storage.read((read) => read.allVersions())).toEqual(new Map([[SCOPE, version]]));
    });
  });
}
