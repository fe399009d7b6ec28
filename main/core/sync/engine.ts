import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { PROTOCOL_VERSION, type ScopeEvent } from '../../../shared/sync/protocol.ts';
import type { SyncReport, SyncStatus } from '../../../shared/sync/sync.contract.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import { diskFailure } from '../store/failures.ts';
import type { Outbox } from '../store/outbox.ts';
import { Again, type Exchange } from './exchange.ts';
import type { Notices } from './notices.ts';
import type { Recovery } from './recovery.ts';
import { WireFailure, type ServerLink, type Traffic } from './serverLink.ts';
import { failureOf } from './wire.ts';

/** How often a sync begins anew after something was put right; more would go round in circles. */
const MOST_ROUNDS = 6;

/** A live device syncs many times a second: when it did last need not be on disk each time. */
const WRITE_LAST_SYNC_MS = 10_000;

export interface EngineParts {
  readonly folder: string;
  /** The store's file. */
  readonly file: string;
  readonly states: DeviceStates;
  readonly outbox: Outbox;
  readonly exchange: Exchange;
  readonly recovery: Recovery;
  readonly notices: Notices;
  /** The link to the server that the device is enrolled with; null before enrolment. */
  readonly link: () => ServerLink | null;
  /** This device was revoked by its server: its data leave. */
  readonly leave: (at: number) => Promise<void>;
  readonly openConflicts: () => number;
  readonly carrying: () => number;
  /** Milliseconds since 1970 by the computer's own clock. */
  readonly now: () => number;
  readonly onStatus: (status: SyncStatus) => void;
}

/** One sync at a time: push what waits, then pull what is new. */
export interface SyncEngine {
  /** Runs a sync, or joins the one that runs. */
  syncNow(): Promise<Result<SyncReport, CoreFailure>>;
  /** Sends what waits and fetches nothing: the server's event of it brings the rest. */
  pushNow(): Promise<Result<SyncReport, CoreFailure>>;
  /** Takes what an event brought along; false: it has to be fetched. */
  hear(event: ScopeEvent): boolean;
  /** Runs something that must not meet a sync, such as an import. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  status(): SyncStatus;
  /** Waits for what runs, and writes down what is otherwise written now and then. */
  close(): Promise<void>;
  /** Whether another try is of no use for now: no common protocol, or not enrolled. */
  isHalted(): boolean;
}

type Steps = 'all' | 'push';
type Outcome = Promise<Result<SyncReport, CoreFailure>>;

export function emptyReport(): SyncReport {
  return { pushed: 0, pulled: 0, rejected: 0, conflicts: 0, bytesUp: 0, bytesDown: 0, ms: 0 };
}

/** A sync's report with what the push before it has sent: to a person they are one. */
async function withSent(sent: Outcome, synced: Outcome): Outcome {
  const [before, after] = await Promise.all([sent, synced]);
  if (!before.ok || !after.ok) return after;
  const sum = (key: 'pushed' | 'rejected' | 'bytesUp'): number =>
    before.value[key] + after.value[key];
  return ok({
    ...after.value,
    pushed: sum('pushed'),
    rejected: sum('rejected'),
    bytesUp: sum('bytesUp'),
  });
}

