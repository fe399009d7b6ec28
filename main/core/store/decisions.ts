import type { Database } from 'better-sqlite3';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Change } from '../../../shared/sync/change.ts';
import { changedState, mergeRow } from '../../../shared/sync/merge.ts';
import type { Refusal } from '../../../shared/sync/protocol.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Applied } from './inbox.ts';
import type { News } from './news.ts';
import type { Outbox } from './outbox.ts';
import type { Rows } from './rows.ts';
import type { SealedBatch, Sealer } from './sealed.ts';
import { createWaiting, rebuild, rowKey, type Waiting } from './waiting.ts';

/** The server's decisions on a batch: all of it was accepted but what `refused` names. */
export type Refused = ReadonlyMap<number, Refusal>;

/** What became of a batch, on this device. */
export interface Settled extends Applied {
  /** Transactions that were accepted, and that were refused just now. */
  readonly accepted: number;
  readonly refused: number;
}

/**
 * Applies the server's decision on a batch, in one transaction: accepted changes become the
 * server's state, refused ones go from the rows and stay in the journal.
 */
export interface Decisions {
  apply(batch: Pick<SealedBatch, 'from' | 'to' | 'hash'>, refused: Refused): Settled;
}

interface Decided {
  readonly change: Change;
  readonly stamp: Stamp;
  readonly accepted: boolean;
}

export function createDecisions(
  db: Database,
  parts: {
    readonly rows: Rows;
    readonly outbox: Outbox;
    readonly news: News;
    readonly states: DeviceStates;
    readonly sealer: Sealer;
  },
): Decisions {
  const { rows, outbox, news, states, sealer } = parts;

  /** Moves a row whose transactions were decided. */
  function settleRow(decided: readonly Decided[], waiting: Waiting): void {
    const { entity, row: id } = decided[0]!.change;
    if (decided.every(({ accepted }) => accepted) && waiting.of(entity, id).length === 0) {
      // The row is the server's state with just these over it: that is the server's state now.
      rows.settle(entity, id);
      return;
    }
    const base = rows.readBase(entity, id);
    if (base === undefined) return;
    let state = base;
    for (const { change, stamp, accepted } of decided) {
      if (accepted) state = mergeRow(state ?? undefined, changedState(change, stamp)).row;
    }
    rebuild(rows, entity, id, state, waiting);
  }

  function decide({ from, to, hash }: SealedBatch, refusals: Refused): Settled {
    const byRow = new Map<string, Decided[]>();
    const scopes = new Set<ScopeId>();
    const entities = new Set<string>();
    let accepted = 0;
    let refused = 0;
    // Numbers that stood in for missing ones are nobody's work, and not among them.
    for (const entry of outbox.range(from, to)) {
      const refusal = refusals.get(entry.n);
      if (refusal === undefined) accepted += 1;
      else if (outbox.refuse(entry.n, refusal)) refused += 1;
      for (const change of entry.changes) {
        const key = rowKey(change.entity, change.row);
        const decided = { change, stamp: entry.stamp, accepted: refusal === undefined };
        const list = byRow.get(key);
        if (list === undefined) byRow.set(key, [decided]);
        else list.push(decided);
        scopes.add(change.scope);
        entities.add(change.entity);
      }
    }
    outbox.decidedUpTo(to);
    states.write({ chain: hash });
    sealer.dropUpTo(to);
    const waiting = createWaiting(outbox, news);
    for (const decided of byRow.values()) settleRow(decided, waiting);
    return { scopes: [...scopes], entities: [...entities], rows: 0, accepted, refused };
  }

  const decideAll = db.transaction(decide);
  return {
    apply(batch, refused) {
      try {
        return decideAll.immediate(batch as SealedBatch, refused);
      } catch (error) {
        states.forget();
        outbox.recount();
        throw error;
      }
    },
  };
}
