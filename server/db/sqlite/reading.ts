import type { ScopeId } from '../../../shared/schema/scope.ts';
import { indexKey, requireIndexed } from '../indexed.ts';
import {
  BATCH_COLUMNS,
  CHANGE_COLUMNS,
  CODE_COLUMNS,
  DEVICE_COLUMNS,
  LOG_COLUMNS,
  ROW_COLUMNS,
  SAID_COLUMNS,
  toChange,
  toEntry,
  toRefusal,
  toRow,
  toSaid,
  type ChangeRecord,
  type LogRecord,
  type RefusedRecord,
  type RowRecord,
} from '../records.ts';
import type {
  BatchRecord,
  BlobRecord,
  CodeRecord,
  DeviceRecord,
  DumpLine,
  LogEntry,
  LoggedChange,
  Reading,
  RefusalRecord,
  RowKey,
  SaidRow,
  StoredRow,
} from '../storage.ts';
import { dumpTables, type Table, type TableRecord } from '../tables.ts';
import type { Connection } from './connection.ts';

/** The elements of a JSON array that is a parameter. */
const LISTED = '(SELECT value FROM json_each(?))';

/** Reads from one connection; consistent as long as a transaction is open on it. */
export class SqliteReading implements Reading {
  protected readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async device(id: string): Promise<DeviceRecord | null> {
    return this.#one<DeviceRecord>(`SELECT ${DEVICE_COLUMNS} FROM device WHERE id = ?`, id);
  }

  async devices(ids: readonly string[]): Promise<DeviceRecord[]> {
    return this.connection.all<DeviceRecord>(
      `SELECT ${DEVICE_COLUMNS} FROM device WHERE id IN ${LISTED}`,
      JSON.stringify(ids),
    );
  }

  async devicesOf(people: readonly string[] | null): Promise<DeviceRecord[]> {
    return people === null
      ? this.connection.all<DeviceRecord>(`SELECT ${DEVICE_COLUMNS} FROM device ORDER BY id`)
      : this.connection.all<DeviceRecord>(
          `SELECT ${DEVICE_COLUMNS} FROM device WHERE person IN ${LISTED} ORDER BY id`,
          JSON.stringify(people),
        );
  }

