import {
  maxStamp,
  nextStamp,
  stampDevice,
  stampTime,
  type Stamp,
} from '../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { EntityDefinition } from '../../shared/schema/entity.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import type { Change, Transaction } from '../../shared/sync/change.ts';
import { conflict } from '../../shared/sync/conflict.entity.ts';
import { mergeChange, type RowState } from '../../shared/sync/merge.ts';
import { MAX_CLOCK_AHEAD_MS, type Refusal } from '../../shared/sync/protocol.ts';
import { checkRules } from './checks.ts';
import { isSuspicious, mayHaveBeenSeen, meetFields, meetRefused, type Met } from './conflicts.ts';
import { RowPast, type Evidence, type PastChange } from './evidence.ts';
import { refuse } from './permission.ts';
import { proposedPlaces, refuseLink } from './places.ts';
import { forbiddenBeyondRoles } from './guards.ts';
import { meetRemoval } from './removals.ts';
import type { Standing } from './standing.ts';
import { UniqueKeys } from './uniqueKeys.ts';

/** All that a decision needs, gathered before. */
export interface Given {
  readonly author: { readonly person: string; readonly device: string };
  /**
   * Milliseconds since 1970: the server's clock, or the latest stamp that it has ever accepted
   * when that is later.
   */
  readonly latest: number;
  /** Who is over which places, by stored rows. */
  readonly standing: Pick<Standing, 'rolesOver' | 'directlyAbove'>;
  /** Whether nobody has ever written into a scope: what is proposed says where it stands. */
  readonly isNew: (scope: ScopeId) => boolean;
  /** Stored rows, all that the transactions touch among them, by {@link rowKey}. */
  readonly rows: ReadonlyMap<string, RowState>;
  /** All conflict rows about these rows, settled ones included. */
  readonly conflicts: readonly RowState[];
  /** What is known of the past of rows; more may be needed: see {@link Decided.needs}. */
  readonly evidence: Evidence;
  /** In rising order of `n`. */
  readonly transactions: readonly Transaction[];
  /** Why all of them are refused, whatever they are; null: each is judged. */
  readonly refusal: Refusal | null;
}

/** Changes that count together: a device's transaction, or what the server wrote because of it. */
export interface Accepted {
  /** Null for the server's own. */
  readonly n: number | null;
  readonly stamp: Stamp;
  readonly changes: readonly Change[];
}

export interface Decided {
  /** In the order in which they count. */
  readonly accepted: readonly Accepted[];
  /** New state of every row that was written, by {@link rowKey}. */
  readonly rows: ReadonlyMap<string, RowState>;
  readonly refused: readonly { readonly transaction: Transaction; readonly refusal: Refusal }[];
  /** Number of conflicts that were opened or extended. */
  readonly conflicts: number;
  /**
   * Keys of rows whose past has to be known first: when there are any, the decision does not
   * count, and is to be made again with their histories.
   */
  readonly needs: ReadonlySet<string>;
}

/** A change that may be concurrent with others, and the row before it. */
interface Suspicious {
  readonly change: Change;
  readonly before: RowState;
  readonly key: string;
}

/** Names a row in the maps of a decision. */
export function rowKey(entity: string, id: string): string {
  return `${entity} ${id}`;
}

/**
 * Decides on transactions one after the other. A refused one changes nothing, and later ones are
 * judged against what is then current. What was written concurrently is kept beside: see
 * `conflicts.ts`.
 */
export function decide(given: Given): Decided {
  return new Decision(given).run();
}

class Decision {
  readonly #given: Given;
  readonly #rows = new Map<string, RowState>();
  readonly #accepted: Accepted[] = [];
  readonly #refused: { transaction: Transaction; refusal: Refusal }[] = [];
  /** Changes that were refused, before and here, by their stamp. */
  readonly #refusedChanges: Map<Stamp, readonly Change[]>;
  readonly #needs = new Set<string>();
  /** Conflict rows that are stored. */
  readonly #stored = new Map<string, RowState>();
  /** Keys of conflict rows by the key of the row that they are about. */
  readonly #about = new Map<string, string[]>();
  /** Null until it is asked for. */
  #unique: UniqueKeys | null = null;
  #conflicts = 0;

