import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newCode } from '../../support/codes.ts';
import { spawnServer, type ServerProcess } from '../../support/processes.ts';
import { startChild, type Child } from '../children.ts';
import type { LimitClient } from '../limit/client.process.ts';
import type { LimitServer } from '../limit/server.process.ts';
import { PILOT, SCHOOLS } from '../wave61.ts';
import type { DeviceChild } from './device.process.ts';
import { newFleet, type FleetKey } from './fleet.ts';
import { openGate } from './gate.ts';
import type { Seeder } from './seed.process.ts';

/** Both sides of a benchmark, each server in a process of its own, with the same rows. */
export interface Stage {
  readonly folder: string;
  /** The product's server. */
  readonly server: ServerProcess;
  readonly serverFolder: string;
  /** Address and file of the bare one. */
  readonly limit: string;
  readonly limitFile: string;
  readonly fleet: readonly FleetKey[];
  /** A new device that is enrolled for the pilot and holds nothing yet. */
  newDevice(autoSync?: boolean): Promise<Child<DeviceChild> & { readonly dataDir: string }>;
  newLimitClient(): Promise<Child<LimitClient> & { readonly file: string }>;
  /** A path that nothing has been written to. */
  newPath(name: string): string;
  close(): Promise<void>;
}

const here = (file: string): URL => new URL(file, import.meta.url);

/** @param times number of waves of 7,320 steps */
export async function openStage(folder: string, times = 1): Promise<Stage> {
  mkdirSync(folder, { recursive: true });
  const serverFolder = join(folder, 'server');
  const limitFile = join(folder, 'limit.sqlite');
  const fleet = newFleet(SCHOOLS);
  await seed(serverFolder, times, fleet);
  const server = await spawnServer(serverFolder, { demo: false });
  const limit = await startChild<LimitServer>(here('../limit/server.process.ts'), [
    limitFile,
    String(times),
  ]);
  const limitUrl = await limit.ask('listen', undefined);
  let paths = 0;
  const newPath = (name: string): string => join(folder, `${name} ${(paths += 1)}`);
  return {
    folder,
    server,
    serverFolder,
    limit: limitUrl,
    limitFile,
    fleet,
    newPath,
    newDevice: (autoSync = false) => newDevice(server.url, serverFolder, newPath, autoSync),
    async newLimitClient() {
      const file = newPath('limit client');
      const client = await startChild<LimitClient>(here('../limit/client.process.ts'));
      await client.ask('open', { file, server: limitUrl });
      return { ...client, file };
    },
    async close() {
      await limit.stop();
      await server.stop();
    },
  };
}

async function seed(folder: string, times: number, fleet: readonly FleetKey[]): Promise<void> {
  const seeder = await startChild<Seeder>(here('seed.process.ts'));
  await seeder.ask('write', { folder, times, fleet });
  await seeder.stop();
}

/**
 * Enrols in one process and opens in another: what is measured then is a device at its start.
 * A code is made for each, since a device is known by its key.
 */
async function newDevice(
  server: string,
  serverFolder: string,
  newPath: (name: string) => string,
  autoSync: boolean,
): Promise<Child<DeviceChild> & { readonly dataDir: string }> {
  const dataDir = newPath('device');
  const gate = await openGate(server);
  const enrolling = await startChild<DeviceChild>(here('device.process.ts'));
  await enrolling.ask('open', { dataDir, server: gate.url });
  await enrolling.ask('enrol', { server: gate.url, code: await newCode(serverFolder, PILOT) });
  await enrolling.stop();
  await gate.close();
  const device = await startChild<DeviceChild>(here('device.process.ts'));
  await device.ask('open', { dataDir, server, autoSync });
  return { ...device, dataDir };
}
