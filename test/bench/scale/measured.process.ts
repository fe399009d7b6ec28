/** Opens a filled folder, asks what a window asks, prints what it took as JSON. */
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { must, openDevice } from '../../support/devices.ts';
import { peakMegabytes } from '../memory.ts';
import { round } from '../measure.ts';
import { createMeter } from './meter.ts';
import { makeDraft } from './draft.ts';
import { becomePerson } from './fill.ts';
import { PILOT, PROGRAMME, schoolId, TECHNICIAN } from './names.ts';
import { questions } from './questions.ts';

const [folder, count, only = ''] = process.argv.slice(2);
const schools = Number(count);
const meter = createMeter(only);
const { measure } = meter;
const RUNS = 20;
const actions = findTemplate('opale')!.actions;

const megabytes = (bytes: number): number => round(bytes / 1e6);
becomePerson(folder!, PILOT);
let device = await openDevice(folder!);
await measure(
  'opening of the core',
  5,
  async () => (device = await openDevice(folder!)),
  () => device.close(),
);
const beforeIndex = process.memoryUsage().rss;
// The first question builds the index.
await measure('index build, with the first figures', 1, async () =>
  must(await device.core.call('pilot.figures', {})),
);
const afterIndex = process.memoryUsage().rss;

let writes = 0;
/** A tick of some school: what was kept is out of date after it. */
async function tick(): Promise<void> {
  writes += 1;
  const school = schoolId((writes * 37) % schools);
  const action = actions[writes % actions.length]!.id;
  const status = writes % 2 === 0 ? 'blocked' : 'notApplicable';
  const step = kitStepId(school, PROGRAMME, action);
  // Another reason each time: something is always written.
  must(
    await device.core.call('kit.tick', { step, status, note: `Raison ${process.pid} ${writes}` }),
  );
}

await measure('kit.tick', RUNS * 5, tick);
await makeDraft(device.core);
for (const { name, ask, runs = RUNS, before } of questions(schools)) {
  const call = async (index: number) => must(await ask(device.core, index));
  await measure(
    name,
    runs,
    call,
    before === 'tick' ? tick : (index) => before?.(device.core, index),
  );
}

// Somebody with a part in the kit of every school, whose week is all of them.
await device.close();
becomePerson(folder!, TECHNICIAN);
device = await openDevice(folder!);
must(await device.core.call('pilot.figures', {}));
await measure('week.read, of a technician of all schools', RUNS, async () =>
  must(await device.core.call('week.read', {})),
);
await measure(
  'week.read, of a technician of all schools, after a tick',
  RUNS,
  async () => must(await device.core.call('week.read', {})),
  tick,
);
const memory = {
  indexMB: megabytes(afterIndex - beforeIndex),
  heapMB: megabytes(process.memoryUsage().heapUsed),
  residentMB: megabytes(process.memoryUsage().rss),
  peakMB: round(peakMegabytes()),
};
await device.close();
console.log(JSON.stringify({ figures: meter.figures, memory }));
