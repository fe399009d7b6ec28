import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { PROTOCOL_VERSION, type PushAnswer } from '../../../shared/sync/protocol.ts';
import type { Blast, Shot } from '../blast.process.ts';
import { startChild, type Child } from '../children.ts';
import type { LimitPostgres } from '../limit/postgres.process.ts';
import type { BareChange } from '../limit/table.ts';
import { figureOf, type Figure } from '../measure.ts';
import { SCHOOLS, STEPS } from '../wave61.ts';
import { FleetDevice } from './fleet.ts';
import { bareChanges } from './push.ts';
import type { Stage } from './stage.ts';

const PAIRS = 7;

/** A side that takes 61 batches at once, one a client. @returns milliseconds */
export type FanIn = (round: number) => Promise<number>;

/** All 61 schools tick their whole kit and come online at the same moment. */
export async function fanIn(
  name: string,
  stage: Stage,
  limit: { readonly run: FanIn; close(): Promise<void> },
): Promise<Figure[]> {
  const product = await productFanIn(stage);
  const values: number[] = [];
  const bases: number[] = [];
  // The first pair warms both up and is not counted.
  for (let round = 0; round <= PAIRS; round += 1) {
    const base = await limit.run(round);
    const value = await product.run(round);
    if (round === 0) continue;
    bases.push(base);
    values.push(value);
  }
  await product.blast.stop();
  await limit.close();
  return [figureOf(name, 'ms', values, bases)];
}

async function productFanIn(stage: Stage): Promise<{ run: FanIn; blast: Child<Blast> }> {
  const devices = stage.fleet.map((key, school) => new FleetDevice(key, school));
  const tokens: string[] = [];
  for (const device of devices) tokens.push(await session(stage.server.url, device));
  const blast = await connected(stage.server.url);
  return {
    blast,
    async run() {
      const batches = devices.map((device) => device.nextBatch(Date.now()));
      const { ms, answers } = await blast.ask(
        'release',
        batches.map(({ text }, index) => ({
          path: '/sync/push',
          headers: {
            authorization: `Bearer ${tokens[index]!}`,
            'content-encoding': 'gzip',
          },
          body: gzipSync(text),
        })),
      );
      for (const [index, text] of answers.entries()) {
        const { decided, refused } = JSON.parse(text) as PushAnswer;
        if (decided !== batches[index]!.to || refused.length > 0) throw new Error(text);
      }
      return ms;
    },
  };
}

/** The same from the bare server. */
export async function limitFanIn(stage: Stage): Promise<{ run: FanIn; close(): Promise<void> }> {
  const blast = await connected(stage.limit);
  return {
    close: () => blast.stop(),
    async run(round) {
      const shots: Shot[] = bareBatches(round).map((changes, school) => ({
        path: '/push',
        headers: { 'x-device': `fleet-${school}` },
        body: gzipSync(changes.map((change) => JSON.stringify(change)).join('\n')),
      }));
      return (await blast.ask('release', shots)).ms;
    },
  };
}

/** The same as batched inserts by as many connections, without a server before the database. */
export async function postgresFanIn(url: string): Promise<{ run: FanIn; close(): Promise<void> }> {
  const child = await startChild<LimitPostgres>(
    new URL('../limit/postgres.process.ts', import.meta.url),
  );
  await child.ask('connect', { url, count: SCHOOLS });
  return { close: () => child.stop(), run: (round) => child.ask('release', bareBatches(round)) };
}

/** A batch for each school, of numbers that no round before has had. */
function bareBatches(round: number): BareChange[][] {
  return Array.from({ length: SCHOOLS }, (_, school) =>
    bareChanges(round * SCHOOLS * STEPS + school * STEPS, STEPS),
  );
}

async function connected(server: string): Promise<Child<Blast>> {
  const blast = await startChild<Blast>(new URL('../blast.process.ts', import.meta.url));
  await blast.ask('connect', { server, count: SCHOOLS });
  return blast;
}

async function session(server: string, device: FleetDevice): Promise<string> {
  const ask = async (body: object): Promise<Record<string, unknown>> => {
    const response = await request(`${server}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: PROTOCOL_VERSION, device: device.key.device, ...body }),
    });
    return (await response.body.json()) as Record<string, unknown>;
  };
  const { challenge } = await ask({});
  const signature = device.sign(`bascule-session:${String(challenge)}`);
  const { token } = await ask({ challenge, signature });
  if (typeof token !== 'string') throw new Error('no session');
  return token;
}
