import type { Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';

/**
 * What the server asks of its database, in the words of the domain. Everything is asynchronous,
 * so that an engine across a network can stand behind it as well as SQLite does.
 */
export interface Storage {
  /** Name of the engine, for `/health`. */
  readonly engine: string;
  /** How many transactions that write are worth being under way at once. */
  readonly writers: number;
  /** A consistent view, frozen at its first read, until `end`; many may be open at once. */
  reading(): Promise<OpenReading>;
  /** Runs `work` over a consistent view. */
  read<T>(work: (read: Reading) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction: on disk as a whole when the promise resolves, nowhere when it
   * rejects. `work` may run again from its start, when the database asks for it because of what
   * others write at the same moment: it has no effects elsewhere.
   */
  transaction<T>(work: (write: Writing) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface RowKey {
  readonly entity: string;
  readonly id: string;
}

export interface StoredRow extends RowState {
  /** Version of the scope at which the row last changed. */
  readonly version: number;
}

/** What a row says, without where it comes from. */
export type SaidRow = Pick<StoredRow, 'entity' | 'scope' | 'values'>;

export interface DeviceRecord {
  readonly id: string;
  /** Row id of the person; for devices that only sign seeded data it may be no row's. */
  readonly person: string;
  /** Ed25519, JWK `x`; null for a device that can never open a session. */
  readonly publicKey: string | null;
  /** Public key that bundles for the device are encrypted to (age, `age1…`); null: not known. */
  readonly recipient: string | null;
  readonly name: string;
  readonly enrolledAt: number;
  /** Highest `n` that was decided; 0 before the first. */
  readonly lastN: number;
  /** Hash of the last batch that was decided, which the next one must name; empty before the first. */
  readonly chain: string;
  /** The device that this one was split from, when its profile had been copied; else null. */
  readonly forkedFrom: string | null;
  readonly revokedAt: number | null;
}

/** A signed batch as it came, for proof; values in it can be erased and its signature still holds. */
export interface BatchRecord {
  readonly device: string;
  /** First and last `n` of the batch. */
  readonly from: number;
  readonly to: number;
  /** Hash of the batch, which the next one of the device names; base64url. */
  readonly hash: string;
  /** The exact text, signature included; see `shared/sync/batch.ts`. */
  readonly text: string;
  /** When it was decided, milliseconds since 1970. */
  readonly at: number;
  /** The device that carried it here, when it was not the author itself; else null. */
  readonly carrier: string | null;
}

/** A file that rows name by its content. */
export interface BlobRecord {
  /** SHA-256 of the content, hexadecimal. */
  readonly hash: string;
  readonly bytes: number;
  readonly at: number;
}

/** One line of a backup: a table's name and one of its records, the same for every engine. */
export interface DumpLine {
  readonly table: string;
  readonly record: Readonly<Record<string, string | number | null>>;
}

/** An accepted change, as it stands in the log: also those that lost against a newer value. */
export interface LogEntry {
  readonly scope: ScopeId;
  readonly version: number;
  readonly entity: string;
  readonly row: string;
  readonly device: string;
  /** Null where the change did not come in a device's transaction. */
  readonly n: number | null;
  readonly stamp: Stamp;
  readonly set: Readonly<Record<string, JsonValue>>;
  readonly seen: Readonly<Record<string, Stamp>> | undefined;
  /** When the server decided, milliseconds since 1970. */
  readonly at: number;
}

export type LoggedChange = Pick<LogEntry, 'version' | 'entity' | 'row' | 'stamp' | 'set'>;

export interface RefusalRecord {
  readonly n: number;
  readonly refusal: Refusal;
  /** The transaction as it came, so that nothing that somebody wrote is lost. */
  readonly transaction: unknown;
}

export interface CodeRecord {
  /** SHA-256 of the code, hexadecimal: the code itself is never stored. */
  readonly hash: string;
  readonly person: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly usedByDevice: string | null;
}

export interface Reading {
  device(id: string): Promise<DeviceRecord | null>;
  devices(ids: readonly string[]): Promise<DeviceRecord[]>;
  /** Devices of those people, by id; of everybody when `people` is null. */
  devicesOf(people: readonly string[] | null): Promise<DeviceRecord[]>;
  /** The batch of a device that holds `n`, or null. */
  batchAt(device: string, n: number): Promise<BatchRecord | null>;
  /** All accepted changes of a row, oldest first. Costs in proportion to the scope: for rare questions. */
  rowHistory(scope: ScopeId, entity: string, row: string): Promise<LogEntry[]>;
  /** The rows of those keys that exist, in no order. */
  rows(keys: readonly RowKey[]): Promise<StoredRow[]>;
  /** Every row of an entity. For entities of few rows (people, grants). */
  rowsOfEntity(entity: string): Promise<StoredRow[]>;
  /**
   * Rows whose `field` holds one of `targets`; removed rows are left out. The field must be one
   * that its entity declares as a reference or as indexed.
   */
  referring(entity: string, field: string, targets: readonly string[]): Promise<StoredRow[]>;
  /** The same rows as far as what they say goes, in no order: half the work where they are thousands. */
  saying(entity: string, field: string, targets: readonly string[]): Promise<SaidRow[]>;
  /** Those of the scopes in which rows of the entity live, removed ones included. */
  scopesWith(entity: string, scopes: readonly ScopeId[]): Promise<ScopeId[]>;
  /** Rows of an entity, or of several, that live in those scopes; removed rows are left out. */
  rowsInScopes(
    entities: string | readonly string[],
    scopes: readonly ScopeId[],
  ): Promise<StoredRow[]>;
  personByLogin(login: string): Promise<StoredRow | null>;
  /** Versions of those scopes that exist. */
  versions(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>>;
  /** Versions of all scopes. */
  allVersions(): Promise<Map<ScopeId, number>>;
  /** Number of changes of a scope after a version. */
  countChanges(scope: ScopeId, after: number): Promise<number>;
  /** Whether the scope holds at least `count` rows. Costs in proportion to `count`. */
  hasRows(scope: ScopeId, count: number): Promise<boolean>;
  /** All rows of a scope, in pages of at most `size`. */
  rowPages(scope: ScopeId, size: number): AsyncIterable<readonly StoredRow[]>;
  /** Changes after a version in rising order, in pages of about `size` that split no version. */
  changePages(scope: ScopeId, after: number, size: number): AsyncIterable<readonly LoggedChange[]>;
  /** Refusals of a device with `from <= n <= to`. */
  refusals(device: string, from: number, to: number): Promise<RefusalRecord[]>;
  blob(hash: string): Promise<BlobRecord | null>;
  /** Every record of every table, for a backup; in an order in which {@link Writing.load} can take them. */
  dump(): AsyncIterable<DumpLine>;
  code(hash: string): Promise<CodeRecord | null>;
  setting(key: string): Promise<string | null>;
}

export interface OpenReading extends Reading {
  /** Gives the view back. To be called exactly once. */
  end(): Promise<void>;
}

/** A row to be written, and which of its fields a change touched; null: the row may be new. */
export interface RowWrite extends StoredRow {
  readonly touched: ReadonlySet<string> | null;
}

/** What one transaction writes about rows. */
export interface RowWrites {
  /** New version of each touched scope. */
  readonly scopes: ReadonlyMap<ScopeId, number>;
  readonly rows: readonly RowWrite[];
  readonly log: readonly LogEntry[];
}

/** A batch that was decided on, and what was refused of it. */
export interface BatchWrite {
  readonly batch: BatchRecord;
  readonly refused: readonly RefusalRecord[];
}

export interface Writing extends Reading {
  /** The device, held against other writers until the transaction ends. */
  lockDevice(id: string): Promise<DeviceRecord | null>;
  /** Those of the devices that exist, by id, held as well. Locks are taken in sorted order. */
  lockDevices(ids: readonly string[]): Promise<Map<string, DeviceRecord>>;
  /**
   * Versions of the scopes (0 where there is none yet), held against other writers until the
   * transaction ends. Locks are taken in sorted order: two writers cannot wait for each other.
   */
  lockScopes(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>>;
  writeRows(writes: RowWrites): Promise<void>;
  /** Records batches whose transactions are all decided; those of one device in rising order. */
  recordBatches(batches: readonly BatchWrite[]): Promise<void>;
  addDevice(device: DeviceRecord): Promise<void>;
  renameDevice(id: string, name: string): Promise<void>;
  setRecipient(id: string, recipient: string): Promise<void>;
  /** From then on the device opens no session and nothing more is accepted from it. */
  revokeDevice(id: string, at: number): Promise<void>;
  addCode(code: CodeRecord): Promise<void>;
  /** Codes of those people that were not used are none any more. */
  removeUnusedCodes(people: readonly string[]): Promise<void>;
  useCode(hash: string, device: string, at: number): Promise<void>;
  setSetting(key: string, value: string): Promise<void>;
  addBlob(blob: BlobRecord): Promise<void>;
  /** Puts another text in the place of a batch's: values have been erased from it. */
  replaceBatchText(device: string, from: number, text: string): Promise<void>;
  /** Replaces the values that the log holds for fields of a row by null. The row itself is not touched. */
  eraseLogged(
    scope: ScopeId,
    entity: string,
    row: string,
    fields: readonly string[],
  ): Promise<void>;
  /** Puts another content in the place of a refused transaction's: values have been erased from it. */
  replaceRefused(device: string, n: number, transaction: unknown): Promise<void>;
  /** Empties every table, for a backup to be loaded. */
  clear(): Promise<void>;
  /** Writes one line of a backup into an empty database. @throws when the table is not known */
  load(line: DumpLine): Promise<void>;
}
