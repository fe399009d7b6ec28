import { figureOf, quantile, round, type Figure } from '../measure.ts';
import { stepIds } from '../wave61.ts';
import type { Stage } from './stage.ts';

const READS = 200;
const WARM_UP = 20;

/** Progress of every school on a device, after a tick each time, against a bare GROUP BY. */
export async function readProgress(stage: Stage): Promise<Figure[]> {
  const device = await stage.newDevice();
  await device.ask('sync', undefined);
  const { product, limit, schools } = await device.ask('progress', {
    file: stage.newPath('bare progress'),
    steps: stepIds(),
    n: WARM_UP + READS,
  });
  await device.stop();
  const values = product.slice(WARM_UP);
  const bases = limit.slice(WARM_UP);
  return [
    {
      ...figureOf('read-progress', 'ms', values, bases),
      p50: round(quantile(values, 0.5)),
      p99: round(quantile(values, 0.99)),
      baselineP99: round(quantile(bases, 0.99)),
      schools,
    },
  ];
}
