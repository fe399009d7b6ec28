import type { JsonValue } from '../schema/entity.ts';
import { sameField, sameJson, valueOf, type ActionBody, type BodyField } from './kitContent.ts';

/** What becomes of one field when a new version meets the running kit. */
export interface FieldMerge {
  readonly field: BodyField;
  /** As the running kit has it, and as the new version does. */
  readonly ours: JsonValue;
  readonly theirs: JsonValue;
  /** With both sides' changes where these do not contradict each other; else ours. */
  readonly merged: JsonValue;
  readonly conflict: boolean;
}

export type Dictionary = Readonly<Record<string, JsonValue>>;

/**
 * Merges one field of an action three ways; null when the new version brings nothing new for it.
 * Lists of ids are merged as sets and labels language by language, so that somebody who translated a
 * title does not contradict somebody who reworded it.
 * @param base as it was when the two went apart; null: the action has no common past
 */
export function mergeField(
  field: BodyField,
  base: ActionBody | null,
  ours: ActionBody,
  theirs: ActionBody,
): FieldMerge | null {
  if (sameField(ours, theirs, field)) return null;
  if (base !== null && sameField(base, theirs, field)) return null;
  const told = { field, ours: valueOf(ours, field), theirs: valueOf(theirs, field) };
  if (base !== null && sameField(base, ours, field)) {
    return { ...told, merged: told.theirs, conflict: false };
  }
  if (field === 'source') return { ...told, merged: told.theirs, conflict: false };
  if (field === 'actors' || field === 'dependsOn') {
    const merged = mergeSets(base?.[field] ?? [], ours[field], theirs[field]);
    return { ...told, merged, conflict: false };
  }
  if (field === 'title' || field === 'description' || field === 'dueOffsetVariants') {
    const before = base === null ? {} : asDictionary(valueOf(base, field));
    const merged = mergeKeys(before, asDictionary(told.ours), asDictionary(told.theirs));
    if (merged !== null) return { ...told, merged, conflict: false };
  }
  return { ...told, merged: told.ours, conflict: true };
}

function asDictionary(value: JsonValue): Dictionary {
  return (value ?? {}) as Dictionary;
}

/** Ours, with what the other side added, without what it took away. */
export function mergeSets(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): string[] {
  const taken = new Set(base.filter((id) => !theirs.includes(id)));
  const added = theirs.filter((id) => !base.includes(id) && !ours.includes(id));
  return [...ours.filter((id) => !taken.has(id)), ...added];
}

/** Both sides' changes key by key; null when both changed one key and not to the same. */
export function mergeKeys(
  base: Dictionary,
  ours: Dictionary,
  theirs: Dictionary,
): Dictionary | null {
  const merged: Record<string, JsonValue> = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [was, our, their] = [base[key] ?? null, ours[key] ?? null, theirs[key] ?? null];
    const kept = sameJson(our, their) || sameJson(was, their) ? our : their;
    if (!sameJson(our, kept) && !sameJson(was, our)) return null;
    if (kept !== null) merged[key] = kept;
  }
  return merged;
}
