import type { Database } from 'better-sqlite3';
import { never } from '../../../shared/kernel/never.ts';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import { stampDevice } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { changedState, mergeRow, type RowState } from '../../../shared/sync/merge.ts';
import {
  unpackStamps,
  type ChangesFrame,
  type Frame,
  type SnapshotFrame,
} from '../../../shared/sync/protocol.ts';
import type { Cursors } from './cursors.ts';
import type { DeviceStates } from './deviceState.ts';
import type { News } from './news.ts';
import type { Outbox } from './outbox.ts';
import type { Rows } from './rows.ts';
import { createWaiting, rebuild, rowKey, type Waiting } from './waiting.ts';

/** What a frame or an answer moved on this device. */
export interface Applied {
  readonly scopes: readonly ScopeId[];
  readonly entities: readonly string[];
  /** Rows whose authoritative state arrived. */
  readonly rows: number;
}

/** What frames moved, and what of them was known, or did not fit what is held. */
export interface Taken extends Applied {
  /** Rows of frames that were here already. */
  readonly known: number;
  /** Frames that continue something that has not arrived. */
  readonly unfit: number;
}

/**
 * Applies what the server says. The store shows the server's state with what waits merged over
 * it; under such a row its `base` is the server's state.
 */
export interface Inbox {
  /**
   * Applies frames in one transaction: a cut between two calls costs nothing. A frame that is
   * known, or that does not continue what is held, is left out; cursors never move back.
   */
  apply(frames: readonly Frame[]): Taken;
  /** Whether it is known who is behind a device. */
  knows(device: string): boolean;
  /** Frames of another stream follow: a snapshot that was cut begins anew. */
  begin(): void;
  /** Rows of a scope leave the device, and what was decided there. */
  removeScopes(scopes: readonly ScopeId[]): void;
  /** Writes rows anew that something no longer waits over, or something new does. */
  rebuildRows(keys: Iterable<RowKey>): void;
}

/** A row, and the scope that it lives in. */
export interface RowKey {
  readonly entity: string;
  readonly id: string;
  readonly scope: ScopeId;
}

