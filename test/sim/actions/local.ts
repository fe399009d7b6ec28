import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { armCrash, Crashed, crashedFolder, disarmCrash } from '../kernel/crash.ts';
import type { Chance } from '../kernel/chance.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { keyOf, type Written } from '../oracle/ledger.ts';
import type { Laptop } from '../parties/laptop.ts';
import type { ShownRow } from '../../support/shelf.ts';
import type { World } from '../world/world.ts';

/** Writes of one local action, generously. */
const MOST_WRITES = 14;
/** Writes of one sync, generously. */
const MOST_SYNC_WRITES = 60;

/** Lets the laptop's program crash somewhere in what it does next, in some runs. */
export function maybeArm(world: World, laptop: Laptop, most = MOST_SYNC_WRITES): void {
  if (!world.has('deviceCrash') || !world.chance.is(0.25)) return;
  laptop.pendingBefore = laptop.shelf.journal().filter(({ refusal }) => refusal === null);
  armCrash(laptop.folder, world.chance.int(most), world.chance.is(0.5));
}

/**
 * Does something on a laptop that needs no network, and notes what it wrote. It may crash: then
 * all of it is on the disk, or nothing.
 */
async function act(
  world: World,
  laptop: Laptop,
  label: string,
  work: () => Promise<Result<unknown, CoreFailure>>,
): Promise<readonly Written[]> {
  world.operations += 1;
  const before = laptop.shelf.rows();
  noteMergedTexts(world, before);
  const wasBusy = laptop.busy;
  if (!wasBusy) maybeArm(world, laptop, MOST_WRITES);
  let result: Result<unknown, CoreFailure> | null = null;
  try {
    result = await work();
  } catch (error) {
    if (!(error instanceof Crashed)) throw error;
  }
  const isCrashed = crashedFolder() === laptop.folder;
  if (!wasBusy && !isCrashed) disarmCrash();
  if (!isCrashed) {
    const written = world.ledger.acted(laptop.name, before, laptop.shelf.rows());
    if (written.length > 0) laptop.noteLast(written[0]!.stamp);
    world.trace(
      `${laptop.name} ${label}: ${result?.ok === true ? written.map(({ key, value }) => `${key}=${JSON.stringify(value)}`).join(', ') : JSON.stringify(result)}`,
    );
    return written;
  }
  // Read before the restart looks at the journal: a whole action counts as written.
  laptop.crashedOver = before;
  await world.afterStep();
  return [];
}

/** Texts that the server merged, as a person sees them: it may forget them later. */
function noteMergedTexts(world: World, shown: ReadonlyMap<string, ShownRow>): void {
  for (const { entity, id, values, stamps } of shown.values()) {
    if (entity === 'conflict') continue;
    for (const [field, stamp] of Object.entries(stamps)) {
      const value = values[field] ?? null;
      if (!stamp.endsWith('-server') || typeof value !== 'string') continue;
      world.ledger.addMerged(keyOf(entity, id, field), stamp, value);
    }
  }
}

export async function tick(world: World, laptop: Laptop): Promise<void> {
  const { chance } = world;
  const steps = [...laptop.shelf.rows().values()].filter(
    ({ entity, values }) => entity === 'kitStep' && values['deleted'] !== true,
  );
  if (steps.length === 0) return;
  const step = chance.pick(steps);
  const status = chance.is(0.4)
    ? ((step.values['status'] ?? 'todo') as 'todo')
    : chance.pick(['todo', 'done', 'blocked', 'notApplicable'] as const);
  const note = chance.is(0.6) ? { note: editedNote(world, step) } : {};
  const input = { step: step.id, status, ...note };
  await act(world, laptop, 'tick', () => laptop.core.call('kit.tick', input));
}

/** The note of a step with one more word in it, in a place that follows the seed. */
export function editedNote(world: World, step: ShownRow): string {
  const { chance, ledger } = world;
  const token = ledger.newToken(step.id.split(':')[0]!);
  return editText(String(step.values['note'] ?? ''), token, chance);
}

function editText(text: string, token: string, chance: Chance): string {
  const words = text.split(' ').filter((word) => word !== '');
  const at = chance.int(words.length + 1);
  switch (chance.pick(['append', 'prepend', 'insert', 'replace', 'rewrite'] as const)) {
    case 'append':
      return [...words, token].join(' ');
    case 'prepend':
      return [token, ...words].join(' ');
    case 'insert':
      return [...words.slice(0, at), token, ...words.slice(at)].join(' ');
    case 'replace':
      return [...words.slice(0, at), token, ...words.slice(at + 1)].join(' ');
    case 'rewrite':
      return token;
  }
}

export async function undo(world: World, laptop: Laptop): Promise<void> {
  await act(world, laptop, 'undo', () => laptop.core.call('sync.undo', {}));
}

/** Settles an open conflict: by one of the versions or, for a text, by a third one. */
export async function settle(world: World, laptop: Laptop): Promise<void> {
  const { chance } = world;
  const listed = await laptop.core.call('sync.conflicts', {});
  if (!listed.ok) return;
  const mine = listed.value.filter(({ mayResolve }) => mayResolve);
  if (mine.length === 0) return;
  const conflict = chance.pick(mine);
  const isText = conflict.field === 'note' && chance.is(0.3);
  const row = laptop.shelf.rows().get(`${conflict.entity} ${conflict.row}`);
  const choice =
    isText && row !== undefined
      ? { value: editedNote(world, row) }
      : { keep: chance.int(conflict.versions.length) };
  const input = { ids: [conflict.id], ...choice };
  const versions = laptop.shelf.rows().get(`conflict ${conflict.id}`)?.values['versions'];
  const offered = (versions ?? []) as unknown as { stamp: string; value: JsonValue }[];
  const stamps = offered.map(({ stamp }) => stamp);
  for (const { stamp, value } of offered) {
    const key = keyOf(conflict.entity, conflict.row, conflict.field);
    if (stamp.endsWith('-server')) world.ledger.addMerged(key, stamp, value);
  }
  const written = await act(world, laptop, 'resolve', () =>
    laptop.core.call('sync.resolve', input),
  );
  for (const one of written) world.ledger.chose(one, stamps);
}

/** Deals with a refused transaction: takes it off the list, or sends it again. */
export async function dealWithRefusal(world: World, laptop: Laptop): Promise<void> {
  const { chance } = world;
  const listed = await laptop.core.call('sync.rejected', {});
  if (!listed.ok || listed.value.length === 0) return;
  const { n } = chance.pick(listed.value);
  const name = chance.is(0.5) ? 'sync.resend' : 'sync.dismiss';
  const stamp = laptop.shelf.journal(n - 1)[0]?.stamp;
  await act(world, laptop, name, () => laptop.core.call(name, { n }));
  // Its author has dealt with it: it may leave with its place.
  for (const written of world.ledger.all) {
    if (written.author === laptop.name && written.stamp === stamp) {
      written.excused ??= 'its author has dealt with the refusal';
    }
  }
}
