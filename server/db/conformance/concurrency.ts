import { describe, expect, it } from 'vitest';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Reading, Storage } from '../storage.ts';
import { collect, type EngineUnderTest } from './vectors.ts';

const SCOPES: readonly ScopeId[] = ['wave:a', 'wave:b', 'establishment:c', 'person:d', 'wave:E'];
const WRITERS = 8;
const WRITES = 25;

/** What many writers and a reader see of each other. */
export function concurrencyConformance({ openTwice }: EngineUnderTest): void {
  describe('many writers on two storages', () => {
    it('leave no gap that a reader could see, and nobody waits for ever', async () => {
      const storages = await openTwice();
      const cursors = new Map<ScopeId, number>();
      const state = { writing: true };
      const watcher = (async () => {
        let looks = 0;
        while (state.writing) {
          await storages[looks % 2]!.read((read) => follow(read, cursors));
          looks += 1;
        }
        return looks;
      })();
      const counts = await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) => write(storages[writer % 2]!, writer)),
      ).finally(() => {
        state.writing = false;
      });
      expect(await watcher).toBeGreaterThan(2);
      await storages[0].read((read) => follow(read, cursors));
      const total = [...cursors.values()].reduce((sum, version) => sum + version, 0);
      expect(total).toBe(counts.reduce((sum, count) => sum + count, 0));
    });
  });
}

/** Raises scopes, of which it names a few in any order. @returns how many versions it made */
async function write(storage: Storage, writer: number): Promise<number> {
  let made = 0;
  for (let turn = 0; turn < WRITES; turn += 1) {
    const chosen = SCOPES.filter((_, index) => (writer * 7 + turn * 3 + index * 5) % 3 !== 0);
    if (turn % 2 === 0) chosen.reverse();
    await storage.transaction(async (tx) => {
      const versions = await tx.lockScopes(chosen);
      for (const scope of chosen) {
        const version = versions.get(scope)! + 1;
        const id = `r${writer}`;
        const stamp = `${String(turn).padStart(9, '0')}-0000-d${writer}` as Stamp;
        const key = { entity: 'thing', id: `${scope}.${id}`, scope, version };
        await tx.writeRows({
          scopes: new Map([[scope, version]]),
          rows: [{ ...key, values: { turn }, stamps: { turn: stamp }, touched: null }],
          log: [
            {
              scope,
              version,
              entity: 'thing',
              row: key.id,
              device: `d${writer}`,
              n: turn,
              stamp,
              set: { turn },
              seen: {},
              at: turn,
            },
          ],
        });
      }
    });
    made += chosen.length;
  }
  return made;
}

/** Reads what is new as a pull does, and expects every version up to the scope's. */
async function follow(read: Reading, cursors: Map<ScopeId, number>): Promise<void> {
  const versions = await read.versions(SCOPES);
  for (const [scope, version] of versions) {
    const cursor = cursors.get(scope) ?? 0;
    const pages = await collect(read.changePages(scope, cursor, 3));
    const seen = pages.flat().map((change) => change.version);
    expect([scope, seen]).toEqual([
      scope,
      Array.from({ length: version - cursor }, (_, at) => cursor + 1 + at),
    ]);
    for (const rows of await collect(read.rowPages(scope, 3))) {
      for (const row of rows) expect(row.version).toBeLessThanOrEqual(version);
    }
    cursors.set(scope, version);
  }
}
