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
import type { Session } from './session.ts';

/** Reads inside one transaction. */
export class PgReading implements Reading {
  protected readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  device(id: string): Promise<DeviceRecord | null> {
    return this.session.one<DeviceRecord>(`SELECT ${DEVICE_COLUMNS} FROM device WHERE id = $1`, id);
  }

  devices(ids: readonly string[]): Promise<DeviceRecord[]> {
    return this.session.all<DeviceRecord>(
      `SELECT ${DEVICE_COLUMNS} FROM device WHERE id = ANY($1::text[])`,
      ids,
    );
  }

  devicesOf(people: readonly string[] | null): Promise<DeviceRecord[]> {
    return people === null
      ? this.session.all<DeviceRecord>(`SELECT ${DEVICE_COLUMNS} FROM device ORDER BY id`)
      : this.session.all<DeviceRecord>(
          `SELECT ${DEVICE_COLUMNS} FROM device WHERE person = ANY($1::text[]) ORDER BY id`,
          people,
        );
  }

  async batchAt(device: string, n: number): Promise<BatchRecord | null> {
    const batch = await this.session.one<BatchRecord>(
      `SELECT ${BATCH_COLUMNS} FROM batch WHERE device = $1 AND first_n <= $2
       ORDER BY first_n DESC LIMIT 1`,
      device,
      n,
    );
    return batch !== null && batch.to >= n ? batch : null;
  }

  async rowHistory(scope: ScopeId, entity: string, row: string): Promise<LogEntry[]> {
    const records = await this.session.all<LogRecord>(
      `SELECT ${LOG_COLUMNS} FROM log WHERE scope = $1 AND entity = $2 AND row_id = $3
       ORDER BY version`,
      scope,
      entity,
      row,
    );
    return records.map(toEntry);
  }

  async rows(keys: readonly RowKey[]): Promise<StoredRow[]> {
    const records = await this.session.all<RowRecord>(
      `SELECT ${ROW_COLUMNS}
       FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[])) AS k(entity, id)
       JOIN stored_row AS r ON r.entity = k.entity AND r.id = k.id`,
      keys.map(({ entity }) => entity),
      keys.map(({ id }) => id),
    );
    return records.map(toRow);
  }

  async rowsOfEntity(entity: string): Promise<StoredRow[]> {
    const records = await this.session.all<RowRecord>(
      `SELECT ${ROW_COLUMNS} FROM stored_row AS r WHERE entity = $1 ORDER BY id`,
      entity,
    );
    return records.map(toRow);
  }

  async referring(entity: string, field: string, targets: readonly string[]): Promise<StoredRow[]> {
    requireIndexed(entity, field);
    const records = await this.session.all<RowRecord>(
      `SELECT ${ROW_COLUMNS} FROM field_index AS f
       JOIN stored_row AS r ON r.entity = f.entity AND r.id = f.row_id
       WHERE f.entity = $1 AND f.field = $2 AND f.key = ANY($3::text[])
       ORDER BY r.id`,
      entity,
      field,
      targets.map(indexKey),
    );
    return records.map(toRow);
  }

  async saying(entity: string, field: string, targets: readonly string[]): Promise<SaidRow[]> {
    requireIndexed(entity, field);
    const records = await this.session.all<RowRecord>(
      `SELECT ${SAID_COLUMNS} FROM field_index AS f
       JOIN stored_row AS r ON r.entity = f.entity AND r.id = f.row_id
       WHERE f.entity = $1 AND f.field = $2 AND f.key = ANY($3::text[])`,
      entity,
      field,
      targets.map(indexKey),
    );
    return records.map(toSaid);
  }

  async scopesWith(entity: string, scopes: readonly ScopeId[]): Promise<ScopeId[]> {
    const found = await this.session.all<{ scope: ScopeId }>(
      `SELECT scope FROM unnest($1::text[]) AS wanted(scope)
       WHERE EXISTS (SELECT 1 FROM stored_row AS r WHERE r.scope = wanted.scope AND entity = $2)`,
      scopes,
      entity,
    );
    return found.map(({ scope }) => scope);
  }

