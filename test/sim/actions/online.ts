import type { Laptop } from '../parties/laptop.ts';
import { disarmCrash } from '../kernel/crash.ts';
import type { World } from '../world/world.ts';
import { maybeArm } from './local.ts';

export async function sync(world: World, laptop: Laptop): Promise<void> {
  maybeArm(world, laptop);
  await world.operate(laptop, 'sync', async () => {
    const result = await laptop.core.call('sync.now', {});
    if (!result.ok && result.error.type === 'ServerRefused') {
      world.trace(`${laptop.name} refused: ${JSON.stringify(result.error)}`);
    }
    return result;
  });
  if (!laptop.busy) disarmCrash();
}

/** Lists devices, renames one's own, or revokes another one of the same person. */
export async function manageDevices(world: World, laptop: Laptop): Promise<void> {
  await world.operate(laptop, 'devices', async () => {
    const listed = await laptop.core.call('devices.list', {});
    if (!listed.ok) return listed;
    const mine = listed.value.filter((card) => card.mine && card.revokedAt === null);
    if (mine.length === 0) return listed;
    const { id, current } = world.chance.pick(mine);
    if (!current && world.has('revoke') && world.chance.is(0.5)) {
      world.counts.deviceRevoked += 1;
      return laptop.core.call('devices.revoke', { device: id });
    }
    return laptop.core.call('devices.rename', { device: id, name: `pc ${world.chance.int(9)}` });
  });
}

export function toggleNetwork(world: World, laptop: Laptop): void {
  laptop.online = !laptop.online;
  if (!laptop.online) world.counts.offline += 1;
}

const DAY = 24 * 3_600_000;

/** A clock that is a little off, or by more than a year, or put right. */
export function jump(world: World): number {
  const { chance } = world;
  const far = 400 * DAY;
  return chance.pick([0, 0, 60_000, -60_000, 3 * 3_600_000, 2 * DAY, -2 * DAY, far, -far]);
}

export function deviceClock(world: World, laptop: Laptop): void {
  laptop.offset = jump(world);
  world.counts.deviceClock += 1;
  world.trace(`${laptop.name} clock ${laptop.offset / 3_600_000} h`);
}

export function serverClock(world: World): void {
  world.site.offset = jump(world);
  world.counts.serverClock += 1;
  world.trace(`server clock ${world.site.offset / 3_600_000} h`);
}
