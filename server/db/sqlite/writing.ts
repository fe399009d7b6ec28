import type { ScopeId } from '../../../shared/schema/scope.ts';
import { isRemoved } from '../indexed.ts';
import { changeText, erasedText, toRow, type RowRecord } from '../records.ts';
import type {
  BatchWrite,
  BlobRecord,
  CodeRecord,
  DeviceRecord,
  DumpLine,
  LogEntry,
  RowWrite,
  RowWrites,
  Writing,
} from '../storage.ts';
import { clearStatements, tableOf } from '../tables.ts';
import { indexRow } from './fieldIndex.ts';
import { SqliteReading } from './reading.ts';

/**
 * Reads and writes inside one `BEGIN IMMEDIATE`. SQLite lets one transaction write at a time, so
 * that locks on devices and scopes are held already.
 */
export class SqliteWriting extends SqliteReading implements Writing {
  /** Whether something was erased, which the write-ahead log still holds after the commit. */
  erased = false;

  lockDevice(id: string): Promise<DeviceRecord | null> {
    return this.device(id);
  }

  async lockDevices(ids: readonly string[]): Promise<Map<string, DeviceRecord>> {
    return new Map((await this.devices(ids)).map((device) => [device.id, device]));
  }

  async lockScopes(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>> {
    const versions = await this.versions(scopes);
    return new Map([...scopes].sort().map((scope) => [scope, versions.get(scope) ?? 0]));
  }

  async writeRows({ scopes, rows, log }: RowWrites): Promise<void> {
    const setVersion = this.connection.sql(
      `INSERT INTO scope (id, version) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET version = excluded.version`,
    );
    for (const [scope, version] of scopes) setVersion.run(scope, version);
    this.#putRows(rows);
    this.#putLog(log);
  }

  #putRows(rows: readonly RowWrite[]): void {
    const update = this.connection.sql(
      `UPDATE stored_row SET deleted = ?, version = ?, fields = ?, stamps = ?
       WHERE entity = ? AND id = ? AND scope = ?`,
    );
    const insert = this.connection.sql(
      `INSERT INTO stored_row (deleted, version, fields, stamps, entity, id, scope)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET deleted = excluded.deleted, version = excluded.version,
         fields = excluded.fields, stamps = excluded.stamps
       WHERE scope = excluded.scope`,
    );
    for (const row of rows) {
      const { changes } = (row.touched === null ? insert : update).run(
        isRemoved(row.values) ? 1 : 0,
        row.version,
        JSON.stringify(row.values),
        JSON.stringify(row.stamps),
        row.entity,
        row.id,
        row.scope,
      );
      if (changes !== 1) throw new Error(`Not a row of ${row.scope}: ${row.entity} ${row.id}`);
      indexRow(this.connection, row);
    }
  }

