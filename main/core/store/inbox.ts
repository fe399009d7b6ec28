import type { Database } from 'better-sqlite3';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Change, Transaction } from '../../../shared/sync/change.ts';
import { changedState, mergeChange, mergeRow, type RowState } from '../../../shared/sync/merge.ts';
import {
  unpackStamps,
  type ChangesFrame,
  type Frame,
  type Refusal,
  type SnapshotFrame,
} from '../../../shared/sync/protocol.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Outbox } from './outbox.ts';
import type { Rows } from './rows.ts';

/** What a frame or an answer moved on this device. */
export interface Applied {
  readonly scopes: readonly ScopeId[];
  readonly entities: readonly string[];
  /** Rows whose authoritative state arrived. */
  readonly rows: number;
}

/** The server's decisions on pushed transactions: all in `numbers` that `refused` does not name. */
export interface Decisions {
  readonly numbers: readonly number[];
  readonly refused: ReadonlyMap<number, Refusal>;
}

/**
 * Applies what the server says. The store shows the server's state with this device's pending
 * transactions merged over it; under such a row its `base` is the server's state.
 * Every method is one transaction: a cut between two costs nothing.
 */
export interface Inbox {
  applyFrame(frame: Frame): Applied;
  applyDecisions(decisions: Decisions): Applied;
}

const nothing: Applied = { scopes: [], entities: [], rows: 0 };

export function createInbox(db: Database, rows: Rows, outbox: Outbox, states: DeviceStates): Inbox {
  const statements = {
    setCursor: db.prepare(
      `INSERT INTO cursor (scope, version) VALUES (?, ?)
       ON CONFLICT (scope) DO UPDATE SET version = excluded.version`,
    ),
    dropCursor: db.prepare('DELETE FROM cursor WHERE scope = ?'),
    author: db.prepare(
      `INSERT INTO author (device, person, name) VALUES (?, ?, ?)
       ON CONFLICT (device) DO UPDATE SET person = excluded.person, name = excluded.name`,
    ),
  };

  /** Writes a row anew from the server's state and the changes that wait over it. */
  function rebuild(
    entity: string,
    id: string,
    base: RowState | null,
    pendingOf: PendingIndex,
  ): void {
    const pending = pendingOf(entity, id);
    let row = base ?? undefined;
    for (const { change, stamp } of pending) row = mergeChange(row, change, stamp).row;
    if (row === undefined) rows.remove(entity, id);
    else if (pending.length === 0) rows.write(row);
    else rows.writeWithBase(row, base);
  }

  /** Takes in an authoritative state. */
  function take(incoming: RowState, pendingOf: PendingIndex): void {
    const { entity, id } = incoming;
    const base = rows.readBase(entity, id);
    if (base === undefined) rows.write(mergeRow(rows.read(entity, id), incoming).row);
    else rebuild(entity, id, mergeRow(base ?? undefined, incoming).row, pendingOf);
  }

  function applyRows(scope: ScopeId, incoming: Iterable<RowState>): Applied {
    const pendingOf = lazyPendingIndex(outbox);
    const entities = new Set<string>();
    let highest: Stamp | null = null;
    let count = 0;
    for (const row of incoming) {
      take(row, pendingOf);
      entities.add(row.entity);
      count += 1;
      for (const stamp of Object.values(row.stamps)) {
        if (highest === null || stamp > highest) highest = stamp;
      }
    }
    if (highest !== null) states.receive(highest);
    return { scopes: [scope], entities: [...entities], rows: count };
  }

  function applySnapshot(frame: SnapshotFrame): Applied {
    const applied = applyRows(frame.scope, snapshotStates(frame));
    if (frame.last) statements.setCursor.run(frame.scope, frame.version);
    return applied;
  }

  function applyChanges(frame: ChangesFrame): Applied {
    const applied = applyRows(frame.scope, changeStates(frame));
    statements.setCursor.run(frame.scope, frame.to);
    return applied;
  }

  function applyRevoked(scope: ScopeId): Applied {
    rows.removeScope(scope);
    statements.dropCursor.run(scope);
    return { scopes: [scope], entities: [], rows: 0 };
  }

  function apply(frame: Frame): Applied {
    switch (frame.type) {
      case 'snapshot':
        return applySnapshot(frame);
      case 'changes':
        return applyChanges(frame);
      case 'revoked':
        return applyRevoked(frame.scope);
      case 'authors':
        for (const [device, author] of Object.entries(frame.authors)) {
          statements.author.run(device, author.person, author.name);
        }
        return nothing;
      case 'hello':
      case 'end':
        return nothing;
    }
  }

  /** Moves a row whose transactions were decided: accepted changes become authoritative. */
  function settleRow(
    decided: readonly { change: Change; stamp: Stamp; accepted: boolean }[],
    pendingOf: PendingIndex,
  ): void {
    const { entity, row: id } = decided[0]!.change;
    const base = rows.readBase(entity, id);
    if (base === undefined) return;
    let state = base;
    for (const { change, stamp, accepted } of decided) {
      if (accepted) state = mergeRow(state ?? undefined, changedState(change, stamp)).row;
    }
    rebuild(entity, id, state, pendingOf);
  }

  function decide(decisions: Decisions): Applied {
    const byRow = new Map<string, { change: Change; stamp: Stamp; accepted: boolean }[]>();
    const scopes = new Set<ScopeId>();
    const entities = new Set<string>();
    for (const n of decisions.numbers) {
      const transaction = outbox.read(n);
      if (transaction === null) continue;
      const refusal = decisions.refused.get(n) ?? null;
      if (refusal !== null) outbox.refuse(n, refusal);
      for (const change of transaction.changes) {
        const key = rowKey(change.entity, change.row);
        const list = byRow.get(key) ?? [];
        byRow.set(key, list);
        list.push({ change, stamp: transaction.stamp as Stamp, accepted: refusal === null });
        scopes.add(change.scope);
        entities.add(change.entity);
      }
    }
    const last = decisions.numbers.at(-1);
    if (last !== undefined) outbox.decidedUpTo(last);
    const pendingOf = lazyPendingIndex(outbox);
    for (const decided of byRow.values()) settleRow(decided, pendingOf);
    return { scopes: [...scopes], entities: [...entities], rows: 0 };
  }

  const decideAll = db.transaction(decide);
  return {
    applyFrame: db.transaction(apply),
    applyDecisions(decisions) {
      try {
        return decideAll(decisions);
      } catch (error) {
        states.forget();
        outbox.recount();
        throw error;
      }
    },
  };
}

