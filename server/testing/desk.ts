import type { Role } from '../../shared/access/roles.ts';
import { nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Change, Transaction } from '../../shared/sync/change.ts';
import type { ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { mergeChange, type RowState } from '../../shared/sync/merge.ts';
import { decide, rowKey, type Accepted, type Decided } from '../sync/decide.ts';
import { versionsOf } from '../sync/conflictRows.ts';
import { noEvidence, type Evidence, type PastChange } from '../sync/evidence.ts';
import { fixedRoles } from './standing.ts';

/** The school that all rows of a desk live in. */
export const SCHOOL: ScopeId = 'establishment:e1';

/**
 * A server of decisions alone, for tests: rows, log and refusals in memory, gathered as the real
 * one gathers them.
 */
export class Desk {
  readonly rows = new Map<string, RowState>();
  readonly log: Accepted[] = [];
  readonly refused = new Map<Stamp, readonly Change[]>();
  readonly #role: Role;

  constructor(role: Role = 'pilot') {
    this.#role = role;
  }

  /** Writes a row as the server's first. */
  seed(id: string, values: Record<string, JsonValue>, entity = 'kitStep'): void {
    const stamp = nextStamp(null, 1_000, 'seed');
    const change: Change = { entity, row: id, scope: SCHOOL, set: values };
    this.log.push({ n: null, stamp, changes: [change] });
    this.rows.set(rowKey(entity, id), mergeChange(undefined, change, stamp).row);
  }

  row(id: string, entity = 'kitStep'): RowState {
    return this.rows.get(rowKey(entity, id))!;
  }

  get conflicts(): RowState[] {
    return [...this.rows.values()].filter(({ entity }) => entity === 'conflict');
  }

  get openConflicts(): RowState[] {
    return this.conflicts.filter(({ values }) => values['state'] === 'open');
  }

  /** The versions of the only conflict that waits. */
  versions(): readonly ConflictVersion[] {
    const open = this.openConflicts;
    if (open.length !== 1) throw new Error(`${open.length} conflicts`);
    return versionsOf(open[0]!);
  }

  /** Decides on a batch and keeps what comes of it. */
  push(device: string, transactions: readonly Transaction[]): Decided {
    let evidence = noEvidence;
    for (;;) {
      const decided = decide({
        author: { person: `person of ${device}`, device },
        latest: 2_000_000_000_000,
        ...fixedRoles(() => [this.#role]),
        rows: this.rows,
        conflicts: this.conflicts,
        evidence,
        transactions,
        refusal: null,
      });
      if (decided.needs.size === 0) return this.#keep(decided);
      evidence = this.#gather(evidence, decided.needs);
    }
  }

  #keep(decided: Decided): Decided {
    this.log.push(...decided.accepted);
    for (const [key, row] of decided.rows) this.rows.set(key, row);
    for (const { transaction } of decided.refused) {
      this.refused.set(transaction.stamp, transaction.changes);
    }
    return decided;
  }

  #gather(known: Evidence, needs: ReadonlySet<string>): Evidence {
    const histories = new Map(known.histories);
    for (const key of needs) histories.set(key, this.history(key));
    return {
      histories,
      refused: this.refused,
      author: (device) => ({ person: `person of ${device}`, name: device.toUpperCase() }),
    };
  }

  /** Accepted changes of a row, oldest first. */
  history(key: string): PastChange[] {
    return this.log.flatMap(({ stamp, changes }) =>
      changes
        .filter(({ entity, row }) => rowKey(entity, row) === key)
        .map(({ set, seen }) => ({ stamp, set, seen })),
    );
  }
}

/** A device of a desk: shows the server's rows with what waits merged over them. */
export class DeskDevice {
  readonly id: string;
  readonly #desk: Desk;
  /** The server's rows as they were at the last pull. */
  #pulled = new Map<string, RowState>();
  /** What waits, and what colleagues handed over. */
  waiting: Transaction[] = [];
  #news: Transaction[] = [];
  #highest: Stamp | null = null;
  #n = 0;
  now = 10_000;

  constructor(desk: Desk, id: string) {
    this.#desk = desk;
    this.id = id;
    this.pull();
  }

  pull(): void {
    this.#pulled = new Map(this.#desk.rows);
    for (const { stamp } of this.#desk.log)
      if (stamp > (this.#highest ?? '')) this.#highest = stamp;
    const decided = new Set(this.#desk.log.map(({ stamp }) => stamp));
    for (const stamp of this.#desk.refused.keys()) decided.add(stamp);
    this.#news = this.#news.filter(({ stamp }) => !decided.has(stamp));
  }

  /** Shows what waits on another device, as after importing its bundle. */
  hear(other: DeskDevice): void {
    const known = new Set(this.#news.map(({ stamp }) => stamp));
    for (const transaction of other.waiting) {
      if (known.has(transaction.stamp)) continue;
      this.#news.push(transaction);
      if (transaction.stamp > (this.#highest ?? '')) this.#highest = transaction.stamp;
    }
  }

  /** What the device shows of a row. */
  shown(id: string, entity = 'kitStep'): RowState {
    let row = this.#pulled.get(rowKey(entity, id));
    for (const { stamp, changes } of [...this.#news, ...this.waiting]) {
      for (const change of changes) {
        if (change.entity !== entity || change.row !== id) continue;
        row = mergeChange(row, change, stamp).row;
      }
    }
    return row!;
  }

  /** Writes fields of a row, having seen what the device shows. */
  write(id: string, set: Record<string, JsonValue>): Transaction {
    return this.writeAll([{ entity: 'kitStep', row: id, set }]);
  }

  /** Writes into several rows in one transaction. */
  writeAll(changes: readonly { entity: string; row: string; set: Change['set'] }[]): Transaction {
    this.#n += 1;
    this.#highest = nextStamp(this.#highest, this.now, this.id);
    const transaction: Transaction = {
      n: this.#n,
      stamp: this.#highest,
      changes: changes.map(({ entity, row, set }) => ({
        entity,
        row,
        scope: SCHOOL,
        set,
        seen: this.#seen(entity, row, set),
      })),
    };
    this.waiting.push(transaction);
    return transaction;
  }

  #seen(entity: string, id: string, set: Change['set']): Record<string, Stamp> {
    const { stamps } = this.shown(id, entity);
    // Whoever removes a row says all that they saw of it.
    const fields = set['deleted'] === true ? Object.keys(stamps) : Object.keys(set);
    const seen: Record<string, Stamp> = {};
    for (const field of fields) if (stamps[field] !== undefined) seen[field] = stamps[field];
    return seen;
  }

  /** Pushes the first transactions that wait, or all. */
  push(count = this.waiting.length): Decided {
    const sent = this.waiting.splice(0, count);
    const decided = this.#desk.push(this.id, sent);
    // What was accepted is shown until it is pulled.
    const refused = new Set(decided.refused.map(({ transaction: { stamp } }) => stamp));
    for (const { stamp, changes } of sent) {
      if (refused.has(stamp)) continue;
      for (const change of changes) {
        const key = rowKey(change.entity, change.row);
        this.#pulled.set(key, mergeChange(this.#pulled.get(key), change, stamp).row);
      }
    }
    return decided;
  }
}
