import { seededRandom } from '../../support/random.ts';
import { figureOf, quantile, round, type Figure } from '../measure.ts';
import { schoolId, stepId, STEPS } from '../wave61.ts';
import { bareChanges } from './push.ts';
import type { Stage } from './stage.ts';

const TICKS = 100;
/** Between two ticks, in milliseconds: never the same, so that no timer's beat is hit or missed. */
const SHORTEST_REST_MS = 100;
const LONGEST_REST_MS = 700;

/**
 * From the moment that a tick is acknowledged on one device to the moment that it can be read on
 * another, which hears of it by the server's events; each in a process of its own.
 */
export async function propagate(stage: Stage): Promise<Figure[]> {
  const author = await stage.newDevice(true);
  const reader = await stage.newDevice(true);
  const from = await stage.newLimitClient();
  const to = await stage.newLimitClient();
  for (const device of [author, reader]) await device.ask('idle', undefined);
  await to.ask('listen', undefined);
  const rest = resting();
  const values: number[] = [];
  const bases: number[] = [];
  for (let index = 0; index <= TICKS; index += 1) {
    const change = bareChanges(index, 1)[0]!;
    const sent = await from.ask('tick', change);
    const base = (await to.ask('arrival', change.n)) - sent;
    const school = Math.floor(index / STEPS);
    const step = stepId(school, index % STEPS);
    const arrival = reader.ask('arrival', {
      establishment: schoolId(school),
      step,
      status: 'done',
    });
    const ticked = await author.ask('tick', { step, status: 'done' });
    const value = (await arrival) - ticked;
    await author.ask('idle', undefined);
    await reader.ask('idle', undefined);
    await rest();
    if (index === 0) continue;
    bases.push(base);
    values.push(value);
  }
  await Promise.all([author, reader, from, to].map((child) => child.stop()));
  const p99 = (times: readonly number[]): number => round(quantile(times, 0.99));
  return [
    {
      ...figureOf('propagate', 'ms', values, bases),
      p50: round(quantile(values, 0.5)),
      p99: p99(values),
      baselineP99: p99(bases),
    },
  ];
}

function resting(): () => Promise<void> {
  const random = seededRandom(61);
  return () => {
    const ms = SHORTEST_REST_MS + random() * (LONGEST_REST_MS - SHORTEST_REST_MS);
    return new Promise((resolve) => setTimeout(resolve, ms));
  };
}
