import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/freshDatabase.ts';
import { loadIdentity } from '../../accounts/identity.ts';
import { seedDemo } from '../../demo/seed.ts';
import { afterwards } from '../../testing/afterwards.ts';
import { openStorage, putRows } from '../../testing/server.ts';
import type { Storage, Writing } from '../storage.ts';

/** A connection of somebody else to the database. */
async function outsider(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  afterwards(() => client.end());
  return client;
}

async function twice(): Promise<{ url: string; storages: [Storage, Storage] }> {
  const url = await freshDatabase();
  return { url, storages: [await openStorage(url), await openStorage(url)] };
}

/** Ends the connections of the database that are in a transaction, as a cut line would. */
async function cut(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND state = 'idle in transaction'`,
  );
  expect(rowCount).toBe(1);
}

/** What the library says of a connection that is cut, depending on when it notices. */
const CUT = /terminat|not queryable/;

/** A promise and how to settle it. */
function signal(): { done: Promise<void>; give: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { done: promise, give: resolve };
}

describe('a connection that is cut', () => {
  it('in a transaction leaves nothing, and the next one works', async () => {
    const url = await freshDatabase();
    const storage = await openStorage(url);
    const client = await outsider(url);
    const broken = storage.transaction(async (write) => {
      await write.setSetting('a', '1');
      await putRow(write, 1);
      await cut(client);
      await write.setSetting('b', '1');
    });
    await expect(broken).rejects.toThrow(CUT);
    const atCommit = storage.transaction(async (write) => {
      await write.setSetting('a', '1');
      await cut(client);
    });
    await expect(atCommit).rejects.toThrow(CUT);
    expect(await storage.read((read) => read.setting('a'))).toBeNull();
    expect(await storage.read((read) => read.allVersions())).toEqual(new Map());
    await storage.transaction((write) => write.setSetting('a', '2'));
    expect(await storage.read((read) => read.setting('a'))).toBe('2');
  });

  it('in a view is an error of who reads, and of nobody else', async () => {
    const url = await freshDatabase();
    const storage = await openStorage(url);
    const client = await outsider(url);
    const view = await storage.reading();
    await view.setting('a');
    await cut(client);
    await expect(view.setting('a')).rejects.toThrow(CUT);
    await view.end();
    expect(await storage.read((read) => read.setting('a'))).toBeNull();
  });
});

async function putRow(write: Writing, version: number): Promise<void> {
  await write.lockScopes(['wave:w']);
  await write.writeRows({
    scopes: new Map([['wave:w', version]]),
    rows: [
      {
        entity: 'thing',
        id: 't',
        scope: 'wave:w',
        version,
        values: {},
        stamps: {},
        touched: null,
      },
    ],
    log: [],
  });
}

describe('two servers', () => {
  it('that make the same row in two scopes at once end with one', async () => {
    const { storages } = await twice();
    const looked = signal();
    const written = signal();
    let runs = 0;
    const slow = storages[0].transaction(async (write) => {
      runs += 1;
      await write.lockScopes(['person:p']);
      const [row] = await write.rows([{ entity: 'thing', id: 't' }]);
      looked.give();
      await written.done;
      if (row !== undefined) return row.scope;
      await write.writeRows({
        scopes: new Map([['person:p', 1]]),
        rows: [
          {
            entity: 'thing',
            id: 't',
            scope: 'person:p',
            version: 1,
            values: {},
            stamps: {},
            touched: null,
          },
        ],
        log: [],
      });
      return 'person:p';
    });
    await looked.done;
    await storages[1].transaction((write) => putRow(write, 1));
    written.give();
    expect([await slow, runs]).toEqual(['wave:w', 2]);
    expect(await storages[0].read((read) => read.versions(['person:p']))).toEqual(new Map());
  });

  it('never wait for each other in a circle', async () => {
    const { url, storages } = await twice();
    const client = await outsider(url);
    const scopes = Array.from({ length: 12 }, (_, at) => `wave:${at}` as const);
    const lock = async (storage: Storage, worker: number): Promise<void> => {
      for (let turn = 0; turn < 40; turn += 1) {
        // New scopes in every turn, among those that are there.
        const chosen = [...scopes, `wave:new${turn}` as const, `establishment:${turn}` as const];
        const from = (worker * 5 + turn * 3) % chosen.length;
        const turned = [...chosen.slice(from), ...chosen.slice(0, from)];
        await storage.transaction(async (write) => {
          const versions = await write.lockScopes(worker % 2 === 0 ? turned : turned.toReversed());
          await write.writeRows({
            scopes: new Map([...versions].map(([scope, version]) => [scope, version + 1])),
            rows: [],
            log: [],
          });
        });
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, at) => lock(storages[at % 2]!, at)));
    const versions = await storages[0].read((read) => read.allVersions());
    expect(versions.get('wave:3')).toBe(240);
    // Connections report what they have counted when they end.
    await Promise.all(storages.map((storage) => storage.close()));
    await client.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await client.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(Number(rows[0]!.deadlocks)).toBe(0);
  });

  it('that start at once have one identity and one set of practice data', async () => {
    const url = await freshDatabase();
    const started = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const storage = await openStorage(url);
        const { id, epoch } = await loadIdentity(storage);
        await seedDemo(storage, 'amiens-v6', 'folder', 1);
        return `${id} ${epoch}`;
      }),
    );
    expect(new Set(started).size).toBe(1);
    const client = await outsider(url);
    const schema = await client.query('SELECT version FROM bascule_schema');
    expect(schema.rows).toEqual([{ version: 1 }]);
    const rows = await client.query(
      "SELECT count(*)::int AS n FROM stored_row WHERE entity = 'wave'",
    );
    expect(rows.rows[0]).toEqual({ n: expect.any(Number) as number });
  });
});

describe('closing', () => {
  it('lets go of connections that nobody gives back', async () => {
    const url = await freshDatabase();
    const storage = await openStorage(url);
    const client = await outsider(url);
    const view = await storage.reading();
    await view.setting('a');
    await storage.close();
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(rows[0]!.n).toBe(0);
    await expect(view.setting('a')).rejects.toThrow(CUT);
    await expect(storage.read((read) => read.setting('a'))).rejects.toThrow('pool');
  });
});

it('keeps the index of fields right also when another version wrote it', async () => {
  const url = await freshDatabase();
  const first = await openStorage(url);
  const member = { entity: 'waveMembership', id: 'w:e', scope: 'establishment:e' as const };
  await putRows(first, [{ ...member, values: { wave: 'w\u0000', establishment: 'e' } }]);
  const client = await outsider(url);
  await client.query(`DELETE FROM field_index`);
  await client.query(`UPDATE setting SET value = 'older' WHERE key = 'indexedFields'`);
  const second = await openStorage(url);
  const rows = await second.read((read) => read.referring('waveMembership', 'wave', ['w\u0000']));
  expect(rows.map(({ id }) => id)).toEqual(['w:e']);
});