  #putLog(log: readonly LogEntry[]): void {
    const insert = this.connection.sql(
      `INSERT INTO log (scope, version, entity, row_id, device, n, stamp, at, change)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const entry of log) {
      insert.run(
        entry.scope,
        entry.version,
        entry.entity,
        entry.row,
        entry.device,
        entry.n,
        entry.stamp,
        entry.at,
        changeText(entry),
      );
    }
  }

  async recordBatches(batches: readonly BatchWrite[]): Promise<void> {
    for (const { batch, refused } of batches) {
      const { device, from, to, hash, text, at, carrier } = batch;
      this.connection.run(
        `INSERT INTO batch (device, first_n, last_n, hash, text, at, carrier)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        device,
        from,
        to,
        hash,
        text,
        at,
        carrier,
      );
      this.connection.run('UPDATE device SET last_n = ?, chain = ? WHERE id = ?', to, hash, device);
      for (const { n, refusal, transaction } of refused) {
        this.connection.run(
          'INSERT INTO refusal (device, n, reason, trans, at) VALUES (?, ?, ?, ?, ?)',
          device,
          n,
          JSON.stringify(refusal),
          JSON.stringify(transaction),
          at,
        );
      }
    }
  }

  async addDevice(device: DeviceRecord): Promise<void> {
    this.connection.run(
      `INSERT INTO device (id, person, public_key, recipient, name, enrolled_at, last_n, chain,
         forked_from, revoked_at)
       VALUES (@id, @person, @publicKey, @recipient, @name, @enrolledAt, @lastN, @chain,
         @forkedFrom, @revokedAt)`,
      device,
    );
  }

  async renameDevice(id: string, name: string): Promise<void> {
    this.connection.run('UPDATE device SET name = ? WHERE id = ?', name, id);
  }

  async setRecipient(id: string, recipient: string): Promise<void> {
    this.connection.run('UPDATE device SET recipient = ? WHERE id = ?', recipient, id);
  }

  async revokeDevice(id: string, at: number): Promise<void> {
    this.connection.run(
      'UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
      at,
      id,
    );
  }

  async addCode(code: CodeRecord): Promise<void> {
    this.connection.run(
      `INSERT INTO enrolment_code (hash, person, created_at, expires_at, used_at, used_by_device)
       VALUES (@hash, @person, @createdAt, @expiresAt, @usedAt, @usedByDevice)`,
      code,
    );
  }

  async removeUnusedCodes(people: readonly string[]): Promise<void> {
    this.connection.run(
      `DELETE FROM enrolment_code
       WHERE used_at IS NULL AND person IN (SELECT value FROM json_each(?))`,
      JSON.stringify(people),
    );
  }

  async useCode(hash: string, device: string, at: number): Promise<void> {
    this.connection.run(
      'UPDATE enrolment_code SET used_at = ?, used_by_device = ? WHERE hash = ?',
      at,
      device,
      hash,
    );
  }

  async setSetting(key: string, value: string): Promise<void> {
    this.connection.run(
      `INSERT INTO setting (key, value) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value`,
      key,
      value,
    );
  }

  async addBlob({ hash, bytes, at }: BlobRecord): Promise<void> {
    this.connection.run(
      'INSERT INTO blob (hash, bytes, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      hash,
      bytes,
      at,
    );
  }

  async replaceBatchText(device: string, from: number, text: string): Promise<void> {
    this.connection.run(
      'UPDATE batch SET text = ? WHERE device = ? AND first_n = ?',
      text,
      device,
      from,
    );
  }

  async replaceRefused(device: string, n: number, transaction: unknown): Promise<void> {
    this.connection.run(
      'UPDATE refusal SET trans = ? WHERE device = ? AND n = ?',
      JSON.stringify(transaction),
      device,
      n,
    );
  }

  async clear(): Promise<void> {
    for (const statement of clearStatements) this.connection.run(statement);
  }

  async eraseLogged(
    scope: ScopeId,
    entity: string,
    row: string,
    fields: readonly string[],
  ): Promise<void> {
    this.erased = true;
    const logged = this.connection.all<{ version: number; change: string }>(
      'SELECT version, change FROM log WHERE scope = ? AND entity = ? AND row_id = ?',
      scope,
      entity,
      row,
    );
    for (const { version, change } of logged) {
      const text = erasedText(change, fields);
      if (text === null) continue;
      this.connection.run(
        `UPDATE log SET change = ? WHERE scope = ? AND version = ? AND entity = ? AND row_id = ?`,
        text,
        scope,
        version,
        entity,
        row,
      );
    }
  }

  async load(line: DumpLine): Promise<void> {
    const table = tableOf(line);
    const columns = Object.keys(table.columns);
    this.connection.run(
      `INSERT INTO ${table.name} (${columns.join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map((column) => line.record[column] ?? null),
    );
    if (table.name === 'stored_row') {
      const row = toRow(line.record as unknown as RowRecord);
      indexRow(this.connection, { ...row, touched: null });
    }
  }
}
