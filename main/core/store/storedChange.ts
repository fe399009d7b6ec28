import { STAMP_PATTERN } from '../../../shared/kernel/clock.ts';
import { ROW_ID_PATTERN } from '../../../shared/kernel/ids.ts';
import { SCOPE_PATTERN } from '../../../shared/schema/scope.ts';
import type { Change } from '../../../shared/sync/change.ts';

const ENTITY_PATTERN = /^[a-z][A-Za-z]{0,39}$/;
const ANY_ROW = /^.{1,240}$/su;
const FIELD_PATTERN = /^[a-z][A-Za-z0-9]{0,59}$/;

/**
 * Whether a value that came out of JSON is a change. It says the same as `changeSchema`, which a
 * test holds it to, in a tenth of the time: thousands are read at once.
 */
export function isChange(value: unknown): value is Change {
  return isReadableChange(value) && ROW_ID_PATTERN.test(value.row);
}

/**
 * Whether a value that came out of the journal can be shown and written again. Its row's id may be
 * one that the server refuses: what was written is still somebody's work.
 */
export function isReadableChange(value: unknown): value is Change {
  if (!isObject(value)) return false;
  const { entity, row, scope, set, seen } = value;
  return (
    matches(entity, ENTITY_PATTERN) &&
    matches(row, ANY_ROW) &&
    matches(scope, SCOPE_PATTERN) &&
    isObject(set) &&
    Object.keys(set).every(isFieldName) &&
    (seen === undefined ||
      (isObject(seen) &&
        Object.entries(seen).every(
          ([field, stamp]) => isFieldName(field) && matches(stamp, STAMP_PATTERN),
        )))
  );
}

/** Whether something is a plain object, as JSON has them. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether something is a text of that form. */
export function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** Whether a text can name a field: nothing that every object has already. */
export function isFieldName(name: string): boolean {
  return FIELD_PATTERN.test(name) && !(name in Object.prototype);
}
