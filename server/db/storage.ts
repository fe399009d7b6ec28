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
  /** A consistent view, frozen at its first read, until `end`; many may be open at once. */
  reading(): Promise<OpenReading>;
  /** Runs `work` over a consistent view. */
  read<T>(work: (read: Reading) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction: on disk as a whole when the promise resolves, nowhere when it
   * rejects.
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

export interface DeviceRecord {
  readonly id: string;
  /** Row id of the person; for devices that only sign seeded data it may be no row's. */
  readonly person: string;
  /** Ed25519, JWK `x`; null for a device that can never open a session. */
  readonly publicKey: string | null;
  readonly name: string;
  readonly enrolledAt: number;
  /** Highest `n` that was decided; 0 before the first. */
  readonly lastN: number;
  readonly revokedAt: number | null;
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
  /** The rows of those keys that exist, in no order. */
  rows(keys: readonly RowKey[]): Promise<StoredRow[]>;
  /** Every row of an entity. For entities of few rows (people, grants). */
  rowsOfEntity(entity: string): Promise<StoredRow[]>;
  /** Rows whose `field` refers to one of `targets`; removed rows are left out. */
  referring(entity: string, field: string, targets: readonly string[]): Promise<StoredRow[]>;
  /** Rows of an entity that live in those scopes; removed rows are left out. */
  rowsInScopes(entity: string, scopes: readonly ScopeId[]): Promise<StoredRow[]>;
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
  code(hash: string): Promise<CodeRecord | null>;
  setting(key: string): Promise<string | null>;
}

export interface OpenReading extends Reading {
  /** Gives the view back. To be called exactly once. */
  end(): Promise<void>;
}

/** What one transaction writes about rows. */
export interface RowWrites {
  /** New version of each touched scope. */
  readonly scopes: ReadonlyMap<ScopeId, number>;
  readonly rows: readonly StoredRow[];
  readonly log: readonly LogEntry[];
}

export interface Writing extends Reading {
  /** The device, held against other writers until the transaction ends. */
  lockDevice(id: string): Promise<DeviceRecord | null>;
  /**
   * Versions of the scopes (0 where there is none yet), held against other writers until the
   * transaction ends. Locks are taken in sorted order: two writers cannot wait for each other.
   */
  lockScopes(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>>;
  writeRows(writes: RowWrites): Promise<void>;
  /** Records that everything of a device up to `lastN` is decided, and what was refused. */
  recordDecisions(
    device: string,
    lastN: number,
    refused: readonly RefusalRecord[],
    at: number,
  ): Promise<void>;
  addDevice(device: DeviceRecord): Promise<void>;
  /** From then on the device opens no session and nothing more is accepted from it. */
  revokeDevice(id: string, at: number): Promise<void>;
  addCode(code: CodeRecord): Promise<void>;
  useCode(hash: string, device: string, at: number): Promise<void>;
  setSetting(key: string, value: string): Promise<void>;
}
