import type { ScopeId } from '../../../shared/schema/scope.ts';
import { decidesAccess } from '../../sync/access.ts';
import { CODE_COLUMNS, DEVICE_COLUMNS, erasedText } from '../records.ts';
import type {
  BatchWrite,
  BlobRecord,
  CodeRecord,
  DeviceRecord,
  DumpLine,
  RowWrites,
  Writing,
} from '../storage.ts';
import { clearStatements } from '../tables.ts';
import { Loader } from './loader.ts';
import { Moves } from './notifier.ts';
import { PgReading, toVersions } from './reading.ts';
import { putBatches } from './batches.ts';
import { putLog, putRows, putVersions } from './rows.ts';
import type { Session } from './session.ts';

/** Reads and writes inside one READ COMMITTED transaction, with locks on what it decides by. */
export class PgWriting extends PgReading implements Writing {
  /** What other processes are to be told once this is committed. */
  readonly moves = new Moves();
  readonly #loader: Loader;

  constructor(session: Session) {
    super(session);
    this.#loader = new Loader(session);
  }

  /** Writes what is still held back. To be called before the transaction is committed. */
  finish(): Promise<void> {
    return this.#loader.flush();
  }

  lockDevice(id: string): Promise<DeviceRecord | null> {
    return this.#held(`device ${id}`, () =>
      this.session.one<DeviceRecord>(
        `SELECT ${DEVICE_COLUMNS} FROM device WHERE id = $1 FOR UPDATE`,
        id,
      ),
    );
  }

  async lockDevices(ids: readonly string[]): Promise<Map<string, DeviceRecord>> {
    const devices = await this.session.all<DeviceRecord>(
      `SELECT ${DEVICE_COLUMNS} FROM device WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
      [...new Set(ids)],
    );
    return new Map(devices.map((device) => [device.id, device]));
  }

  /** Held, as a code is: whoever reads it in a transaction writes it next. */
  override async setting(key: string): Promise<string | null> {
    const found = await this.#held(`setting ${key}`, () =>
      this.session.one<{ value: string }>(
        'SELECT value FROM setting WHERE key = $1 FOR UPDATE',
        key,
      ),
    );
    return found?.value ?? null;
  }

  override code(hash: string): Promise<CodeRecord | null> {
    return this.session.one<CodeRecord>(
      `SELECT ${CODE_COLUMNS} FROM enrolment_code WHERE hash = $1 FOR UPDATE`,
      hash,
    );
  }

  /**
   * A record that is locked by `find`. There is no row to lock where there is none yet: then its
   * name is, and whoever else was about to make the record waits, and finds it.
   */
  async #held<T>(name: string, find: () => Promise<T | null>): Promise<T | null> {
    const found = await find();
    if (found !== null) return found;
    await this.session.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', name);
    return find();
  }

  async lockScopes(scopes: readonly ScopeId[]): Promise<Map<ScopeId, number>> {
    const sorted = [...new Set(scopes)].sort();
    if (sorted.length === 0) return new Map();
    // New ones first, then all: in both steps in the same order for everybody, so that nobody can
    // wait for somebody who waits for them.
    await this.session.run(
      `INSERT INTO scope (id, version) SELECT id, 0 FROM unnest($1::text[]) AS id
       ON CONFLICT (id) DO NOTHING`,
      sorted,
    );
    const versions = toVersions(
      await this.session.all(
        'SELECT id, version FROM scope WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE',
        sorted,
      ),
    );
    return new Map(sorted.map((scope) => [scope, versions.get(scope)!]));
  }

  async writeRows({ scopes, rows, log }: RowWrites): Promise<void> {
    if (scopes.size > 0) await putVersions(this.session, scopes);
    if (rows.length > 0) await putRows(this.session, rows);
    if (log.length > 0) await putLog(this.session, log);
    this.moves.add(
      scopes,
      rows.some(({ entity }) => decidesAccess(entity)),
    );
  }

  recordBatches(batches: readonly BatchWrite[]): Promise<void> {
    return putBatches(this.session, batches);
  }

  async addDevice(device: DeviceRecord): Promise<void> {
    await this.session.run(
      `INSERT INTO device (id, person, public_key, recipient, name, enrolled_at, last_n, chain,
         forked_from, revoked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      device.id,
      device.person,
      device.publicKey,
      device.recipient,
      device.name,
      device.enrolledAt,
      device.lastN,
      device.chain,
      device.forkedFrom,
      device.revokedAt,
    );
  }

  async renameDevice(id: string, name: string): Promise<void> {
    await this.session.run('UPDATE device SET name = $1 WHERE id = $2', name, id);
  }

  async setRecipient(id: string, recipient: string): Promise<void> {
    await this.session.run('UPDATE device SET recipient = $1 WHERE id = $2', recipient, id);
  }

  async revokeDevice(id: string, at: number): Promise<void> {
    await this.session.run(
      'UPDATE device SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL',
      at,
      id,
    );
    this.moves.add(new Map(), true);
  }

  async addCode(code: CodeRecord): Promise<void> {
    await this.session.run(
      `INSERT INTO enrolment_code (hash, person, created_at, expires_at, used_at, used_by_device)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      code.hash,
      code.person,
      code.createdAt,
      code.expiresAt,
      code.usedAt,
      code.usedByDevice,
    );
  }

  async removeUnusedCodes(people: readonly string[]): Promise<void> {
    await this.session.run(
      'DELETE FROM enrolment_code WHERE used_at IS NULL AND person = ANY($1::text[])',
      people,
    );
  }

  async useCode(hash: string, device: string, at: number): Promise<void> {
    await this.session.run(
      'UPDATE enrolment_code SET used_at = $1, used_by_device = $2 WHERE hash = $3',
      at,
      device,
      hash,
    );
  }

  async setSetting(key: string, value: string): Promise<void> {
    await this.session.run(
      `INSERT INTO setting (key, value) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      key,
      value,
    );
  }

  async addBlob({ hash, bytes, at }: BlobRecord): Promise<void> {
    await this.session.run(
      'INSERT INTO blob (hash, bytes, at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING',
      hash,
      bytes,
      at,
    );
  }

  async replaceBatchText(device: string, from: number, text: string): Promise<void> {
    await this.session.run(
      'UPDATE batch SET text = $1 WHERE device = $2 AND first_n = $3',
      text,
      device,
      from,
    );
  }

  async replaceRefused(device: string, n: number, transaction: unknown): Promise<void> {
    await this.session.run(
      'UPDATE refusal SET trans = $1 WHERE device = $2 AND n = $3',
      JSON.stringify(transaction),
      device,
      n,
    );
  }

  async clear(): Promise<void> {
    this.moves.addEverything();
    for (const statement of clearStatements) await this.session.run(statement);
  }

  async eraseLogged(
    scope: ScopeId,
    entity: string,
    row: string,
    fields: readonly string[],
  ): Promise<void> {
    const logged = await this.session.all<{ version: number; change: string }>(
      `SELECT version, change FROM log WHERE scope = $1 AND entity = $2 AND row_id = $3
       ORDER BY version FOR UPDATE`,
      scope,
      entity,
      row,
    );
    for (const { version, change } of logged) {
      const text = erasedText(change, fields);
      if (text === null) continue;
      await this.session.run(
        `UPDATE log SET change = $1
         WHERE scope = $2 AND version = $3 AND entity = $4 AND row_id = $5`,
        text,
        scope,
        version,
        entity,
        row,
      );
    }
  }

  load(line: DumpLine): Promise<void> {
    this.moves.addEverything();
    return this.#loader.add(line);
  }
}
