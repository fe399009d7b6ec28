import type { StoredRow } from '../../../server/db/storage.ts';
import { canonical } from '../../support/canonical.ts';
import { Violation } from '../oracle/violation.ts';
import type { Laptop } from '../parties/laptop.ts';
import type { ShownRow } from '../../support/shelf.ts';
import { mayRead } from '../world/access.ts';
import { markOf } from '../world/ground.ts';
import type { World } from '../world/world.ts';

/** Whoever may read a scope shows exactly the server's rows of it, and no row of another. */
export async function checkShown(world: World): Promise<void> {
  const byScope = await world.site.rows();
  const access = await world.site.accessRows();
  for (const laptop of world.laptops) {
    if (laptop.gone) continue;
    const readable = mayRead(laptop.person, access);
    const shown = laptop.shelf.rows();
    for (const row of shown.values()) {
      if (!readable.has(row.scope as never)) {
        throw new Violation(7, `${laptop.name} still has ${row.entity} ${row.id} of ${row.scope}`);
      }
    }
    let expected = 0;
    for (const scope of readable) {
      for (const row of byScope.get(scope) ?? []) {
        expected += 1;
        compare(laptop, row, shown.get(`${row.entity} ${row.id}`));
      }
    }
    if (expected !== shown.size) {
      throw new Violation(2, `${laptop.name} shows ${shown.size} rows, the server has ${expected}`);
    }
    checkDisk(world, laptop, readable, [...byScope.keys()]);
  }
}

function compare(laptop: Laptop, row: StoredRow, shown: ShownRow | undefined): void {
  const here = shown === undefined ? 'nothing' : canonical([shown.values, shown.stamps]);
  const there = canonical([row.values, row.stamps]);
  if (here === there) return;
  const isUnknown = row.entity === 'inspection' || 'mood' in row.values;
  throw new Violation(
    isUnknown ? 9 : 2,
    `${laptop.name} shows ${row.entity} ${row.id} as ${here}, the server as ${there}`,
  );
}

/** On the disk of a device there is nothing of scopes that its person may not read any more. */
function checkDisk(
  world: World,
  laptop: Laptop,
  readable: ReadonlySet<string>,
  scopes: readonly string[],
): void {
  const hidden = scopes.filter((scope) => !readable.has(scope));
  if (hidden.length === 0) return;
  // What its own person wrote stays theirs, with what they wrote it into.
  const own = world.ledger.all
    .filter(({ author }) => author === laptop.name)
    .map(({ value }) => (typeof value === 'string' ? value : ''))
    .join(' ');
  const words = world.ledger.all.flatMap(({ token }) => token ?? []);
  const bytes = laptop.bytes();
  for (const scope of hidden) {
    const school = scope.startsWith('establishment:') ? scope.split(':')[1]! : null;
    const forbidden = [
      markOf(scope as never),
      ...words.filter((word) => school !== null && word.endsWith(`x${school}`)),
    ].filter((word) => !own.includes(word));
    for (const word of forbidden) {
      if (bytes.includes(word)) {
        throw new Violation(7, `${laptop.name} still has "${word}" of ${scope} on its disk`);
      }
    }
  }
}