interface InboxParts {
  readonly rows: Rows;
  readonly outbox: Outbox;
  readonly news: News;
  readonly states: DeviceStates;
  readonly cursors: Cursors;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A snapshot of which the first parts have come. */
interface Partial {
  readonly version: number;
  /** Rows so far, where the scope's rows are replaced: the server has gone back in time. */
  readonly replaces: Set<string> | null;
}

export function createInbox(db: Database, parts: InboxParts): Inbox {
  const { rows, outbox, news, states, cursors } = parts;
  const author = db.prepare(
    `INSERT INTO author (device, person, name) VALUES (?, ?, ?)
     ON CONFLICT (device) DO UPDATE SET person = excluded.person, name = excluded.name`,
  );
  const authors = db.prepare('SELECT 1 FROM author WHERE device = ?').pluck();
  const snapshots = new Map<ScopeId, Partial>();

  /** What one transaction gathers on its way. */
  class Work {
    readonly waiting: Waiting = createWaiting(outbox, news);
    readonly scopes = new Set<ScopeId>();
    readonly entities = new Set<string>();
    /** Highest stamp of each device, where news wait to be confirmed. */
    readonly byDevice: Map<string, Stamp> | null = news.any() ? new Map() : null;
    highest: Stamp | null = null;
    rows = 0;
    known = 0;
    unfit = 0;

    meet(row: RowState): void {
      this.entities.add(row.entity);
      this.rows += 1;
      for (const field in row.stamps) {
        const stamp = row.stamps[field]!;
        if (this.highest === null || stamp > this.highest) this.highest = stamp;
        if (this.byDevice !== null) {
          const device = stampDevice(stamp);
          const met = this.byDevice.get(device);
          if (met === undefined || stamp > met) this.byDevice.set(device, stamp);
        }
      }
    }
  }

  /** Takes in an authoritative state. */
  function take(incoming: RowState, work: Work): void {
    const { entity, id } = incoming;
    const waits = work.waiting.of(entity, id).length > 0;
    const base = waits ? rows.readBase(entity, id) : undefined;
    // A row that returned after it had left the device has no base yet.
    const state = base === undefined ? rows.read(entity, id) : (base ?? undefined);
    const { row: merged, taken } = mergeRow(state, incoming);
    // Most of what comes back is one's own, which is here already.
    const isKnown = state !== undefined && taken.length === 0;
    if (waits) {
      if (!isKnown || base === undefined) rebuild(rows, entity, id, merged, work.waiting);
    } else if (!isKnown) rows.write(merged);
    work.meet(incoming);
  }

  /** Puts the server's state in the place of whatever was held. */
  function replace(incoming: RowState, work: Work): void {
    rebuild(rows, incoming.entity, incoming.id, incoming, work.waiting);
    work.meet(incoming);
  }

  function applySnapshot(frame: SnapshotFrame, work: Work): void {
    const { scope, version, first, last } = frame;
    const cursor = cursors.get(scope);
    if (cursor !== undefined && version <= cursor && !cursors.isStale(scope)) {
      work.known += frame.rows.length;
      return;
    }
    if (first) {
      const replaces = cursors.isStale(scope) ? new Set<string>() : null;
      snapshots.set(scope, { version, replaces });
    }
    const partial = snapshots.get(scope);
    if (partial?.version !== version) {
      work.unfit += 1;
      return;
    }
    const incoming = frame.rows.map((row) => snapshotState(scope, row));
    if (partial.replaces !== null) {
      for (const row of incoming) {
        partial.replaces.add(rowKey(row.entity, row.id));
        replace(row, work);
      }
    } else if (first && last && incoming.length === 0) {
      // Nothing lives there.
    } else if (cursor === undefined && isNew(incoming)) {
      for (const row of incoming) work.meet(row);
    } else {
      for (const row of incoming) take(row, work);
    }
    work.scopes.add(scope);
    if (!last) return;
    snapshots.delete(scope);
    if (partial.replaces !== null) dropOthers(scope, partial.replaces, work);
    cursors.set(scope, version);
  }

  /** Writes rows that are all new here, which is how a scope begins; false: nothing was written. */
  function isNew(incoming: readonly RowState[]): boolean {
    return outbox.pendingCount() === 0 && !news.any() && rows.insert(incoming);
  }

  /** Rows of a scope that the server has no longer: only what waits there is left of them. */
  function dropOthers(scope: ScopeId, kept: ReadonlySet<string>, work: Work): void {
    for (const { entity, id } of rows.idsOf(scope)) {
      if (kept.has(rowKey(entity, id))) continue;
      rebuild(rows, entity, id, null, work.waiting);
      work.entities.add(entity);
    }
  }

  function applyChanges(frame: ChangesFrame, work: Work): void {
    const { scope, from, to } = frame;
    const cursor = cursors.isStale(scope) ? undefined : cursors.get(scope);
    if (cursor === undefined || from > cursor) {
      work.unfit += 1;
      return;
    }
    if (to <= cursor) {
      work.known += frame.changes.length;
      return;
    }
    for (const { entity, row, set, stamp } of frame.changes) {
      take(changedState({ entity, row, set, scope }, stamp), work);
    }
    work.scopes.add(scope);
    cursors.set(scope, to);
  }

  function removeScope(scope: ScopeId): void {
    rows.removeScope(scope);
    cursors.remove(scope);
    outbox.forgetScope(scope);
    snapshots.delete(scope);
  }

  function applyOne(frame: Frame, work: Work): void {
    switch (frame.type) {
      case 'snapshot':
        return applySnapshot(frame, work);
      case 'changes':
        return applyChanges(frame, work);
      case 'revoked':
        removeScope(frame.scope);
        work.scopes.add(frame.scope);
        return;
      case 'authors':
        for (const [device, { person, name }] of Object.entries(frame.authors)) {
          author.run(device, person, name);
        }
        return;
      case 'hello':
      case 'end':
        return;
      default:
        never(frame);
    }
  }

  /**
   * News go once the server has caught up with them: it holds a stamp at least as high for every
   * field that they set. A device's transactions are decided in their order, so something later of
   * the same device tells that they were decided too, and if they are not to be seen then, they
   * were refused. What is never confirmed goes after {@link NEWS_DAYS} days.
   */
  function dropConfirmedNews(byDevice: ReadonlyMap<string, Stamp>): void {
    const gone: RowKey[] = [];
    for (const item of news.all()) {
      const later = byDevice.get(item.device);
      const decided =
        (later !== undefined && later > item.stamp) ||
        news.isStale(item, parts.now()) ||
        item.changes.every((change) =>
          isCaughtUp(change.entity, change.row, item.stamp, change.set),
        );
      if (!decided) continue;
      news.drop(item.device, item.n);
      for (const { entity, row, scope } of item.changes) gone.push({ entity, id: row, scope });
    }
    rebuildRows(gone);
  }

  function isCaughtUp(entity: string, id: string, stamp: Stamp, set: object): boolean {
    const base = rows.readBase(entity, id);
    // Its scope is not here: there is nothing to be shown over.
    if (base === undefined) return true;
    return Object.keys(set).every((field) => (base?.stamps[field] ?? '') >= stamp);
  }

  function rebuildRows(keys: Iterable<RowKey>): void {
    const waiting = createWaiting(outbox, news);
    const done = new Set<string>();
    for (const { entity, id, scope } of keys) {
      const key = rowKey(entity, id);
      // What waits for a place that may no longer be read is not shown.
      if (done.has(key) || cursors.get(scope) === undefined) continue;
      done.add(key);
      const base = rows.readBase(entity, id);
      const state = base === undefined ? (rows.read(entity, id) ?? null) : base;
      rebuild(rows, entity, id, state, waiting);
    }
  }

  function apply(frames: readonly Frame[]): Taken {
    const work = new Work();
    for (const frame of frames) applyOne(frame, work);
    if (work.highest !== null) states.receive(work.highest);
    if (work.byDevice !== null) dropConfirmedNews(work.byDevice);
    return {
      scopes: [...work.scopes],
      entities: [...work.entities],
      rows: work.rows,
      known: work.known,
      unfit: work.unfit,
    };
  }

  const applyAll = db.transaction(apply);
  return {
    apply(frames) {
      try {
        const taken = applyAll.immediate(frames);
        if (frames.some(({ type }) => type === 'revoked')) wipe();
        return taken;
      } catch (error) {
        states.forget();
        news.recount();
        cursors.forget();
        snapshots.clear();
        throw error;
      }
    },
    begin: () => snapshots.clear(),
    knows: (device) => authors.get(device) !== undefined,
    removeScopes(scopes) {
      db.transaction(() => scopes.forEach(removeScope)).immediate();
      wipe();
    },
    rebuildRows,
  };

  /** What was removed is overwritten in the file (`secure_delete`) and leaves the log as well. */
  function wipe(): void {
    db.pragma('wal_checkpoint(TRUNCATE)');
  }
}

function snapshotState(scope: ScopeId, row: SnapshotFrame['rows'][number]): RowState {
  return { entity: row.entity, id: row.row, scope, values: row.values, stamps: unpackStamps(row) };
}