  async rowsInScopes(
    entities: string | readonly string[],
    scopes: readonly ScopeId[],
  ): Promise<StoredRow[]> {
    const records = await this.session.all<RowRecord>(
      `SELECT ${ROW_COLUMNS} FROM stored_row AS r
       WHERE scope = ANY($1::text[]) AND entity = ANY($2::text[]) AND deleted = 0
       ORDER BY id`,
      scopes,
      [entities].flat(),
    );
    return records.map(toRow);
  }

  async personByLogin(login: string): Promise<StoredRow | null> {
    return (await this.referring('person', 'login', [login]))[0] ?? null;
  }

  async versions(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>> {
    return toVersions(
      await this.session.all(
        'SELECT id, version FROM scope WHERE id = ANY($1::text[]) AND version > 0',
        scopes,
      ),
    );
  }

  async allVersions(): Promise<Map<ScopeId, number>> {
    return toVersions(await this.session.all('SELECT id, version FROM scope WHERE version > 0'));
  }

  async countChanges(scope: ScopeId, after: number): Promise<number> {
    const counted = await this.session.one<{ count: number }>(
      'SELECT count(*) AS count FROM log WHERE scope = $1 AND version > $2',
      scope,
      after,
    );
    return counted!.count;
  }

  async hasRows(scope: ScopeId, count: number): Promise<boolean> {
    const found = await this.session.one<{ count: number }>(
      `SELECT count(*) AS count
       FROM (SELECT 1 FROM stored_row WHERE scope = $1 LIMIT $2::bigint) AS found`,
      scope,
      count,
    );
    return found!.count >= count;
  }

  async *rowPages(scope: ScopeId, size: number): AsyncIterable<readonly StoredRow[]> {
    let last: Pick<RowRecord, 'entity' | 'id'> = { entity: '', id: '' };
    for (;;) {
      const page: RowRecord[] = await this.session.all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM stored_row AS r
         WHERE scope = $1 AND (entity, id) > ($2, $3)
         ORDER BY entity, id LIMIT $4::bigint`,
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
      const page: ChangeRecord[] = await this.session.all<ChangeRecord>(
        `SELECT ${CHANGE_COLUMNS} FROM log
         WHERE scope = $1 AND version > $2 AND version <= coalesce(
           (SELECT version FROM log WHERE scope = $1 AND version > $2
            ORDER BY version, entity, row_id LIMIT 1 OFFSET $3::bigint), 9000000000000000)
         ORDER BY version, entity, row_id`,
        scope,
        from,
        size - 1,
      );
      if (page.length === 0) return;
      yield page.map(toChange);
      from = page.at(-1)!.version;
    }
  }

  async refusals(device: string, from: number, to: number): Promise<RefusalRecord[]> {
    const records = await this.session.all<RefusedRecord>(
      'SELECT n, reason, trans FROM refusal WHERE device = $1 AND n BETWEEN $2 AND $3 ORDER BY n',
      device,
      from,
      to,
    );
    return records.map(toRefusal);
  }

  blob(hash: string): Promise<BlobRecord | null> {
    return this.session.one<BlobRecord>('SELECT hash, bytes, at FROM blob WHERE hash = $1', hash);
  }

  dump(): AsyncIterable<DumpLine> {
    return dumpTables((table, after) => this.#page(table, after));
  }

  #page(table: Table, after: readonly unknown[] | null): Promise<TableRecord[]> {
    const key = table.key.join(', ');
    const past =
      after === null ? '' : `WHERE (${key}) > (${table.key.map((_, at) => `$${at + 1}`).join()})`;
    return this.session.all<TableRecord>(
      `SELECT ${Object.keys(table.columns).join(', ')} FROM ${table.name} ${past}
       ORDER BY ${key} LIMIT ${table.page}`,
      ...(after ?? []),
    );
  }

  code(hash: string): Promise<CodeRecord | null> {
    return this.session.one<CodeRecord>(
      `SELECT ${CODE_COLUMNS} FROM enrolment_code WHERE hash = $1`,
      hash,
    );
  }

  async setting(key: string): Promise<string | null> {
    const found = await this.session.one<{ value: string }>(
      'SELECT value FROM setting WHERE key = $1',
      key,
    );
    return found?.value ?? null;
  }
}

export function toVersions(
  records: readonly { readonly id: ScopeId; readonly version: number }[],
): Map<ScopeId, number> {
  return new Map(records.map(({ id, version }) => [id, version]));
}