  async batchAt(device: string, n: number): Promise<BatchRecord | null> {
    const batch = this.#one<BatchRecord>(
      `SELECT ${BATCH_COLUMNS} FROM batch WHERE device = ? AND first_n <= ?
       ORDER BY first_n DESC LIMIT 1`,
      device,
      n,
    );
    return batch !== null && batch.to >= n ? batch : null;
  }

  async rowHistory(scope: ScopeId, entity: string, row: string): Promise<LogEntry[]> {
    return this.connection
      .all<LogRecord>(
        `SELECT ${LOG_COLUMNS} FROM log WHERE scope = ? AND entity = ? AND row_id = ?
         ORDER BY version`,
        scope,
        entity,
        row,
      )
      .map(toEntry);
  }

  async rows(keys: readonly RowKey[]): Promise<StoredRow[]> {
    const find = this.connection.sql(
      `SELECT ${ROW_COLUMNS} FROM stored_row AS r WHERE entity = ? AND id = ?`,
    );
    const found = new Map<string, StoredRow>();
    for (const { entity, id } of keys) {
      const name = `${entity} ${id}`;
      if (found.has(name)) continue;
      const record = find.get(entity, id) as RowRecord | undefined;
      if (record !== undefined) found.set(name, toRow(record));
    }
    return [...found.values()];
  }

  async rowsOfEntity(entity: string): Promise<StoredRow[]> {
    return this.connection
      .all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM stored_row AS r WHERE entity = ? ORDER BY id`,
        entity,
      )
      .map(toRow);
  }

  async referring(entity: string, field: string, targets: readonly string[]): Promise<StoredRow[]> {
    requireIndexed(entity, field);
    return this.connection
      .all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS t
         CROSS JOIN field_index AS f ON f.entity = ? AND f.field = ? AND f.key = t.value
         CROSS JOIN stored_row AS r ON r.entity = f.entity AND r.id = f.row_id
         ORDER BY r.id`,
        JSON.stringify([...new Set(targets)].map(indexKey)),
        entity,
        field,
      )
      .map(toRow);
  }

  async saying(entity: string, field: string, targets: readonly string[]): Promise<SaidRow[]> {
    requireIndexed(entity, field);
    return this.connection
      .all<RowRecord>(
        `SELECT ${SAID_COLUMNS} FROM json_each(?) AS t
         CROSS JOIN field_index AS f ON f.entity = ? AND f.field = ? AND f.key = t.value
         CROSS JOIN stored_row AS r ON r.entity = f.entity AND r.id = f.row_id`,
        JSON.stringify([...new Set(targets)].map(indexKey)),
        entity,
        field,
      )
      .map(toSaid);
  }

  async scopesWith(entity: string, scopes: readonly ScopeId[]): Promise<ScopeId[]> {
    return this.connection
      .all<{ scope: ScopeId }>(
        `SELECT value AS scope FROM json_each(?) AS wanted
         WHERE EXISTS (SELECT 1 FROM stored_row WHERE scope = wanted.value AND entity = ?)`,
        JSON.stringify(scopes),
        entity,
      )
      .map(({ scope }) => scope);
  }

  async rowsInScopes(
    entities: string | readonly string[],
    scopes: readonly ScopeId[],
  ): Promise<StoredRow[]> {
    return this.connection
      .all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS s
         CROSS JOIN json_each(?) AS e
         CROSS JOIN stored_row AS r ON r.scope = s.value AND r.entity = e.value
         WHERE r.deleted = 0
         ORDER BY r.id`,
        JSON.stringify([...new Set(scopes)]),
        JSON.stringify([entities].flat()),
      )
      .map(toRow);
  }

  async personByLogin(login: string): Promise<StoredRow | null> {
    return (await this.referring('person', 'login', [login]))[0] ?? null;
  }

  async versions(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>> {
    const records = this.connection.all<{ id: ScopeId; version: number }>(
      `SELECT id, version FROM scope WHERE id IN ${LISTED}`,
      JSON.stringify(scopes),
    );
    return new Map(records.map(({ id, version }) => [id, version]));
  }

  async allVersions(): Promise<Map<ScopeId, number>> {
    const records = this.connection.all<{ id: ScopeId; version: number }>(
      'SELECT id, version FROM scope',
    );
    return new Map(records.map(({ id, version }) => [id, version]));
  }

  async countChanges(scope: ScopeId, after: number): Promise<number> {
    return this.connection.get<{ count: number }>(
      'SELECT count(*) AS count FROM log WHERE scope = ? AND version > ?',
      scope,
      after,
    )!.count;
  }

  async hasRows(scope: ScopeId, count: number): Promise<boolean> {
    const found = this.connection.get<{ count: number }>(
      'SELECT count(*) AS count FROM (SELECT 1 FROM stored_row WHERE scope = ? LIMIT ?)',
      scope,
      count,
    )!.count;
    return found >= count;
  }

  async *rowPages(scope: ScopeId, size: number): AsyncIterable<readonly StoredRow[]> {
    let last: Pick<RowRecord, 'entity' | 'id'> = { entity: '', id: '' };
    for (;;) {
      // In the order of an index: a page starts where the last one ended, without sorting.
      const page = this.connection.all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM stored_row AS r
         WHERE scope = ? AND (entity, id) > (?, ?)
         ORDER BY entity, id LIMIT ?`,
        scope,
        last.entity,
        last.id,
        size,
      );
      if (page.length > 0) yield page.map(toRow);
      if (page.length < size) return;
      last = page.at(-1)!;
    }
  }

  async *changePages(
    scope: ScopeId,
    after: number,
    size: number,
  ): AsyncIterable<readonly LoggedChange[]> {
    let from = after;
    for (;;) {
      // The page ends with all of the version that its last change belongs to.
      const page = this.connection.all<ChangeRecord>(
        `SELECT ${CHANGE_COLUMNS} FROM log
         WHERE scope = @scope AND version > @from AND version <= coalesce(
           (SELECT version FROM log WHERE scope = @scope AND version > @from
            ORDER BY version, entity, row_id LIMIT 1 OFFSET @skipped), 9e15)
         ORDER BY version, entity, row_id`,
        { scope, from, skipped: size - 1 },
      );
      if (page.length === 0) return;
      yield page.map(toChange);
      from = page.at(-1)!.version;
    }
  }

  async refusals(device: string, from: number, to: number): Promise<RefusalRecord[]> {
    return this.connection
      .all<RefusedRecord>(
        'SELECT n, reason, trans FROM refusal WHERE device = ? AND n BETWEEN ? AND ? ORDER BY n',
        device,
        from,
        to,
      )
      .map(toRefusal);
  }

  async blob(hash: string): Promise<BlobRecord | null> {
    return this.#one<BlobRecord>('SELECT hash, bytes, at FROM blob WHERE hash = ?', hash);
  }

  dump(): AsyncIterable<DumpLine> {
    return dumpTables((table, after) => this.#page(table, after));
  }

  async #page(table: Table, after: readonly unknown[] | null): Promise<TableRecord[]> {
    const key = table.key.join(', ');
    const past = after === null ? '' : `WHERE (${key}) > (${table.key.map(() => '?').join(', ')})`;
    return this.connection.all<TableRecord>(
      `SELECT ${Object.keys(table.columns).join(', ')} FROM ${table.name} ${past}
       ORDER BY ${key} LIMIT ${table.page}`,
      ...(after ?? []),
    );
  }

  async code(hash: string): Promise<CodeRecord | null> {
    return this.#one<CodeRecord>(`SELECT ${CODE_COLUMNS} FROM enrolment_code WHERE hash = ?`, hash);
  }

  async setting(key: string): Promise<string | null> {
    return (
      this.#one<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value ?? null
    );
  }

  #one<T>(sql: string, ...parameters: unknown[]): T | null {
    return this.connection.get<T>(sql, ...parameters) ?? null;
  }
}
