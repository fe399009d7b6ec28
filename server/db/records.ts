import type { Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';
import type { LogEntry, LoggedChange, RefusalRecord, SaidRow, StoredRow } from './storage.ts';

/**
 * Records of the tables as every engine answers them, and what they stand for. JSON is text in all
 * of them, so that numbers, the order of keys and odd characters come back exactly as they came.
 */

/** A row of an entity. */
export interface RowRecord {
  entity: string;
  id: string;
  scope: ScopeId;
  fields: string;
  stamps: string;
  version: number;
}

export const ROW_COLUMNS = 'r.entity, r.id, r.scope, r.fields, r.stamps, r.version';

export function toRow(record: RowRecord): StoredRow {
  return {
    entity: record.entity,
    id: record.id,
    scope: record.scope,
    values: JSON.parse(record.fields) as Record<string, JsonValue>,
    stamps: JSON.parse(record.stamps) as Record<string, Stamp>,
    version: record.version,
  };
}

export const SAID_COLUMNS = 'r.entity, r.scope, r.fields';

export function toSaid({
  entity,
  scope,
  fields,
}: Pick<RowRecord, 'entity' | 'scope' | 'fields'>): SaidRow {
  return { entity, scope, values: JSON.parse(fields) as Record<string, JsonValue> };
}

export const DEVICE_COLUMNS = `id, person, public_key AS "publicKey", recipient, name,
  enrolled_at AS "enrolledAt", last_n AS "lastN", chain, forked_from AS "forkedFrom",
  revoked_at AS "revokedAt"`;

export const BATCH_COLUMNS = 'device, first_n AS "from", last_n AS "to", hash, text, at, carrier';

export const CODE_COLUMNS = `hash, person, created_at AS "createdAt", expires_at AS "expiresAt",
  used_at AS "usedAt", used_by_device AS "usedByDevice"`;

/** An accepted change, as a pull sends it. */
export interface ChangeRecord {
  version: number;
  entity: string;
  row: string;
  stamp: Stamp;
  change: string;
}

export const CHANGE_COLUMNS = 'version, entity, row_id AS "row", stamp, change';

interface ChangeText {
  readonly set: Record<string, JsonValue>;
  readonly seen?: Record<string, Stamp>;
}

export function toChange({ version, entity, row, stamp, change }: ChangeRecord): LoggedChange {
  return { version, entity, row, stamp, set: (JSON.parse(change) as ChangeText).set };
}

/** A change with everything that the log knows about it. */
export interface LogRecord extends ChangeRecord {
  scope: ScopeId;
  device: string;
  n: number | null;
  at: number;
}

export const LOG_COLUMNS = `scope, device, n, at, ${CHANGE_COLUMNS}`;

export function toEntry({ change, ...record }: LogRecord): LogEntry {
  const { set, seen } = JSON.parse(change) as ChangeText;
  return { ...record, set, seen };
}

/** The text of a change in the log. */
export function changeText({ set, seen }: Pick<LogEntry, 'set' | 'seen'>): string {
  return JSON.stringify({ set, seen });
}

/** The text of a change with the values of some fields gone; null when it holds none of them. */
export function erasedText(change: string, fields: readonly string[]): string | null {
  const { set, seen } = JSON.parse(change) as ChangeText;
  let erased = false;
  for (const field of fields) {
    if (!Object.hasOwn(set, field) || set[field] === null) continue;
    set[field] = null;
    erased = true;
  }
  return erased ? JSON.stringify({ set, seen }) : null;
}

/** A refused transaction. */
export interface RefusedRecord {
  n: number;
  reason: string;
  trans: string;
}

export function toRefusal({ n, reason, trans }: RefusedRecord): RefusalRecord {
  return {
    n,
    refusal: JSON.parse(reason) as Refusal,
    transaction: JSON.parse(trans) as unknown,
  };
}
