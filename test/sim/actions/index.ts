import { disarmCrash } from '../kernel/crash.ts';
import type { World } from '../world/world.ts';
import { exportBundle, importBundle } from './carry.ts';
import * as fate from './fate.ts';
import { dealWithRefusal, settle, tick, undo } from './local.ts';
import * as online from './online.ts';
import { forge, newerWrites, watch } from './scripted.ts';

const isOnServer = new Set(['watch', 'serverRestore', 'revoke', 'grant', 'newer', 'forge']);

/** Does one thing, as often as it is likely: somebody works, or something happens to them. */
export async function actions(world: World): Promise<void> {
  const { chance } = world;
  const weight = (feature: Parameters<World['has']>[0], likely: number): number =>
    world.has(feature) ? likely : 0;
  const name = chance.weighted({
    tick: 45,
    undo: 3,
    settle: 5,
    refusal: 2,
    sync: 22,
    devices: 2,
    network: 4,
    reopen: 1,
    watch: 3,
    deviceClock: weight('deviceClock', 3),
    serverClock: weight('serverClock', 3),
    copy: weight('copy', 2),
    deviceRestore: weight('deviceRestore', 3),
    serverRestore: weight('serverRestore', 3),
    serverCrash: weight('serverCrash', 4),
    revoke: weight('revoke', 2),
    grant: weight('grants', 6),
    export: weight('bundles', 5),
    import: weight('bundles', 6),
    newer: weight('newer', 6),
    forge: weight('forger', 4),
  });
  const present = world.laptops.filter(({ gone }) => !gone);
  const idle = world.idle();
  const someone = present.length > 0 ? chance.pick(present) : null;
  const free = idle.length > 0 ? chance.pick(idle) : null;
  if (someone === null || free === null) return;
  // An armed crash is for what devices ask, not for the simulator's own doings on the server.
  if (isOnServer.has(name)) disarmCrash();
  switch (name) {
    case 'tick':
      return tick(world, someone);
    case 'undo':
      return undo(world, someone);
    case 'settle':
      return settle(world, someone);
    case 'refusal':
      return dealWithRefusal(world, someone);
    case 'sync':
      return online.sync(world, free);
    case 'devices':
      return online.manageDevices(world, free);
    case 'network':
      return online.toggleNetwork(world, someone);
    case 'reopen':
      return fate.reopen(world, free);
    case 'watch':
      return watch(world);
    case 'deviceClock':
      return online.deviceClock(world, someone);
    case 'serverClock':
      return online.serverClock(world);
    case 'copy':
      return fate.copyProfile(world, free);
    case 'deviceRestore':
      return fate.backupOrRestoreDevice(world, free);
    case 'serverRestore':
      return fate.backupOrRestoreServer(world);
    case 'serverCrash':
      return fate.armServer(world);
    case 'revoke':
      return fate.revoke(world, someone);
    case 'grant':
      return fate.moveGrant(world);
    case 'export':
      return exportBundle(world, free);
    case 'import':
      return importBundle(world, free);
    case 'newer':
      return newerWrites(world);
    case 'forge':
      return forge(world);
  }
}