export function createSyncEngine(parts: EngineParts): SyncEngine {
  const { states, outbox, exchange, recovery, notices } = parts;
  /** The latest that was begun and has not ended; a push may still run before it. */
  let running: {
    readonly steps: Steps;
    readonly result: Promise<Result<SyncReport, CoreFailure>>;
  } | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let reachable: boolean | null = null;
  let unreachableSince: number | null = null;
  let unsupported = false;
  /** When the last complete sync ended; on disk now and then, and when the program ends. */
  let lastSyncAt: number | null = null;

  function status(): SyncStatus {
    const state = states.read();
    return {
      pending: outbox.pendingCount(),
      rejected: outbox.refusedCount(),
      conflicts: parts.openConflicts(),
      lastSyncAt: lastSyncAt ?? state.lastSyncAt,
      reachable,
      unreachableSince,
      phase: running === null ? 'idle' : 'syncing',
      clockOffsetMs: state.clockOffsetMs,
      notice: notices.read(),
      carrying: parts.carrying(),
    };
  }

  async function exchangeAll(
    steps: Steps,
    link: ServerLink,
    report: SyncReport,
    traffic: Traffic,
  ): Promise<void> {
    await exchange.push(link, report, traffic);
    if (steps === 'push') return;
    await exchange.deliver(link);
    await Promise.all([exchange.pull(link, report, traffic), meet(link)]);
  }

  /** The list of devices is of use, but no reason for a sync to fail. */
  async function meet(link: ServerLink): Promise<void> {
    try {
      await exchange.meet(link);
    } catch (error) {
      if (failureOf(error) === null) throw error;
    }
  }

  /** Puts right what can be; throws what cannot. */
  async function recover(error: unknown, link: ServerLink): Promise<void> {
    if (error instanceof Again) return;
    if (!(error instanceof WireFailure)) throw error;
    const { error: wire } = error;
    switch (wire.type) {
      case 'Gap':
        // It lacks what was decided before: the outbox still has it.
        if (wire.expected > states.read().decidedN) throw error;
        return recovery.rewind(wire.expected - 1, wire.chain);
      case 'Forked':
        return recovery.split(Math.min(wire.decided, states.read().decidedN), link);
      case 'DeviceRevoked':
        if (recovery.isRevoked(wire)) await parts.leave(wire.at);
        throw error;
      case 'ProtocolUnsupported':
        unsupported = true;
        notices.put({ type: 'protocol', newer: wire.oldest > PROTOCOL_VERSION });
        throw error;
      default:
        throw error;
    }
  }

  async function syncOver(steps: Steps, report: SyncReport, traffic: Traffic): Promise<boolean> {
    for (let round = 1; ; round += 1) {
      // A profile that was split has another line.
      const link = parts.link();
      if (link === null) return false;
      try {
        await exchangeAll(steps, link, report, traffic);
        return true;
      } catch (error) {
        if (round === MOST_ROUNDS) throw error;
        await recover(error, link);
      }
    }
  }

  async function run(steps: Steps): Promise<Result<SyncReport, CoreFailure>> {
    const started = performance.now();
    const traffic: Traffic = { up: 0, down: 0 };
    const report = emptyReport();
    outbox.recount();
    try {
      if (!(await syncOver(steps, report, traffic))) return err({ type: 'NotEnrolled' });
      reachable = true;
      unreachableSince = null;
      // The server may have been brought up to date meanwhile.
      if (unsupported) {
        unsupported = false;
        notices.clear();
      }
      if (steps === 'all') {
        noteSync(parts.now());
        // Also those that others' work has brought.
        report.conflicts = parts.openConflicts();
      }
    } catch (error) {
      const failure = failureOf(error) ?? diskFailure(error, parts.folder, parts.file);
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

  function noteSync(at: number): void {
    lastSyncAt = at;
    const written = states.read().lastSyncAt;
    if (written === null || Math.abs(at - written) >= WRITE_LAST_SYNC_MS) keepLastSync();
  }

  function keepLastSync(): void {
    if (lastSyncAt === null || states.read().device === null) return;
    if (states.read().lastSyncAt !== lastSyncAt) states.write({ lastSyncAt });
  }

  /** @param sent the push that runs before, whose work is told with this one's */
  function start(steps: Steps, sent?: Outcome): Outcome {
    const ran = engine.alone(() => run(steps));
    const result = (sent === undefined ? ran : withSent(sent, ran)).finally(() => {
      if (running === begun) running = null;
      parts.onStatus(status());
    });
    const begun = { steps, result };
    running = begun;
    parts.onStatus(status());
    return result;
  }

  const engine: SyncEngine = {
    status,
    isHalted: () => unsupported || states.read().device === null,
    hear(event) {
      if (engine.isHalted() || !exchange.hear(event)) return false;
      noteSync(parts.now());
      parts.onStatus(status());
      return true;
    },
    async alone(work) {
      const before = turn;
      const mine = before.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
    syncNow() {
      // A push that runs fetches nothing: the sync comes after it.
      if (running?.steps === 'all') return running.result;
      return start('all', running?.result);
    },
    pushNow: () => running?.result ?? start('push'),
    async close() {
      await turn;
      // What it tells at its end reads the store.
      await running?.result.catch(() => undefined);
      keepLastSync();
    },
  };
  return engine;
}