  constructor(given: Given) {
    this.#given = given;
    this.#refusedChanges = new Map(given.evidence.refused);
    for (const row of given.conflicts) {
      this.#stored.set(rowKey(row.entity, row.id), row);
      this.#index(row);
    }
  }

  run(): Decided {
    for (const transaction of this.#given.transactions) {
      const { refusal } = this.#given;
      const verdict = refusal === null ? this.#judge(transaction) : err(refusal);
      if (verdict.ok) {
        this.#accept(transaction, verdict.value);
      } else {
        this.#refuse(transaction, verdict.error);
      }
    }
    return {
      accepted: this.#accepted,
      rows: this.#rows,
      refused: this.#refused,
      conflicts: this.#conflicts,
      needs: this.#needs,
    };
  }

  #current(key: string): RowState | undefined {
    return this.#rows.get(key) ?? this.#given.rows.get(key) ?? this.#stored.get(key);
  }

  /** The rows of a transaction after it, in the order of its changes; or why it is refused. */
  #judge({ stamp, changes }: Transaction): Result<RowState[], Refusal> {
    const { author, latest, standing } = this.#given;
    if (stampDevice(stamp) !== author.device) {
      return err({ type: 'Malformed', detail: 'stamp of another device' });
    }
    const aheadMs = stampTime(stamp) - latest;
    if (aheadMs > MAX_CLOCK_AHEAD_MS) return err({ type: 'ClockAhead', aheadMs });
    // All changes share one stamp, which can write a field only once.
    const twice = changes.length > 1 ? firstTwice(changes) : null;
    if (twice !== null) return err({ type: 'Malformed', detail: `row twice: ${twice}` });
    const proposed = proposedPlaces(changes, this.#given.isNew);
    const rows: RowState[] = [];
    for (const change of changes) {
      const row = this.#current(rowKey(change.entity, change.row));
      const over = standing.rolesOver(author.person, change.scope, proposed);
      const refusal = refuse(change, stamp, row, author.person, over);
      if (refusal !== null) return err(refusal);
      const entity = findEntity(change.entity);
      const holder = (name: string, id: string): RowState | undefined =>
        this.#current(rowKey(name, id)) ?? rows.find((one) => one.entity === name && one.id === id);
      const fields = forbiddenBeyondRoles(entity, { change, row, author, over, holder });
      if (fields.length > 0) {
        return err({ type: 'NotAllowed', entity: change.entity, row: change.row, fields });
      }
      const merged = mergeChange(row, change, stamp).row;
      const broken = checkRules(entity, row, merged) ?? this.#takenBy(entity, row, merged);
      if (broken !== null) {
        return err({ type: 'RuleBroken', entity: change.entity, row: change.row, rule: broken });
      }
      const link = refuseLink(standing, author.person, proposed, row, merged);
      if (link !== null) return err(link);
      rows.push(merged);
    }
    return ok(rows);
  }

  /** The rule that a row breaks by what another row has already; null: none. */
  #takenBy(
    entity: EntityDefinition | undefined,
    before: RowState | undefined,
    after: RowState,
  ): string | null {
    if (entity === undefined || entity.unique === null) return null;
    this.#unique ??= new UniqueKeys([...this.#given.rows.values(), ...this.#rows.values()]);
    return this.#unique.broken(entity, before, after);
  }

  #refuse(transaction: Transaction, refusal: Refusal): void {
    this.#refused.push({ transaction, refusal });
    this.#refusedChanges.set(transaction.stamp, transaction.changes);
    // Somebody may have seen it on its way here, and written over it: then it stood for what its
    // author had seen, which is known only now.
    const suspicious: Suspicious[] = [];
    for (const change of transaction.changes) {
      const key = rowKey(change.entity, change.row);
      const before = this.#current(key);
      if (before === undefined || before.scope !== change.scope) continue;
      if (mayHaveBeenSeen(change, transaction.stamp, before)) {
        suspicious.push({ change, before, key });
      }
    }
    if (suspicious.length > 0) this.#meet(transaction, suspicious, true);
  }

  #accept(transaction: Transaction, rows: readonly RowState[]): void {
    const suspicious: Suspicious[] = [];
    for (const [at, change] of transaction.changes.entries()) {
      const key = rowKey(change.entity, change.row);
      const before = this.#current(key);
      if (before !== undefined) {
        const device = this.#given.author.device;
        if (isSuspicious(change, before, device, this.#hasOpenConflict(key))) {
          suspicious.push({ change, before, key });
        }
      }
      this.#rows.set(key, rows[at]!);
      this.#unique?.put(rows[at]!);
    }
    this.#accepted.push(transaction);
    if (suspicious.length > 0) this.#meet(transaction, suspicious, false);
  }

  /** Writes what follows from changes that may be concurrent with others, as the server. */
  #meet(transaction: Transaction, suspicious: readonly Suspicious[], isRefused: boolean): void {
    const { stamp } = transaction;
    const { evidence } = this.#given;
    const missing = suspicious.filter(({ key }) => !evidence.histories.has(key));
    for (const { key } of missing) this.#needs.add(key);
    if (missing.length > 0) return;
    const serverStamp = this.#serverStamp(stamp, suspicious);
    const changes: Change[] = [];
    const handled = new Set(
      transaction.changes.filter(({ entity }) => entity === conflict.name).map(({ row }) => row),
    );
    for (const { change, before, key } of suspicious) {
      const met: Met = {
        entity: findEntity(change.entity),
        change,
        stamp,
        before,
        past: this.#past(change, key),
        conflicts: this.#conflictsAbout(key),
        handled,
        author: evidence.author,
        serverStamp,
      };
      const fields = isRefused ? meetRefused(met) : meetFields(met);
      const removals = isRefused ? [] : meetRemoval(met);
      changes.push(...fields.changes);
      this.#conflicts += fields.conflicts;
      for (const removal of removals) {
        changes.push(removal.change);
        if (removal.grows) this.#conflicts += 1;
      }
    }
    if (changes.length === 0) return;
    for (const change of changes) {
      const key = rowKey(change.entity, change.row);
      const known = this.#current(key);
      const { row } = mergeChange(known, change, serverStamp);
      this.#rows.set(key, row);
      this.#unique?.put(row);
      if (known === undefined) this.#index(row);
    }
    this.#accepted.push({ n: null, stamp: serverStamp, changes });
  }

  /** A stamp of the server that is greater than all that it writes over. */
  #serverStamp(stamp: Stamp, suspicious: readonly Suspicious[]): Stamp {
    let highest: Stamp = stamp;
    for (const { before, key } of suspicious) {
      for (const row of [before, ...this.#conflictsAbout(key)]) {
        for (const each of Object.values(row.stamps)) highest = maxStamp(highest, each)!;
      }
    }
    // The time of what it answers, not of the server: later than neither, as a person reads it.
    return nextStamp(highest, stampTime(highest), SERVER);
  }

  /** What happened to a row so far: what is stored, then what was accepted here. */
  #past(change: Change, key: string): RowPast {
    const past: PastChange[] = [...(this.#given.evidence.histories.get(key) ?? [])];
    for (const { stamp, changes } of this.#accepted) {
      for (const { entity, row, set, seen } of changes) {
        if (row === change.row && entity === change.entity) past.push({ stamp, set, seen });
      }
    }
    return new RowPast(change.entity, change.row, past, this.#refusedChanges);
  }

  #hasOpenConflict(key: string): boolean {
    return this.#about.size > 0 && this.#conflictsAbout(key).some(isOpen);
  }

  #conflictsAbout(key: string): RowState[] {
    return (this.#about.get(key) ?? []).map((each) => this.#current(each)!);
  }

  #index(row: RowState): void {
    if (row.entity !== conflict.name) return;
    const about = rowKey(String(row.values['entity']), String(row.values['row']));
    const keys = this.#about.get(about);
    if (keys === undefined) this.#about.set(about, [rowKey(row.entity, row.id)]);
    else keys.push(rowKey(row.entity, row.id));
  }
}

function isOpen({ values }: RowState): boolean {
  return values['state'] === 'open';
}

/** The id of a row that is changed twice, or null. */
function firstTwice(changes: readonly Change[]): string | null {
  const met = new Set<string>();
  for (const { entity, row } of changes) {
    const key = rowKey(entity, row);
    if (met.has(key)) return row;
    met.add(key);
  }
  return null;
}
