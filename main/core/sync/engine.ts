import type { Database } from 'better-sqlite3';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MAX_PUSH_BYTES, type Refusal } from '../../../shared/sync/protocol.ts';
import type { SyncReport, SyncStatus } from '../../../shared/sync/sync.contract.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import { diskFailure } from '../store/failures.ts';
import type { Applied, Inbox } from '../store/inbox.ts';
import { emptyLine, type Outbox } from '../store/outbox.ts';
import { WireFailure, type ServerLink, type Traffic } from './serverLink.ts';
import { failureOf } from './wire.ts';

export interface EngineParts {
  readonly db: Database;
  readonly folder: string;
  readonly states: DeviceStates;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  /** The link to the server that the device is enrolled with; null before enrolment. */
  readonly link: () => ServerLink | null;
  readonly serverAddress: () => string;
  /** Milliseconds since 1970 by the computer's own clock. */
  readonly now: () => number;
  readonly onApplied: (applied: Applied) => void;
  readonly onStatus: (status: SyncStatus) => void;
}

/** One sync at a time: push what waits, then pull what is new. */
export interface SyncEngine {
  /** Runs a sync, or joins the one that runs. */
  syncNow(): Promise<Result<SyncReport, CoreFailure>>;
  status(): SyncStatus;
  /** Versions held by scope. */
  cursors(): Record<string, number>;
}

export function createSyncEngine(parts: EngineParts): SyncEngine {
  const { db, states, outbox, inbox } = parts;
  const cursorRows = db.prepare<[], { scope: string; version: number }>(
    'SELECT scope, version FROM cursor',
  );
  let running: Promise<Result<SyncReport, CoreFailure>> | null = null;
  let reachable: boolean | null = null;
  let unreachableSince: number | null = null;

  function status(): SyncStatus {
    const state = states.read();
    return {
      pending: outbox.pendingCount(),
      rejected: outbox.refusedCount(),
      conflicts: 0,
      lastSyncAt: state.lastSyncAt,
      reachable,
      unreachableSince,
      phase: running === null ? 'idle' : 'syncing',
      clockOffsetMs: state.clockOffsetMs,
    };
  }

  function cursors(): Record<string, number> {
    return Object.fromEntries(cursorRows.all().map(({ scope, version }) => [scope, version]));
  }

  /** The server's clock is the reference: the difference is remembered for the next stamps. */
  function noteServerTime(serverTime: number): void {
    states.write({ clockOffsetMs: Math.round(parts.now() - serverTime) });
  }

  async function push(link: ServerLink, report: SyncReport, traffic: Traffic): Promise<void> {
    for (let from = 0; ;) {
      const lines = outbox.pendingLines(from, MAX_PUSH_BYTES);
      if (lines.length === 0) return;
      const answer = await link
        .push(
          lines.map(({ line }) => line),
          traffic,
        )
        .catch((error: unknown) => fillGap(link, error, lines[0]!.n, traffic));
      if (answer === null) continue;
      const numbers = lines.map(({ n }) => n).filter((n) => n <= answer.decided);
      const refused = new Map<number, Refusal>(
        answer.refused.map(({ n, refusal }) => [n, refusal]),
      );
      parts.onApplied(inbox.applyDecisions({ numbers, refused }));
      noteServerTime(answer.serverTime);
      report.pushed += numbers.filter((n) => !refused.has(n)).length;
      // Numbers that stood in for missing ones are nobody's work.
      report.rejected += [...refused.keys()].filter((n) => outbox.read(n) !== null).length;
      report.conflicts += answer.conflicts;
      if (numbers.length === 0) return;
      from = numbers.at(-1)! + 1;
    }
  }

  /**
   * The server expects a number before the pending ones. What this outbox still has of them is
   * sent again, what it lacks as empty transactions: the queue behind them goes on.
   */
  async function fillGap(
    link: ServerLink,
    error: unknown,
    firstPending: number,
    traffic: Traffic,
  ): Promise<null> {
    if (!(error instanceof WireFailure) || error.error.type !== 'Gap') throw error;
    const { expected } = error.error;
    if (expected >= firstPending) throw error;
    const empty: string[] = [];
    for (let n = expected; n < firstPending; n += 1) {
      const kept = outbox.read(n);
      empty.push(
        kept === null
          ? emptyLine(n, states.highestStamp() ?? '')
          : JSON.stringify({ n, stamp: kept.stamp, changes: kept.changes }),
      );
    }
    await link.push(empty, traffic);
    return null;
  }

  async function pull(link: ServerLink, report: SyncReport, traffic: Traffic): Promise<void> {
    for await (const frame of link.pull(cursors(), traffic)) {
      if (frame.type === 'hello') {
        noteServerTime(frame.serverTime);
        states.write({ epoch: frame.epoch });
        continue;
      }
      const applied = inbox.applyFrame(frame);
      report.pulled += applied.rows;
      if (applied.scopes.length > 0) parts.onApplied(applied);
    }
  }

  async function run(): Promise<Result<SyncReport, CoreFailure>> {
    const link = parts.link();
    if (link === null) return err({ type: 'NotEnrolled' });
    const started = performance.now();
    const traffic: Traffic = { up: 0, down: 0 };
    const report: SyncReport = {
      pushed: 0,
      pulled: 0,
      rejected: 0,
      conflicts: 0,
      bytesUp: 0,
      bytesDown: 0,
      ms: 0,
    };
    outbox.recount();
    try {
      await push(link, report, traffic);
      await pull(link, report, traffic);
      reachable = true;
      unreachableSince = null;
      states.write({ lastSyncAt: parts.now() });
    } catch (error) {
      const failure = asFailure(error);
      if (failure === null) throw error;
      const answered = failure.type !== 'ServerUnreachable';
      reachable = answered;
      if (answered) unreachableSince = null;
      else unreachableSince ??= parts.now();
      return err(failure);
    }
    report.bytesUp = traffic.up;
    report.bytesDown = traffic.down;
    report.ms = Math.round(performance.now() - started);
    return ok(report);
  }

  function asFailure(error: unknown): CoreFailure | null {
    return failureOf(error) ?? diskFailure(error, parts.folder, db.name);
  }

  return {
    status,
    cursors,
    syncNow() {
      if (running !== null) return running;
      running = run().finally(() => {
        running = null;
        parts.onStatus(status());
      });
      parts.onStatus(status());
      return running;
    },
  };
}
