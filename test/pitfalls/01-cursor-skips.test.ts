import { afterAll, describe, expect, it } from 'vitest';
import { writeAndRead } from '../chaos/cursorRun.ts';
import { Sender } from '../chaos/sender.ts';
import { databases, ground } from './support.ts';

const sender = new Sender();
afterAll(() => sender.close());

describe.each(databases)('pitfall 1: cursor skips — on %s', (database) => {
  const processes = database === 'postgres' ? 2 : 1;
  const made = ground(database, processes);

  it(`a reader that polls misses none of 3,000 changes that eight writers write through ${processes} server(s)`, async () => {
    const servers = made.servers.map(({ url }) => url);
    const report = await writeAndRead({ servers, changes: 3_000, writers: 8, batch: 20, sender });
    console.log(`${database}: ${JSON.stringify(report)}`);
    expect(report.missed).toBe(0);
    // The reader has really read between commits.
    expect(report.busyPolls).toBeGreaterThan(3);
  }, 180_000);
});
