import { scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import { conflict } from '../../shared/sync/conflict.entity.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import {
  MAX_EVENT_CHANGES,
  type ChangesFrame,
  type ScopeNews,
} from '../../shared/sync/protocol.ts';
import type { BatchWrite, LogEntry, RowWrite, Writing } from '../db/storage.ts';
import { decidesAccess, loadStanding } from './access.ts';
import { rowKey, type Decided } from './decide.ts';
import { effects, type Versions } from './effects.ts';
import {
  conflictsAbout,
  holdersOf,
  keysOf,
  peopleNamed,
  placesNamed,
  rivalsOf,
  scopesOf,
} from './gather.ts';
import type { Standing } from './standing.ts';

/** Transactions of one author that are to be decided on. */
export interface Work {
  readonly person: string;
  readonly transactions: readonly Transaction[];
}

/**
 * The rows that a group of pushes is about, as they are after those that were decided on already.
 * They are read at once, and what is accepted is written at once: a database takes one statement
 * of a thousand rows much faster than many of a few.
 */
export class Draft {
  /** By {@link rowKey}: what is stored, and over it what was accepted here. */
  readonly rows = new Map<string, RowState>();
  /** Logins that were given out here, and may not be stored yet. */
  readonly logins = new Set<string>();
  readonly #write: Writing;
  readonly #people: readonly string[];
  readonly #before: ReadonlyMap<ScopeId, number>;
  readonly #versions: Versions;
  /** Keys of conflict rows. */
  readonly #conflicts = new Set<string>();
  readonly #transactions: readonly Transaction[];
  #standing: Standing | null = null;
  #access = false;
  readonly #scopesToWrite = new Map<ScopeId, number>();
  readonly #rowsToWrite = new Map<string, RowWrite>();
  #log: LogEntry[] = [];
  /** Changes by scope, for events; null where there are too many. */
  readonly #told = new Map<ScopeId, ChangesFrame['changes'] | null>();
  #batches: BatchWrite[] = [];

  private constructor(
    write: Writing,
    people: readonly string[],
    before: ReadonlyMap<ScopeId, number>,
    transactions: readonly Transaction[],
  ) {
    this.#write = write;
    this.#people = people;
    this.#transactions = transactions;
    this.#before = before;
    this.#versions = new Map(before);
  }

  /** Locks the scopes that all the work touches, then reads its rows. */
  static async open(write: Writing, work: readonly Work[]): Promise<Draft> {
    const transactions = work.flatMap((each) => each.transactions);
    const given = peopleNamed(transactions);
    const own = given.map((id) => scopeId('person', id));
    const before = await write.lockScopes([...new Set([...scopesOf(transactions), ...own])]);
    const authors = [...new Set(work.map(({ person }) => person))];
    const draft = new Draft(write, authors, before, transactions);
    const people = given.map((id) => ({ entity: 'person', id }));
    const keys = [...keysOf(transactions), ...holdersOf(transactions), ...people];
    for (const row of await write.rows(keys)) draft.#put(row);
    const rivals = await rivalsOf(write, transactions, (key) => draft.rows.get(key));
    for (const row of rivals) draft.#put(row);
    for (const row of await conflictsAbout(write, transactions)) draft.#put(row);
    return draft;
  }

  #put(row: RowState): void {
    const key = rowKey(row.entity, row.id);
    this.rows.set(key, row);
    if (row.entity === conflict.name) this.#conflicts.add(key);
  }

  /** Conflict rows about the rows that transactions change, settled ones included. */
  conflictsAbout(transactions: readonly Transaction[]): RowState[] {
    if (this.#conflicts.size === 0) return [];
    const about = new Set(keysOf(transactions).map(({ entity, id }) => rowKey(entity, id)));
    return [...this.#conflicts]
      .map((key) => this.rows.get(key)!)
      .filter(({ values }) => about.has(rowKey(String(values['entity']), String(values['row']))));
  }

  /** Who of the group is over which of its places, as it is now. */
  async standing(): Promise<Standing> {
    if (this.#standing === null) {
      // A link that ended may be taken up again: by who steers what it names.
      const stored = [...this.rows.values()].map(({ entity, values }) => ({ entity, set: values }));
      const changes = this.#transactions.flatMap((each) => each.changes);
      const places = new Set([...this.#before.keys(), ...placesNamed([...stored, ...changes])]);
      this.#standing = await loadStanding(this.#write, this.#people, [...places]);
    }
    return this.#standing;
  }

  /** Whether nobody has ever written into a scope of the group. */
  isNew(scope: ScopeId): boolean {
    return this.#versions.get(scope) === 0;
  }

  /** Takes over what was decided. */
  accept(decided: Decided, now: number): void {
    const { scopes, rows, log } = effects(decided, this.rows, this.#versions, now);
    for (const [scope, version] of scopes) this.#scopesToWrite.set(scope, version);
    for (const row of rows) {
      const key = rowKey(row.entity, row.id);
      const waiting = this.#rowsToWrite.get(key);
      this.#rowsToWrite.set(
        key,
        waiting === undefined ? row : { ...row, ...bothTouched(waiting, row) },
      );
      this.#put(row);
    }
    for (const entry of log) {
      this.#log.push(entry);
      this.#tell(entry);
    }
    for (const row of decided.rows.values()) {
      if (!decidesAccess(row.entity)) continue;
      this.#access = true;
      this.#standing?.take(row);
    }
  }

  #tell({ scope, entity, row, set, stamp }: LogEntry): void {
    const told = this.#told.get(scope);
    if (told === null) return;
    const change = { entity, row, set: { ...set }, stamp };
    if (told === undefined) this.#told.set(scope, [change]);
    else if (told.length < MAX_EVENT_CHANGES) told.push(change);
    else this.#told.set(scope, null);
  }

  /** Records that a batch was decided on. */
  record(batch: BatchWrite): void {
    this.#batches.push(batch);
  }

  /** Writes what was accepted: to be called before anything else is read, and at the end. */
  async flush(): Promise<void> {
    if (this.#log.length > 0) {
      await this.#write.writeRows({
        scopes: new Map(this.#scopesToWrite),
        rows: [...this.#rowsToWrite.values()],
        log: this.#log,
      });
      this.#scopesToWrite.clear();
      this.#rowsToWrite.clear();
      this.#log = [];
    }
    if (this.#batches.length > 0) {
      await this.#write.recordBatches(this.#batches);
      this.#batches = [];
    }
  }

  /** What others are to hear of once this is committed. */
  news(): { readonly moved: readonly ScopeNews[]; readonly access: boolean } {
    const moved: ScopeNews[] = [];
    for (const [scope, version] of this.#versions) {
      const from = this.#before.get(scope)!;
      if (version === from) continue;
      const told = this.#told.get(scope) ?? null;
      const changes: ChangesFrame | undefined =
        told === null ? undefined : { type: 'changes', scope, from, to: version, changes: told };
      moved.push({ scope, version, changes });
    }
    return { moved, access: this.#access };
  }
}

/** What two writes of a row touched; null: it may be new. */
function bothTouched(one: RowWrite, other: RowWrite): Pick<RowWrite, 'touched'> {
  return {
    touched:
      one.touched === null || other.touched === null
        ? null
        : new Set([...one.touched, ...other.touched]),
  };
}
