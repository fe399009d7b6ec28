import type { ScopeId } from '../../../shared/schema/scope.ts';
import type {
  CodeRecord,
  DeviceRecord,
  LogEntry,
  RefusalRecord,
  RowWrites,
  StoredRow,
  Writing,
} from '../storage.ts';
import { SqliteReading } from './reading.ts';
import { indexReferences } from './references.ts';

/**
 * Reads and writes inside one `BEGIN IMMEDIATE`. SQLite lets one transaction write at a time, so
 * that locks on devices and scopes are held already.
 */
export class SqliteWriting extends SqliteReading implements Writing {
  lockDevice(id: string): Promise<DeviceRecord | null> {
    return this.device(id);
  }

  async lockScopes(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>> {
    const versions = await this.versions(scopes);
    return new Map([...scopes].sort().map((scope) => [scope, versions.get(scope) ?? 0]));
  }

  async writeRows({ scopes, rows, log }: RowWrites): Promise<void> {
    for (const [scope, version] of scopes) {
      this.connection.run(
        `INSERT INTO scope (id, version) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET version = excluded.version`,
        scope,
        version,
      );
    }
    for (const row of rows) this.#writeRow(row);
    for (const entry of log) this.#writeLog(entry);
  }

  #writeRow(row: StoredRow): void {
    this.connection.run(
      `INSERT INTO stored_row (entity, id, scope, fields, stamps, version)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET
         fields = excluded.fields, stamps = excluded.stamps, version = excluded.version`,
      row.entity,
      row.id,
      row.scope,
      JSON.stringify(row.values),
      JSON.stringify(row.stamps),
      row.version,
    );
    indexReferences(this.connection, row);
  }

  #writeLog(entry: LogEntry): void {
    this.connection.run(
      `INSERT INTO log (scope, version, entity, row_id, device, n, stamp, change, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.scope,
      entry.version,
      entry.entity,
      entry.row,
      entry.device,
      entry.n,
      entry.stamp,
      JSON.stringify({ set: entry.set, seen: entry.seen }),
      entry.at,
    );
  }

  async recordDecisions(
    device: string,
    lastN: number,
    refused: readonly RefusalRecord[],
    at: number,
  ): Promise<void> {
    this.connection.run('UPDATE device SET last_n = ? WHERE id = ?', lastN, device);
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

  async addDevice(device: DeviceRecord): Promise<void> {
    this.connection.run(
      `INSERT INTO device (id, person, public_key, name, enrolled_at, last_n, revoked_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      device.id,
      device.person,
      device.publicKey,
      device.name,
      device.enrolledAt,
      device.lastN,
      device.revokedAt,
    );
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
       VALUES (?, ?, ?, ?, ?, ?)`,
      code.hash,
      code.person,
      code.createdAt,
      code.expiresAt,
      code.usedAt,
      code.usedByDevice,
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
}
