import { readDatabaseUrl } from '../../../server/arguments.ts';
import { openStorage } from '../../../server/db/open.ts';
import { writeSeed } from '../../../server/demo/seed.ts';
import { answer } from '../children.ts';
import { wave61 } from '../wave61.ts';
import { fleetRows, type FleetKey } from './fleet.ts';

/** What the central server is to hold before a benchmark starts. */
export interface Seed {
  readonly folder: string;
  /** Number of waves of 61 schools. */
  readonly times: number;
  /** Devices of bursars, the first one's of the first school, and so on. */
  readonly fleet: readonly FleetKey[];
}

const handlers = {
  /** Writes the workload into a new server's folder, in a process of its own for its memory's sake. */
  async write({ folder, times, fleet }: Seed): Promise<void> {
    const { storage, close } = await openStorage({
      dataDir: folder,
      databaseUrl: readDatabaseUrl(undefined),
    });
    const now = Date.now();
    await storage.transaction(async (write) => {
      await writeSeed(write, [...wave61(times), ...fleetRows(fleet.length)], now);
      for (const { device, person, publicKey } of fleet) {
        await write.addDevice({
          id: device,
          person,
          publicKey,
          recipient: null,
          name: device,
          enrolledAt: now,
          lastN: 0,
          chain: '',
          forkedFrom: null,
          revokedAt: null,
        });
      }
    });
    await close();
  },
};
export type Seeder = typeof handlers;
answer(handlers);
