import { snakeCase, type JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { Reader } from '../store/database.ts';
import type { Recorded, Write } from '../store/record.ts';
import type { SchoolPages } from './schoolPages.ts';

/** What features that keep a school's record need of the rest of the core. */
export interface WritingParts {
  readonly pages: SchoolPages;
  /** Whether this device's person may write these fields of a row that is there. */
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** @param links what the same transaction writes: a new place stands where its links say */
  readonly mayCreate: (scope: ScopeId, entity: string, links?: readonly Write[]) => boolean;
  /** Records one user action; on disk when it returns. */
  readonly record: (writes: readonly Write[]) => Recorded;
  /** Records an action of any size, in as many transactions as it takes; taken back as a whole. */
  readonly recordAll: (lists: readonly (readonly Write[])[]) => unknown;
  readonly newId: () => string;
  /** What a write that makes a row has to set besides: see {@link createRevival}. */
  readonly revival: Revival;
}

/** Answers the fields that bring a row back that was removed; none where there is no such row. */
export type Revival = (entity: string, id: string) => Readonly<Record<string, JsonValue>>;

/**
 * Rows whose id is derived come back under the same id: whoever makes one again after it was
 * removed, or its making was taken back, has to say that it is there.
 */
export function createRevival(db: Reader): Revival {
  const removed = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (entity: string) =>
    db.prepare<[string], number>(
      `SELECT 1 FROM "${snakeCase(entity)}" WHERE id = ? AND deleted IS NOT NULL`,
    );
  return (entity, id) => {
    const statement = removed.get(entity) ?? prepare(entity);
    removed.set(entity, statement);
    return statement.get(id) === undefined ? {} : { [DELETED_FIELD]: false };
  };
}

type Values = Readonly<Record<string, unknown>>;

/**
 * What of `wanted` differs from a row: what is absent there stays out, and so does what is the same
 * already. Blank texts are cleared.
 */
export function changed(
  row: Values | undefined,
  wanted: Readonly<Record<string, JsonValue | undefined>>,
): Record<string, JsonValue> {
  const set: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    const kept = typeof value === 'string' ? storable(value) : value;
    if (JSON.stringify(kept) !== JSON.stringify(row?.[name] ?? null)) set[name] = kept;
  }
  return set;
}

/** A text as every database keeps it; null when nothing is left. */
function storable(text: string): string | null {
  return text.replaceAll('\0', '').toWellFormed().trim() || null;
}
