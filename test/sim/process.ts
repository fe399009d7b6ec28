/** A worker's process: takes seeds from its parent until there are no more. */
import { once } from 'node:events';
import type { FromWorker, ToWorker } from './fleet.ts';
import { work } from './worker.ts';

const say = (message: FromWorker): void => void process.send!(message);
const hear = async (): Promise<ToWorker> => {
  const [message] = (await once(process, 'message')) as [ToWorker];
  return message;
};

const first = await hear();
let seed: number | null | undefined = first.seed;
await work(
  first.options!,
  first.port ?? null,
  async () => {
    if (seed === undefined) seed = (await hear()).seed;
    const next = seed;
    seed = undefined;
    return next;
  },
  (outcome) => say({ outcome }),
);
process.disconnect();
