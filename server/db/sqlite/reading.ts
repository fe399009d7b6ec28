import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Refusal } from '../../../shared/sync/protocol.ts';
import type {
  CodeRecord,
  DeviceRecord,
  LoggedChange,
  Reading,
  RefusalRecord,
  RowKey,
  StoredRow,
} from '../storage.ts';
import type { Connection } from './connection.ts';

interface RowRecord {
  entity: string;
  id: string;
  scope: ScopeId;
  fields: string;
  stamps: string;
  version: number;
}

const ROW_COLUMNS = 'r.entity, r.id, r.scope, r.fields, r.stamps, r.version';
const DEVICE_COLUMNS = `id, person, public_key AS publicKey, name, enrolled_at AS enrolledAt,
  last_n AS lastN, revoked_at AS revokedAt`;

function toRow(record: RowRecord): StoredRow {
  return {
    entity: record.entity,
    id: record.id,
    scope: record.scope,
    values: JSON.parse(record.fields) as Record<string, JsonValue>,
    stamps: JSON.parse(record.stamps) as Record<string, Stamp>,
    version: record.version,
  };
}

/** Reads from one connection; consistent as long as a transaction is open on it. */
export class SqliteReading implements Reading {
  protected readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async device(id: string): Promise<DeviceRecord | null> {
    return (
      this.connection.get<DeviceRecord>(`SELECT ${DEVICE_COLUMNS} FROM device WHERE id = ?`, id) ??
      null
    );
  }

  async devices(ids: readonly string[]): Promise<DeviceRecord[]> {
    return this.connection.all<DeviceRecord>(
      `SELECT ${DEVICE_COLUMNS} FROM device WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    );
  }

  async rows(keys: readonly RowKey[]): Promise<StoredRow[]> {
    return this.connection
      .all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS k
         CROSS JOIN stored_row AS r ON r.entity = k.value ->> 0 AND r.id = k.value ->> 1`,
        JSON.stringify(keys.map(({ entity, id }) => [entity, id])),
      )
      .map(toRow);
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
    return this.connection
      .all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS t
         CROSS JOIN reference AS f ON f.entity = ? AND f.field = ? AND f.target = t.value
         CROSS JOIN stored_row AS r ON r.entity = f.entity AND r.id = f.row_id
         ORDER BY r.id`,
        JSON.stringify(targets),
        entity,
        field,
      )
      .map(toRow);
  }

  async rowsInScopes(entity: string, scopes: readonly ScopeId[]): Promise<StoredRow[]> {
    return this.connection
      .all<RowRecord>(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS s
         CROSS JOIN stored_row AS r ON r.scope = s.value AND r.entity = ?
         WHERE r.fields ->> '$.deleted' IS NOT 1
         ORDER BY r.id`,
        JSON.stringify(scopes),
        entity,
      )
      .map(toRow);
  }

  async personByLogin(login: string): Promise<StoredRow | null> {
    const record = this.connection.get<RowRecord>(
      `SELECT ${ROW_COLUMNS} FROM stored_row AS r
       WHERE entity = 'person' AND fields ->> '$.login' = ?
         AND fields ->> '$.deleted' IS NOT 1
       ORDER BY id LIMIT 1`,
      login,
    );
    return record === undefined ? null : toRow(record);
  }

  async versions(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>> {
    const records = this.connection.all<{ id: ScopeId; version: number }>(
      'SELECT id, version FROM scope WHERE id IN (SELECT value FROM json_each(?))',
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
    interface ChangeRecord {
      version: number;
      entity: string;
      row: string;
      stamp: Stamp;
      change: string;
    }
    let from = after;
    for (;;) {
      // The page ends with all of the version that its last change belongs to.
      const page = this.connection.all<ChangeRecord>(
        `SELECT version, entity, row_id AS row, stamp, change FROM log
         WHERE scope = @scope AND version > @from AND version <= coalesce(
           (SELECT version FROM log WHERE scope = @scope AND version > @from
            ORDER BY version, entity, row_id LIMIT 1 OFFSET @skipped), 9e15)
         ORDER BY version, entity, row_id`,
        { scope, from, skipped: size - 1 },
      );
      if (page.length === 0) return;
      yield page.map(({ change, ...logged }) => ({
        ...logged,
        set: (JSON.parse(change) as { set: Record<string, JsonValue> }).set,
      }));
      from = page.at(-1)!.version;
    }
  }

  async refusals(device: string, from: number, to: number): Promise<RefusalRecord[]> {
    return this.connection
      .all<{ n: number; reason: string; trans: string }>(
        'SELECT n, reason, trans FROM refusal WHERE device = ? AND n BETWEEN ? AND ? ORDER BY n',
        device,
        from,
        to,
      )
      .map(({ n, reason, trans }) => ({
        n,
        refusal: JSON.parse(reason) as Refusal,
        transaction: JSON.parse(trans) as unknown,
      }));
  }

  async code(hash: string): Promise<CodeRecord | null> {
    return (
      this.connection.get<CodeRecord>(
        `SELECT hash, person, created_at AS createdAt, expires_at AS expiresAt,
           used_at AS usedAt, used_by_device AS usedByDevice
         FROM enrolment_code WHERE hash = ?`,
        hash,
      ) ?? null
    );
  }

  async setting(key: string): Promise<string | null> {
    return (
      this.connection.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)
        ?.value ?? null
    );
  }
}
