import { disarmCrash } from '../kernel/crash.ts';
import { compareWatcher } from '../actions/scripted.ts';
import { Violation } from '../oracle/violation.ts';
import type { World } from '../world/world.ts';

/** Rounds of syncs after which everything must have come to rest. */
const MOST_ROUNDS = 12;

/**
 * Brings the world to rest: everybody is online, no more mishaps, clocks as they are, and all sync
 * until nothing moves.
 */
export async function comeToRest(world: World): Promise<void> {
  disarmCrash();
  while (world.scheduler.parked.length > 0) await world.resume();
  world.network.calm = true;
  while (world.network.late.length > 0) await world.network.deliverLate();
  for (const laptop of world.laptops) laptop.online = true;
  for (let round = 1; ; round += 1) {
    if (round > MOST_ROUNDS)
      throw new Violation(10, `syncs never come to rest: ${world.unsettled}`);
    world.rowsPulled = 0;
    if (!(await syncAll(world)) && world.rowsPulled === 0) break;
  }
  await world.watcher.pull();
  await compareWatcher(world);
}

/** @returns whether anything was sent, or has still to be */
async function syncAll(world: World): Promise<boolean> {
  let moved = false;
  for (const laptop of world.laptops) {
    if (laptop.gone) continue;
    let isDone = false;
    await world.operate(laptop, 'last sync', async () => {
      const result = await laptop.core.call('sync.now', {});
      isDone = result.ok;
      if (result.ok) moved ||= result.value.pushed + result.value.rejected > 0;
      return result;
    });
    while (world.scheduler.parked.length > 0) await world.resume();
    if (laptop.gone) {
      moved = true;
      continue;
    }
    const status = await laptop.core.call('sync.status', {});
    const pending = status.ok ? status.value.pending : 0;
    // Places that a restored server does not list stay until the person lets them go.
    if (status.ok && status.value.notice !== null) await laptop.core.call('sync.acknowledge', {});
    if (!isDone || pending > 0) {
      moved = true;
      world.unsettled = `${laptop.name}: ${isDone ? `${pending} pending` : 'sync fails'}`;
    }
  }
  return moved;
}

/** A sync with nothing new carries no row and pushes nothing. */
export async function checkQuiet(world: World): Promise<void> {
  world.framesPulled = 0;
  if ((await syncAll(world)) || world.framesPulled > 0) {
    throw new Violation(10, `a sync with nothing new carried ${world.framesPulled} frames`);
  }
}
