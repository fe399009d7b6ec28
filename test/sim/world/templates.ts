import fs from 'node:fs';
import path from 'node:path';
import { createCore, fileVault } from '../../../main/core/core.ts';
import { SqliteDatabase, type Database } from '../parties/database.ts';
import { administrate, PostgresDatabase } from '../parties/postgres.ts';
import { runFolder } from '../parties/site.ts';
import { openPostgres } from '../../../server/db/postgres/open.ts';
import { openServerStorage } from '../../../server/db/sqlite/open.ts';
import { Chance } from '../kernel/chance.ts';
import { seedEntropy } from '../kernel/entropy.ts';
import { groundRows, PEOPLE } from './ground.ts';
import { World } from './world.ts';

/** Migrated and filled databases that each run starts from a copy of. */
export interface Templates {
  /** A device's folder, not enrolled. */
  readonly device: string;
  /** Folders of devices that are enrolled and hold their places, by their person. */
  readonly enrolled: ReadonlyMap<string, readonly string[]>;
  /** A server's database with the ground of a run, in `folder`. */
  database(folder: string): Promise<Database>;
  remove(): Promise<void>;
}

/** Templates on SQLite. */
export async function sqliteTemplates(): Promise<Templates> {
  const folder = runFolder('bascule-sim-template-');
  const empty = path.join(folder, 'empty');
  const filled = path.join(folder, 'filled');
  const opened = await openServerStorage(empty);
  await opened.storage.close();
  opened.release();
  const device = await emptyDevice(folder);
  const enrolled = await fill(new SqliteDatabase(filled, empty, empty), folder, device);
  return {
    device,
    enrolled,
    database: (to) => Promise.resolve(new SqliteDatabase(path.join(to, 'server'), filled, empty)),
    remove: () => Promise.resolve(fs.rmSync(folder, { recursive: true, force: true })),
  };
}

/**
 * Templates on PostgreSQL.
 * @param url address of a database in a running cluster, by its name
 */
export async function postgresTemplates(url: (name: string) => string): Promise<Templates> {
  const folder = runFolder('bascule-sim-template-');
  const own = `sim_${process.pid}`;
  const [empty, filled] = [`${own}_empty`, `${own}_filled`];
  await administrate(url('postgres'), `CREATE DATABASE ${empty} TEMPLATE template0`);
  await (await openPostgres(url(empty))).storage.close();
  const ground = new PostgresDatabase(filled, url, empty);
  await ground.copyOf(empty);
  const device = await emptyDevice(folder);
  const enrolled = await fill(ground, folder, device);
  let made = 0;
  return {
    device,
    enrolled,
    async database() {
      made += 1;
      const database = new PostgresDatabase(`${own}_${made}`, url, empty);
      await database.copyOf(filled);
      return database;
    },
    remove: () => Promise.resolve(fs.rmSync(folder, { recursive: true, force: true })),
  };
}

/** Each person of the ground has so many devices that are enrolled before a run begins. */
const ENROLLED_EACH = 2;

/** Writes the ground of a run, and enrols devices. */
async function fill(
  database: Database,
  folder: string,
  template: string,
): Promise<Map<string, string[]>> {
  // The same in every process: keys are in the database that every run starts from.
  seedEntropy(0);
  const chance = new Chance(0);
  const plan = { devices: 0, servers: 1, steps: 0, trouble: 0, features: new Set<never>() };
  const trace = (): void => undefined;
  const world = new World({ plan, chance, folder, database, template, trace });
  await world.site.start();
  await world.site.write(groundRows());
  world.network.calm = true;
  const enrolled = new Map<string, string[]>();
  for (const person of PEOPLE) {
    for (let count = 0; count < ENROLLED_EACH; count += 1) {
      const laptop = await world.enrol(person);
      await laptop.close();
      enrolled.set(person, [...(enrolled.get(person) ?? []), laptop.folder]);
    }
  }
  await world.site.stop();
  return enrolled;
}

/** A device's folder as the program makes it. */
async function emptyDevice(folder: string): Promise<string> {
  const device = path.join(folder, 'device');
  const core = await createCore({
    dataDir: device,
    deviceName: 'template',
    timeZone: 'Europe/Paris',
    vault: fileVault,
  });
  if (!core.ok) throw new Error(core.error.type);
  await core.value.close();
  return device;
}
