import fs from 'node:fs';
import { Chance } from './kernel/chance.ts';
import { closeDatabases, disarmCrash } from './kernel/crash.ts';
import { seedEntropy } from './kernel/entropy.ts';
import { actions } from './actions/index.ts';
import { readHistory } from './checks/history.ts';
import { checkLosses } from './checks/losses.ts';
import { checkCausality, checkConflicts, checkOnce } from './checks/order.ts';
import { checkQuiet, comeToRest } from './checks/rest.ts';
import { checkShown } from './checks/shown.ts';
import { runFolder } from './parties/site.ts';
import type { Database } from './parties/database.ts';
import type { Templates } from './world/templates.ts';
import { PEOPLE } from './world/ground.ts';
import type { FaultCounts } from './world/faults.ts';
import { makePlan } from './world/plan.ts';
import { World } from './world/world.ts';

export interface RunOptions {
  readonly seed: number;
  readonly devices?: number | undefined;
  readonly servers?: number | undefined;
  readonly templates: Templates;
  /** Whether what waits for the network may go on at the same moment. */
  readonly together: boolean;
  /** Leaves the run's folder for looking into. */
  readonly keep?: boolean;
  readonly trace?: (line: string) => void;
}

export interface Outcome {
  readonly seed: number;
  /** Actions of people. */
  readonly operations: number;
  readonly faults: FaultCounts;
  /** The first broken invariant, or the fault, in words; null: all held. */
  readonly failure: string | null;
}

/** Runs one seed from the ground to rest, and checks every invariant. */
export async function runSeed(options: RunOptions): Promise<Outcome> {
  const { seed, templates } = options;
  const chance = new Chance(seed);
  seedEntropy(seed);
  const plan = makePlan(chance, given(options));
  const folder = runFolder('bascule-sim-');
  const database: Database = await templates.database(folder);
  const trace = options.trace ?? (() => undefined);
  trace(
    `plan: ${plan.devices} devices, ${plan.servers} servers, ${plan.steps} steps, trouble ${plan.trouble}, ${[...plan.features].join(' ')}`,
  );
  const template = templates.device;
  const world = new World({ plan, chance, folder, database, template, trace });
  let failure: string | null = null;
  try {
    await prepare(world, templates);
    await live(world, options.together);
    await comeToRest(world);
    await check(world);
  } catch (error) {
    failure = error instanceof Error ? (trace(String(error.stack)), error.message) : String(error);
  } finally {
    disarmCrash();
    await world
      .end(failure === null)
      .catch((error: unknown) => (failure ??= `end: ${String(error)}`));
    for (const laptop of world.laptops) closeDatabases(laptop.folder);
    await database.remove();
    if (options.keep === true) trace(`kept: ${folder}`);
    else fs.rmSync(folder, { recursive: true, force: true });
  }
  const { operations, counts } = world;
  return { seed, operations, faults: counts, failure };
}

function given({ devices, servers }: RunOptions): { devices?: number; servers?: number } {
  return {
    ...(devices === undefined ? {} : { devices }),
    ...(servers === undefined ? {} : { servers }),
  };
}

/** Servers start, devices are enrolled and hold their scopes. */
async function prepare(world: World, templates: Templates): Promise<void> {
  const { chance, plan } = world;
  await world.site.start();
  await world.watcher.enrol();
  await world.newer.enrol();
  world.network.calm = true;
  const free = new Map([...templates.enrolled].map(([person, folders]) => [person, [...folders]]));
  for (let index = 0; index < plan.devices; index += 1) {
    // The first two meet in one school: without a meeting nothing can go wrong.
    const meeting = index === 0 ? ['bea'] : index === 1 ? ['ali', 'bea', 'pia'] : PEOPLE;
    const person = chance.pick(meeting);
    const folder = chance.is(0.9) ? free.get(person)?.pop() : undefined;
    if (folder === undefined) {
      await world.enrol(person);
      continue;
    }
    const laptop = world.laptop(person, folder);
    await laptop.open();
    world.noteOwn(laptop);
  }
  world.network.calm = false;
}

/** The seed's days: people work, things go wrong. */
async function live(world: World, together: boolean): Promise<void> {
  const { chance, scheduler, plan } = world;
  for (let step = 0; step < plan.steps; step += 1) {
    world.time += chance.between(1, 600) * 1_000;
    if (world.network.late.length > 0 && chance.is(0.3)) await world.network.deliverLate();
    const waiting = scheduler.parked.length;
    if (waiting > 0 && chance.is(0.65)) {
      if (together && chance.is(0.4)) {
        await world.resumeAll();
        continue;
      }
      // Messages are many more than actions.
      for (let count = chance.between(1, 6); count > 0; count -= 1) await world.resume();
      continue;
    }
    await actions(world);
  }
}

async function check(world: World): Promise<void> {
  const history = await readHistory(world);
  for (const { entity, row, device, n, stamp, set, seen } of history.log) {
    if (n !== null || device === 'server') {
      world.trace(`log ${entity} ${row} ${device} ${n} ${stamp} ${JSON.stringify({ set, seen })}`);
    }
  }
  checkOnce(world, history);
  await checkShown(world);
  checkLosses(world, history);
  checkCausality(world, history);
  checkConflicts(world, history);
  await checkQuiet(world);
}
