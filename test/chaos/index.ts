/**
 * Real processes under a bad star: servers and devices are killed with `kill -9`, connections are
 * cut in the middle. Whatever was acknowledged must be on the server once, and all must show the
 * same in the end. Its options: see `options.ts`.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { optionsOrExit } from '../support/options.ts';
import { seededRandom } from '../support/random.ts';
import { Driver } from './driver.ts';
import { Ground } from './ground.ts';
import { readChaosOptions, USAGE } from './options.ts';
import { Proxy } from './proxy.ts';
import { compare, settle } from './settle.ts';

/** After its seconds everything must have come to rest within this time. */
const REST_MS = 180_000;
/** Probability that a connection is cut or slow. */
const TROUBLE = 0.3;

const { seconds, devices, database, seed, json } = optionsOrExit(USAGE, readChaosOptions);
console.log(`seed ${seed}`);
const random = seededRandom(seed);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bascule-chaos-'));
const ground = await Ground.start(database, folder);
const up = (): number[] => ground.servers.filter(({ isUp }) => isUp).map(({ port }) => port);
const proxy = new Proxy({ targets: up, random });
const proxyUrl = `http://127.0.0.1:${await proxy.listen()}`;
const driver = new Driver({ ground, proxy, proxyUrl, folder, devices, random });
const killNow = (): void => {
  driver.killNow();
  ground.killNow();
};
process.once('exit', killNow);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const late = setTimeout(
  () => {
    console.error('it does not come to an end in time');
    process.exit(1);
  },
  seconds * 1_000 + REST_MS,
);
try {
  await driver.enrol();
  proxy.trouble = TROUBLE;
  await driver.live(seconds);
  proxy.trouble = 0;
  for (const server of ground.servers) if (!server.isUp) await server.start();
  for (const device of driver.devices) if (!device.isUp) await device.start();
  await settle(driver.devices);
  for (const device of driver.devices) await device.stop();
  const storage = await ground.storage();
  const verdict = await compare(driver.journal, driver.devices, storage);
  await storage.close();
  const { acknowledged, lost, duplicated, diverged } = verdict;
  const { cuts } = proxy;
  const { kills } = driver.journal;
  console.log(
    json
      ? JSON.stringify({ ...verdict, kills, cuts })
      : `${acknowledged} ticks acknowledged, ${lost} lost, ${duplicated} twice, ${diverged} rows diverged; ${kills} kills, ${cuts} cuts`,
  );
  if (lost + duplicated + diverged > 0) process.exitCode = 1;
} finally {
  clearTimeout(late);
  killNow();
  await proxy.close();
  await ground.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
