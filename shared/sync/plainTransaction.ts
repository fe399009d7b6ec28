import { STAMP_PATTERN, type Stamp } from '../kernel/clock.ts';
import { ROW_ID_PATTERN } from '../kernel/ids.ts';
import type { JsonValue } from '../schema/entity.ts';
import { SCOPE_PATTERN, type ScopeId } from '../schema/scope.ts';
import {
  ENTITY_NAME_PATTERN,
  FIELD_NAME_PATTERN,
  MAX_CHANGES,
  type Change,
  type Transaction,
} from './change.ts';

/**
 * Reads transactions of the form that nearly all have (no field that is not known, no value that
 * is an array or an object) many times faster than `transactionSchema` does.
 * @param content a transaction as JSON gave it, each `set` a list of field names
 * @param value gives the values of the fields, one after the other; undefined: it is no JSON
 * @returns what the schema would answer; null when the schema has to be asked
 */
export function plainTransaction(
  content: Readonly<Record<string, unknown>>,
  value: () => unknown,
): Transaction | null {
  const { n, stamp, changes } = content;
  if (Object.keys(content).length !== 3) return null;
  if (!Number.isSafeInteger(n) || (n as number) < 1) return null;
  if (!isStamp(stamp) || !Array.isArray(changes)) return null;
  if (changes.length === 0 || changes.length > MAX_CHANGES) return null;
  const read: Change[] = [];
  for (const change of changes as unknown[]) {
    const plain = plainChange(change, value);
    if (plain === null) return null;
    read.push(plain);
  }
  return { n: n as number, stamp, changes: read };
}

function plainChange(change: unknown, value: () => unknown): Change | null {
  if (typeof change !== 'object' || change === null) return null;
  const { entity, row, scope, set: fields, seen } = change as Record<string, unknown>;
  if (Object.keys(change).length !== (seen === undefined ? 4 : 5)) return null;
  if (typeof entity !== 'string' || !ENTITY_NAME_PATTERN.test(entity)) return null;
  if (typeof row !== 'string' || !ROW_ID_PATTERN.test(row)) return null;
  if (typeof scope !== 'string' || !SCOPE_PATTERN.test(scope)) return null;
  if (!Array.isArray(fields)) return null;
  const set: Record<string, JsonValue> = {};
  for (const field of fields as unknown[]) {
    const given = value();
    if (typeof field !== 'string' || !isFieldName(field) || !isScalar(given)) return null;
    set[field] = given;
  }
  if (seen === undefined) return { entity, row, scope: scope as ScopeId, set };
  if (!isSeen(seen)) return null;
  return { entity, row, scope: scope as ScopeId, set, seen };
}

function isSeen(seen: unknown): seen is Record<string, Stamp> {
  if (typeof seen !== 'object' || seen === null || Array.isArray(seen)) return false;
  for (const field of Object.keys(seen)) {
    if (!isFieldName(field) || !isStamp((seen as Record<string, unknown>)[field])) return false;
  }
  return true;
}

function isFieldName(name: string): boolean {
  return FIELD_NAME_PATTERN.test(name) && !(name in Object.prototype);
}

function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && STAMP_PATTERN.test(value);
}

function isScalar(value: unknown): value is JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    default:
      return value === null;
  }
}
