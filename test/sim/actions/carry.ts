import fs from 'node:fs';
import path from 'node:path';
import { canonical } from '../../support/canonical.ts';
import { Violation } from '../oracle/violation.ts';
import type { Laptop } from '../parties/laptop.ts';
import type { World } from '../world/world.ts';

/** Writes a bundle for the server, or for another device, to the key. */
export async function exportBundle(world: World, laptop: Laptop): Promise<void> {
  const { chance } = world;
  const file = path.join(world.parts.folder, `usb-${world.usb.length}.bascule`);
  const others = world.laptops.filter((other) => other !== laptop && !other.gone);
  const other = others.length > 0 && chance.is(0.5) ? chance.pick(others) : null;
  const device = other?.shelf.device() ?? null;
  const to = device === null ? {} : { to: device };
  await world.operate(laptop, 'export', async () => {
    const result = await laptop.core.call('bundle.export', { file, ...to });
    if (result.ok) {
      world.usb.push({ file, from: laptop.name });
      const bytes = fs.readFileSync(file, 'latin1');
      const words = world.ledger.all.flatMap(({ token }) => token ?? []);
      const plain = [...words, 'markestablishment'].find((word) => bytes.includes(word));
      if (plain !== undefined) throw new Violation(8, `a bundle can be read on its way: ${plain}`);
    }
    return result;
  });
}

/** Takes in a file from the key: whole, a second time, cut, or with one byte changed. */
export async function importBundle(world: World, laptop: Laptop): Promise<void> {
  const { chance } = world;
  if (world.usb.length === 0) return;
  const { file } = chance.pick(world.usb);
  const whole = fs.readFileSync(file);
  const damage = chance.weighted({ none: 6, cut: 1, changed: 1 });
  let given = file;
  if (damage !== 'none') {
    given = path.join(world.parts.folder, 'damaged.bascule');
    fs.writeFileSync(given, damaged(whole, damage, chance.int(whole.length)));
    world.counts[damage === 'cut' ? 'bundleCut' : 'bundleChanged'] += 1;
  }
  const shown = (): string => canonical([...laptop.shelf.rows().values()] as never);
  const before = shown();
  await world.operate(laptop, `import ${damage}`, async () => {
    const times = damage === 'none' && chance.is(0.3) ? 2 : 1;
    if (times === 2) world.counts.bundleTwice += 1;
    let result: unknown = null;
    for (let time = 0; time < times; time += 1) {
      const taken = await laptop.core.call('bundle.import', { file: given });
      if (damage !== 'none' && (taken.ok || shown() !== before)) {
        throw new Violation(8, `${laptop.name} took in a bundle that was ${damage}`);
      }
      result = taken;
    }
    return result;
  });
}

function damaged(whole: Buffer, damage: 'cut' | 'changed', at: number): Buffer {
  if (damage === 'cut') return whole.subarray(0, at);
  const changed = Buffer.from(whole);
  changed[at] = changed[at]! ^ 1;
  return changed;
}