function rowKey(entity: string, id: string): string {
  return `${entity} ${id}`;
}

type PendingIndex = (entity: string, id: string) => readonly { change: Change; stamp: Stamp }[];

/** Pending changes by row, read from the outbox when the first row asks. */
function lazyPendingIndex(outbox: Outbox): PendingIndex {
  let index: Map<string, { change: Change; stamp: Stamp }[]> | undefined;
  return (entity, id) => {
    index ??= indexPending(outbox.pending());
    return index.get(rowKey(entity, id)) ?? [];
  };
}

function indexPending(
  transactions: readonly Transaction[],
): Map<string, { change: Change; stamp: Stamp }[]> {
  const index = new Map<string, { change: Change; stamp: Stamp }[]>();
  for (const { changes, stamp } of transactions) {
    for (const change of changes) {
      const key = rowKey(change.entity, change.row);
      const list = index.get(key);
      if (list === undefined) index.set(key, [{ change, stamp }]);
      else list.push({ change, stamp });
    }
  }
  return index;
}

function* snapshotStates(frame: SnapshotFrame): Generator<RowState> {
  for (const row of frame.rows) {
    yield {
      entity: row.entity,
      id: row.row,
      scope: frame.scope,
      values: row.values,
      stamps: unpackStamps(row),
    };
  }
}

function* changeStates(frame: ChangesFrame): Generator<RowState> {
  for (const { stamp, entity, row, set } of frame.changes) {
    yield changedState({ entity, row, set, scope: frame.scope }, stamp);
  }
}
