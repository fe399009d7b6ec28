import { scopeId } from '../../../shared/schema/scope.ts';
import type { Change } from '../../../shared/sync/change.ts';
import { keyOf } from '../oracle/ledger.ts';
import { Violation } from '../oracle/violation.ts';
import { ACTIONS, PROGRAMME, SCHOOLS } from '../world/ground.ts';
import type { World } from '../world/world.ts';
import { editedNote } from './local.ts';

/** The watcher takes in some of what is new; once it has all, it must have everything. */
export async function watch(world: World): Promise<void> {
  const isCut = world.chance.is(0.3);
  await world.watcher.pull(isCut ? world.chance.int(5) : Number.POSITIVE_INFINITY);
  if (!isCut) await compareWatcher(world);
}

/** Every row and stamp that the server has must be what the watcher put together from changes. */
export async function compareWatcher(world: World): Promise<void> {
  const { rows, cursors } = world.watcher;
  for (const [scope, stored] of await world.site.rows()) {
    if (cursors[scope] === undefined) continue;
    for (const row of stored) {
      const held = rows.get(`${row.entity} ${row.id}`);
      for (const [field, stamp] of Object.entries(row.stamps)) {
        if (held?.stamps[field] === stamp) continue;
        throw new Violation(
          6,
          `a reader at version ${cursors[scope]} of ${scope} lacks ${row.entity} ${row.id} ${field} ${stamp}: it has ${held?.stamps[field] ?? 'nothing'}`,
        );
      }
    }
  }
}

/** A device of a newer version writes what this one does not know, and removes and makes rows. */
export async function newerWrites(world: World): Promise<void> {
  const { chance, newer } = world;
  await newer.pull();
  const school = chance.pick(Object.keys(SCHOOLS));
  const scope = scopeId('establishment', school);
  const step = `${school}:${PROGRAMME}:${chance.pick(ACTIONS)}`;
  const held = newer.rows.get(`kitStep ${step}`);
  const token = world.ledger.newToken(school);
  const changes: Omit<Change, 'seen'>[] = [];
  switch (chance.pick(['entity', 'field', 'remove', 'note'] as const)) {
    case 'entity':
      changes.push({
        entity: 'inspection',
        row: `v${chance.int(3)}:${school}`,
        scope,
        set: {
          report: token,
          mood: { colour: 'é\u0301', scale: [1, 2.5, -0.1] },
          count: 2 ** 53 - 1,
        },
      });
      break;
    case 'field':
      changes.push({ entity: 'kitStep', row: step, scope, set: { mood: token } });
      break;
    case 'remove':
      changes.push({
        entity: 'kitStep',
        row: step,
        scope,
        set: { deleted: held?.values['deleted'] !== true },
      });
      break;
    case 'note':
      if (held === undefined) return;
      changes.push({ entity: 'kitStep', row: step, scope, set: { note: editedNote(world, held) } });
      break;
  }
  const transaction = newer.transaction(changes, world.time);
  const before = newer.rows.get(`${changes[0]!.entity} ${changes[0]!.row}`);
  const answer = await newer.push(newer.seal([transaction]));
  world.trace(`newer ${JSON.stringify(changes)}: ${JSON.stringify(answer)}`);
  world.counts.newerVersion += 1;
  if (!('refused' in answer) || answer.refused.length > 0) return;
  for (const { entity, row, set } of changes) {
    for (const [field, value] of Object.entries(set)) {
      const seen = before?.stamps[field] ?? null;
      world.ledger.add('newer', keyOf(entity, row, field), transaction.stamp, value, seen);
    }
  }
}

/** Somebody tries what must not work; nothing of it may leave a trace in what people read. */
export async function forge(world: World): Promise<void> {
  const { chance, newer, site } = world;
  const before = JSON.stringify([...(await site.storage.read((read) => read.allVersions()))]);
  const { n, chain, highest } = newer;
  const scope = scopeId('establishment', 'e1');
  const change = { entity: 'kitStep', row: 'e1:op:a1', scope, set: { note: 'forged' } };
  const kind = chance.pick(['signature', 'content', 'scope', 'protocol', 'fork'] as const);
  if (kind === 'fork' && n === 0) return;
  if (kind === 'fork') newer.n -= 1;
  const moved = { ...change, scope: scopeId('establishment', 'e3') };
  const made = newer.transaction([kind === 'scope' ? moved : change], world.time);
  let text = newer.seal([made], kind === 'protocol' ? 1 : undefined);
  if (kind === 'signature') text = text.replace(/.(?=.{9}$)/, (one) => (one === 'A' ? 'B' : 'A'));
  if (kind === 'content') text = text.replace('"forged"', '"furged"');
  const answer = await newer.push(text);
  world.trace(`forged ${kind}: ${JSON.stringify(answer)}`);
  world.counts[kind === 'protocol' ? 'oldProtocol' : 'forged'] += 1;
  const after = JSON.stringify([...(await site.storage.read((read) => read.allVersions()))]);
  if (before !== after) {
    throw new Violation(kind === 'scope' ? 7 : 8, `a batch with a forged ${kind} was accepted`);
  }
  const isDecided = 'refused' in answer;
  if ('refused' in answer && (kind !== 'scope' || answer.refused.length === 0)) {
    throw new Violation(8, `a batch with a forged ${kind} was answered ${JSON.stringify(answer)}`);
  }
  if (!isDecided) Object.assign(newer, { n, chain, highest });
}
