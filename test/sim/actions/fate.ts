import fs from 'node:fs';
import path from 'node:path';
import { armCrash, disarmCrash } from '../kernel/crash.ts';
import { GRANTS, grantRow, SCRIPTED, type GroundGrant } from '../world/ground.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { Laptop } from '../parties/laptop.ts';
import type { World } from '../world/world.ts';

/** Closes the program and opens it again. */
export async function reopen(world: World, laptop: Laptop): Promise<void> {
  world.trace(`${laptop.name} reopened`);
  await laptop.close();
  await laptop.open();
}

/** A colleague copies the whole data folder to another computer; both go on. */
export async function copyProfile(world: World, laptop: Laptop): Promise<void> {
  disarmCrash();
  if (world.laptops.length > 6) return;
  await laptop.close();
  const copy = world.laptop(laptop.person);
  world.trace(`${laptop.name} copied to ${copy.name}`);
  copy.copyFrom(laptop.folder);
  copy.offset = laptop.offset;
  for (const [n, stamp] of laptop.numbers) copy.numbers.set(n, stamp);
  world.ledger.copied(laptop.name, copy.name);
  world.ids.set(copy.name, new Set(world.ids.get(laptop.name)));
  world.counts.profileCopied += 1;
  await laptop.open();
  await copy.open();
}

/** Saves a laptop's folder, or goes back to the copy that was saved. */
export async function backupOrRestoreDevice(world: World, laptop: Laptop): Promise<void> {
  const saved = path.join(world.parts.folder, `backup-${laptop.name}`);
  // A person closes the program in good order; a crash is another fault.
  disarmCrash();
  await laptop.close();
  if (!fs.existsSync(saved)) {
    world.trace(`${laptop.name} saved`);
    laptop.copyTo(saved);
    laptop.savedAt = world.ledger.all.length;
  } else {
    world.trace(`${laptop.name} restored`);
    laptop.copyFrom(saved);
    fs.rmSync(saved, { recursive: true });
    laptop.numbers.clear();
    for (const written of world.ledger.all.slice(laptop.savedAt)) {
      if (written.author === laptop.name) written.excused ??= 'its disk went back in time';
    }
    world.counts.deviceRestored += 1;
  }
  await laptop.open();
  laptop.noteNumbers();
}

/** Saves the server's database, or goes back to the saved one under a new epoch. */
export async function backupOrRestoreServer(world: World): Promise<void> {
  const saved = path.join(world.parts.folder, 'backup-server');
  if (!fs.existsSync(saved)) {
    await world.site.backup(saved);
    world.savedAt = world.ledger.all.length;
    world.trace('server saved');
    return;
  }
  world.trace('server restored');
  await world.site.restore(saved);
  fs.rmSync(saved);
  excusePruned(world);
  // A scripted device keeps no journal to send again from.
  for (const written of world.ledger.all.slice(world.savedAt)) {
    if (written.author === 'newer') written.excused ??= 'the server went back in time';
  }
  world.watcher.startAnew();
  world.newer.startAnew();
  await world.newer.learnState();
  world.counts.serverRestored += 1;
}

/**
 * What was decided of a place that a person has left is removed from their device with the place:
 * when the server then forgets it too, nobody has it.
 */
function excusePruned(world: World): void {
  for (const laptop of world.laptops) {
    const kept = new Set(laptop.shelf.journal().map(({ stamp }) => stamp));
    for (const written of world.ledger.all) {
      if (written.author !== laptop.name || kept.has(written.stamp)) continue;
      written.excused ??= 'it left with its place before the server went back in time';
    }
  }
}

/** An administrator revokes a device. */
export async function revoke(world: World, laptop: Laptop): Promise<void> {
  const device = laptop.shelf.device();
  if (device === null || world.counts.deviceRevoked > 1) return;
  world.trace(`${laptop.name} revoked`);
  world.counts.deviceRevoked += 1;
  await world.site.storage.transaction((write) => write.revokeDevice(device, world.time));
}

/** Somebody gets a role in a place, or loses it. */
export async function moveGrant(world: World): Promise<void> {
  const { chance } = world;
  const isExtra = chance.is(0.4);
  const grant = isExtra
    ? {
        person: chance.pick(world.laptops).person,
        role: 'support' as const,
        place: scopeId('establishment', chance.pick(['e1', 'e2', 'e3'])),
      }
    : chance.pick(movable(world));
  const row = grantRow(grant);
  const stored = await world.site.storage.read((read) =>
    read.rows([{ entity: row.entity, id: row.id }]),
  );
  const isLive = stored[0] !== undefined && stored[0].values['deleted'] !== true;
  world.trace(`grant ${row.id} ${isLive ? 'removed' : 'given'}`);
  await world.site.write([{ ...row, values: { ...row.values, deleted: isLive } }]);
  world.counts.grantMoved += 1;
}

/** Grants of the people who have a laptop; of everybody when they have none to lose. */
function movable(world: World): readonly GroundGrant[] {
  const people = new Set(world.laptops.map(({ person }) => person));
  const theirs = GRANTS.filter(({ person }) => people.has(person));
  return theirs.length > 0 ? theirs : GRANTS.filter(({ person }) => person !== SCRIPTED);
}

/** Lets one of the server's next requests crash it. */
export function armServer(world: World): void {
  armCrash(world.site.name, world.chance.int(25), world.chance.is(0.5));
}
