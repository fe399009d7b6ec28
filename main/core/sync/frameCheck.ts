import { STAMP_PATTERN } from '../../../shared/kernel/clock.ts';
import { ROW_ID_PATTERN } from '../../../shared/kernel/ids.ts';
import { SCOPE_PATTERN } from '../../../shared/schema/scope.ts';
import { frameSchema, type Frame } from '../../../shared/sync/protocol.ts';
import { isFieldName, isObject, matches } from '../store/storedChange.ts';

const ENTITY_PATTERN = /^[a-z][A-Za-z]{0,39}$/;

/**
 * Whether a value that came out of JSON is a frame of a pull. `frameSchema` is the reference, which
 * a test holds this to; rows and changes, of which there are hundreds of thousands, are looked at
 * by hand in a tenth of its time.
 * @returns the frame, or null
 */
export function asFrame(value: unknown): Frame | null {
  if (!isObject(value)) return null;
  const isFast =
    value['type'] === 'snapshot'
      ? isSnapshot(value)
      : value['type'] === 'changes'
        ? isChanges(value)
        : null;
  if (isFast !== null) return isFast ? (value as unknown as Frame) : null;
  const parsed = frameSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function isSnapshot({ scope, version, first, last, rows }: Record<string, unknown>): boolean {
  return (
    matches(scope, SCOPE_PATTERN) &&
    isVersion(version) &&
    typeof first === 'boolean' &&
    typeof last === 'boolean' &&
    Array.isArray(rows) &&
    rows.every(isRow)
  );
}

function isRow(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { entity, row, values, stamp, stamps } = value;
  return (
    matches(entity, ENTITY_PATTERN) &&
    typeof row === 'string' &&
    isObject(values) &&
    matches(stamp, STAMP_PATTERN) &&
    (stamps === undefined || areStamps(stamps))
  );
}

function areStamps(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const field in value) if (!matches(value[field], STAMP_PATTERN)) return false;
  return true;
}

function isChanges({ scope, from, to, changes }: Record<string, unknown>): boolean {
  return (
    matches(scope, SCOPE_PATTERN) &&
    isVersion(from) &&
    isVersion(to) &&
    Array.isArray(changes) &&
    changes.every(isLogged)
  );
}

function isLogged(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { entity, row, set, stamp } = value;
  return (
    matches(entity, ENTITY_PATTERN) &&
    matches(row, ROW_ID_PATTERN) &&
    isObject(set) &&
    Object.keys(set).every(isFieldName) &&
    matches(stamp, STAMP_PATTERN)
  );
}

function isVersion(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
