import { stampDevice, type Stamp } from '../../shared/kernel/clock.ts';
import { namedPlaceAbove } from '../../shared/access/places.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import {
  FRAME_ROWS,
  packSnapshotRow,
  PROTOCOL_VERSION,
  type ChangesFrame,
  type Frame,
  type PullRequest,
  type SnapshotFrame,
} from '../../shared/sync/protocol.ts';
import type { ServerIdentity } from '../accounts/identity.ts';
import { authorsOf } from '../accounts/people.ts';
import type { LoggedChange, Reading, Storage, StoredRow } from '../db/storage.ts';
import { readableBy } from './access.ts';

export interface PullContext {
  readonly storage: Storage;
  readonly identity: ServerIdentity;
  readonly now: () => number;
}

/**
 * The frames that bring a device up to date, read as they are asked for: a slow reader holds one
 * page in memory and one consistent view of one scope. A scope that has not moved costs nothing.
 */
export async function* pull(
  context: PullContext,
  asker: { readonly device: string; readonly person: string },
  cursors: PullRequest['cursors'],
): AsyncGenerator<Frame> {
  const { storage, identity, now } = context;
  const { scopes, versions, known } = await storage.read(async (read) => {
    const readable = await readableBy(read, asker.person);
    const versions = await read.versions(readable);
    return {
      // What stands below a place by its name alone is not told of before something is in it.
      scopes: readable.filter(
        (scope) => namedPlaceAbove(scope) === null || (versions.get(scope) ?? 0) > 0,
      ),
      versions,
      known: await read.device(asker.device),
    };
  });
  yield {
    type: 'hello',
    protocol: PROTOCOL_VERSION,
    epoch: identity.epoch,
    serverTime: now(),
    scopes,
    decided: known?.lastN ?? 0,
    chain: known?.chain ?? '',
    server: identity.card,
  };
  const readable = new Set(scopes);
  for (const scope of (Object.keys(cursors) as ScopeId[]).sort()) {
    if (!readable.has(scope)) yield { type: 'revoked', scope };
  }
  const named = new Set<string>();
  for (const scope of scopes) {
    if (cursors[scope] === (versions.get(scope) ?? 0)) continue;
    const reading = await storage.reading();
    try {
      for await (const frame of scopeFrames(reading, scope, cursors[scope])) {
        const authors = await newAuthors(reading, frame, named);
        if (authors !== null) yield authors;
        yield frame;
      }
    } finally {
      await reading.end();
    }
  }
  yield { type: 'end' };
}

type ScopeFrame = SnapshotFrame | ChangesFrame;

async function* scopeFrames(
  read: Reading,
  scope: ScopeId,
  cursor: number | undefined,
): AsyncGenerator<ScopeFrame> {
  const version = (await read.versions([scope])).get(scope) ?? 0;
  if (cursor !== undefined && cursor <= version && (await changesAreFewer(read, scope, cursor))) {
    yield* changesFrames(read, scope, cursor, version);
  } else {
    yield* snapshotFrames(read, scope, version);
  }
}

/** Whether there are at most as many changes as rows: then they are the shorter way. */
async function changesAreFewer(read: Reading, scope: ScopeId, cursor: number): Promise<boolean> {
  return read.hasRows(scope, await read.countChanges(scope, cursor));
}

async function* changesFrames(
  read: Reading,
  scope: ScopeId,
  cursor: number,
  version: number,
): AsyncGenerator<ChangesFrame> {
  let from = cursor;
  for await (const page of read.changePages(scope, cursor, FRAME_ROWS)) {
    const to = page.at(-1)!.version;
    yield { type: 'changes', scope, from, to, changes: page.map(toWire) };
    from = to;
  }
  if (from < version) yield { type: 'changes', scope, from, to: version, changes: [] };
}

function toWire({ entity, row, set, stamp }: LoggedChange): ChangesFrame['changes'][number] {
  return { entity, row, set: { ...set }, stamp };
}

async function* snapshotFrames(
  read: Reading,
  scope: ScopeId,
  version: number,
): AsyncGenerator<SnapshotFrame> {
  // One page is held back, to know which one is the last.
  let held: SnapshotFrame | null = null;
  let first = true;
  for await (const page of read.rowPages(scope, FRAME_ROWS)) {
    if (held !== null) yield held;
    held = { type: 'snapshot', scope, version, first, last: false, rows: page.map(packRow) };
    first = false;
  }
  yield held === null
    ? { type: 'snapshot', scope, version, first, last: true, rows: [] }
    : { ...held, last: true };
}

function packRow({ entity, id, values, stamps }: StoredRow): SnapshotFrame['rows'][number] {
  return packSnapshotRow(entity, id, values, stamps);
}

/** An `authors` frame for the devices that a frame mentions first, or null. */
async function newAuthors(
  read: Reading,
  frame: ScopeFrame,
  named: Set<string>,
): Promise<Frame | null> {
  const met = new Set<string>();
  const meet = (stamp: Stamp): void => {
    const device = stampDevice(stamp);
    if (!named.has(device)) met.add(device);
  };
  if (frame.type === 'changes') {
    for (const { stamp } of frame.changes) meet(stamp);
  } else {
    for (const { stamp, stamps = {} } of frame.rows) {
      meet(stamp);
      for (const other of Object.values(stamps)) meet(other);
    }
  }
  if (met.size === 0) return null;
  for (const device of met) named.add(device);
  const authors = await authorsOf(read, [...met].sort());
  return Object.keys(authors).length === 0 ? null : { type: 'authors', authors };
}
