/** Opens a filled folder, asks what a window asks, prints what it took as JSON. */
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { must, openDevice } from '../../support/devices.ts';
import { peakMegabytes } from '../memory.ts';
import { quantile, round } from '../measure.ts';
import { PROGRAMME, schoolId } from './fill.ts';

/** Milliseconds over some calls. */
export interface ScaleFigure {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  /** The same, of this process's own work: what else the machine does is not in it. */
  readonly cpu50: number;
  readonly cpu95: number;
  readonly n: number;
}

const [folder, count] = process.argv.slice(2);
const schools = Number(count);
const figures: ScaleFigure[] = [];
const RUNS = 20;
/** Typed letter by letter, as a person does. */
const WORDS = ['saint mont', 'college 3', 'v12', 'academie 7'];
const PAST = '2023-11-15';

async function measure(
  name: string,
  runs: number,
  run: (index: number) => Promise<unknown>,
  between: (index: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const times: number[] = [];
  const work: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    await between(index);
    const before = process.cpuUsage();
    const started = performance.now();
    await run(index);
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    work.push((user + system) / 1_000);
  }
  figures.push({
    name,
    p50: round(quantile(times, 0.5)),
    p95: round(quantile(times, 0.95)),
    cpu50: round(quantile(work, 0.5)),
    cpu95: round(quantile(work, 0.95)),
    n: runs,
  });
}

const megabytes = (bytes: number): number => round(bytes / 1e6);
let device = await openDevice(folder!);
await measure(
  'opening of the core',
  5,
  async () => (device = await openDevice(folder!)),
  () => device.close(),
);
const { core } = device;
const beforeIndex = process.memoryUsage().rss;
// The first question builds the index.
await measure('index build, with the first figures', 1, async () =>
  must(await core.call('pilot.figures', {})),
);
const afterIndex = process.memoryUsage().rss;

const actions = findTemplate('opale')!.actions;
let ticks = 0;
/** A tick of some school: what was kept is out of date after it. */
async function tick(): Promise<void> {
  ticks += 1;
  const school = schoolId((ticks * 37) % schools);
  const action = actions[ticks % actions.length]!.id;
  const status = ticks % 2 === 0 ? 'blocked' : 'notApplicable';
  const step = kitStepId(school, PROGRAMME, action);
  // Another reason each time: something is always written.
  must(await core.call('kit.tick', { step, status, note: `Raison ${ticks}` }));
}

await measure('kit.tick', RUNS * 5, tick);
await measure('pilot.schools, a page', RUNS * 2, async (index) =>
  must(await core.call('pilot.schools', { offset: index * 100, limit: 100 })),
);
await measure(
  'pilot.schools, first page after a tick, by progress',
  RUNS,
  async () => must(await core.call('pilot.schools', { sort: 'percent', limit: 100 })),
  tick,
);
const letters = WORDS.flatMap((word) =>
  Array.from({ length: word.length }, (_, end) => word.slice(0, end + 1)),
);
await measure('pilot.schools, each letter of a search', letters.length, async (index) =>
  must(await core.call('pilot.schools', { search: letters[index]!, limit: 100 })),
);
await measure('pilot.figures, today', RUNS, async () => must(await core.call('pilot.figures', {})));
await measure(
  'pilot.figures, today, after a tick',
  RUNS,
  async () => must(await core.call('pilot.figures', {})),
  tick,
);
await measure('pilot.figures, another past day each time', RUNS, async (index) =>
  must(await core.call('pilot.figures', { asOf: `2023-10-${String(index + 1).padStart(2, '0')}` })),
);
await measure('pilot.figures, the same past day', RUNS, async () =>
  must(await core.call('pilot.figures', { asOf: PAST })),
);
await measure('pilot.actions', RUNS, async () => must(await core.call('pilot.actions', {})));
await measure(
  'pilot.actions, after a tick',
  RUNS,
  async () => must(await core.call('pilot.actions', {})),
  tick,
);
await measure('kit.read', RUNS * 2, async (index) =>
  must(await core.call('kit.read', { establishment: schoolId((index * 101) % schools) })),
);
const memory = {
  indexMB: megabytes(afterIndex - beforeIndex),
  heapMB: megabytes(process.memoryUsage().heapUsed),
  residentMB: megabytes(process.memoryUsage().rss),
  peakMB: round(peakMegabytes()),
};
await device.close();
console.log(JSON.stringify({ figures, memory }));
