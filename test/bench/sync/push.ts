import { figureOf, round, median, type Figure } from '../measure.ts';
import type { BareChange } from '../limit/table.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { schoolId, SCHOOLS, stepId, stepIds, STEPS } from '../wave61.ts';
import type { Stage } from './stage.ts';

const TICKS = 1_000;
const PAIRS = 9;
/** A second's worth of stamps each. */
const STAMP = 'lrorovz4c-0000-abcdefghijklmnop';

/** A thousand ticks that wait, sent and decided, pull included, by a device that has been running. */
export async function push(stage: Stage): Promise<Figure[]> {
  const device = await stage.newDevice();
  const client = await stage.newLimitClient();
  await device.ask('sync', undefined);
  const ids = stepIds();
  const values: number[] = [];
  const bases: number[] = [];
  const bytes: number[] = [];
  // The first pair warms both up and is not counted.
  for (let index = 0; index <= PAIRS; index += 1) {
    await client.ask('record', bareChanges(index * TICKS, TICKS));
    const base = await client.ask('push', undefined);
    const from = (index % 7) * TICKS;
    const status = Math.floor(index / 7) % 2 === 0 ? 'done' : 'todo';
    await device.ask('ticks', { steps: ids.slice(from, from + TICKS), status });
    const report = await device.ask('sync', undefined);
    if (report.pushed !== TICKS || report.rejected > 0) throw new Error(JSON.stringify(report));
    if (index === 0) continue;
    bases.push(base);
    values.push(report.took);
    bytes.push(report.bytesUp / TICKS);
  }
  await device.stop();
  await client.stop();
  return [{ ...figureOf('push-1000', 'ms', values, bases), bytes: round(median(bytes)) }];
}

/** Changes of the bare client over the wave's steps in order. */
export function bareChanges(from: number, count: number): BareChange[] {
  return Array.from({ length: count }, (_, index) => {
    const n = from + index + 1;
    const at = (n - 1) % (SCHOOLS * STEPS);
    const school = Math.floor(at / STEPS);
    return {
      n,
      stamp: STAMP,
      row: stepId(school, at % STEPS),
      scope: scopeId('establishment', schoolId(school)),
      status: 'done',
      doneOn: '2024-01-22',
    };
  });
}
