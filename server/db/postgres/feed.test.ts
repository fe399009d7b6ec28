import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/freshDatabase.ts';
import { startCluster } from '../../../test/support/postgres.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { afterwards } from '../../testing/afterwards.ts';
import { putRows, temporaryFolder } from '../../testing/server.ts';
import type { Feed, News } from '../../sync/feed.ts';
import { openAdminStorage, openStorage } from '../open.ts';
import type { Storage } from '../storage.ts';

/** A server process' storage and feed, stopped after the file's tests. */
async function process(url: string): Promise<{ storage: Storage; feed: Feed; heard: Heard }> {
  const opened = await openStorage({ dataDir: temporaryFolder(), databaseUrl: url });
  const news = await opened.openFeed(() => undefined);
  afterwards(async () => {
    await news.stop();
    await opened.close();
  });
  return { storage: opened.storage, feed: news.feed, heard: new Heard(news.feed) };
}

/** What a listener has heard. */
class Heard {
  readonly #news: News[] = [];
  #check: () => void = () => undefined;

  constructor(feed: Feed) {
    feed.subscribe((news) => {
      this.#news.push(news);
      this.#check();
    });
  }

  /** Waits until news satisfy `wanted`. @returns all that was heard until then, and forgets it */
  async until(wanted: (news: News) => boolean): Promise<News[]> {
    await new Promise<void>((resolve) => {
      this.#check = () => {
        if (this.#news.some(wanted)) resolve();
      };
      this.#check();
    });
    return this.#news.splice(0);
  }
}

function moved(scope: ScopeId, version: number): (news: News) => boolean {
  return (news) => news.moved.some((one) => one.scope === scope && one.version === version);
}

function row(scope: ScopeId, entity = 'thing') {
  return { entity, id: `${entity}.${scope}`, scope, values: { person: 'p' } };
}

describe('news of a commit', () => {
  it('reach other processes, and the own listeners once', async () => {
    const url = await freshDatabase();
    const [one, two] = [await process(url), await process(url)];
    await putRows(one.storage, [row('wave:a')]);
    one.feed.publish({ moved: [{ scope: 'wave:a', version: 1 }], access: false });
    expect(await two.heard.until(moved('wave:a', 1))).toEqual([
      { moved: [{ scope: 'wave:a', version: 1 }], access: false },
    ]);
    await putRows(two.storage, [row('wave:b', 'grant')]);
    const heard = await one.heard.until(moved('wave:b', 1));
    expect(heard).toEqual([
      { moved: [{ scope: 'wave:a', version: 1 }], access: false },
      { moved: [{ scope: 'wave:b', version: 1 }], access: true },
    ]);
  });

  it('tell of revocations and of administration commands', async () => {
    const url = await freshDatabase();
    const server = await process(url);
    const admin = await openAdminStorage({ dataDir: temporaryFolder(), databaseUrl: url });
    await admin.transaction((write) => write.revokeDevice('d', 1));
    await admin.close();
    expect(await server.heard.until(({ access }) => access)).toEqual([{ moved: [], access: true }]);
  });

  it('are not there when the transaction is not', async () => {
    const url = await freshDatabase();
    const [one, two] = [await process(url), await process(url)];
    const failed = one.storage.transaction(async (write) => {
      await write.writeRows({ scopes: new Map([['wave:a', 1]]), rows: [], log: [] });
      throw new Error('broken');
    });
    await expect(failed).rejects.toThrow('broken');
    await putRows(one.storage, [row('wave:b')]);
    const heard = await two.heard.until(moved('wave:b', 1));
    expect(JSON.stringify(heard)).not.toContain('wave:a');
  });

  it('that are too long to be sent are looked up', async () => {
    const url = await freshDatabase();
    const [one, two] = [await process(url), await process(url)];
    const scopes = Array.from({ length: 1_000 }, (_, at): ScopeId => `establishment:school-${at}`);
    await one.storage.transaction((write) =>
      write.writeRows({ scopes: new Map(scopes.map((scope) => [scope, 7])), rows: [], log: [] }),
    );
    const heard = await two.heard.until(moved(scopes.at(-1)!, 7));
    expect(heard.flatMap((news) => news.moved)).toHaveLength(1_000);
  });

  // In less time than the look that is due every 30 seconds anyway.
  it(
    'that were missed while the connection was lost are looked up',
    { timeout: 20_000 },
    async () => {
      const url = await freshDatabase();
      const [one, two] = [await process(url), await process(url)];
      await putRows(one.storage, [row('wave:a')]);
      await two.heard.until(moved('wave:a', 1));
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      // A commit that nobody tells of, and the end of every connection.
      await client.query("UPDATE scope SET version = 9 WHERE id = 'wave:a'");
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      await client.end();
      expect(rowCount).toBeGreaterThanOrEqual(2);
      expect(await two.heard.until(moved('wave:a', 9))).toEqual([
        { moved: [{ scope: 'wave:a', version: 9 }], access: true },
      ]);
      // And it listens again.
      await putRows(one.storage, [row('wave:c')]);
      await two.heard.until(moved('wave:c', 1));
    },
  );
});

it('a database that restarts is an error of who asks meanwhile, and of nobody after', async () => {
  const cluster = await startCluster();
  afterwards(() => cluster.stop());
  const url = await cluster.freshDatabase();
  const [one, two] = [await process(url), await process(url)];
  await putRows(one.storage, [row('wave:a')]);
  await cluster.restart(async () => {
    await expect(one.storage.read((read) => read.allVersions())).rejects.toThrow(/ECONNREFUSED/);
    await expect(putRows(one.storage, [row('wave:b')])).rejects.toThrow(/ECONNREFUSED/);
  });
  expect(await one.storage.read((read) => read.allVersions())).toEqual(new Map([['wave:a', 1]]));
  await putRows(one.storage, [row('wave:c')]);
  await two.heard.until(moved('wave:c', 1));
});
