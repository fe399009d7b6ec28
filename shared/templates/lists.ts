import type { JsonValue } from '../schema/entity.ts';
import { mergeKeys, mergeSets, type Dictionary } from './fieldMerge.ts';
import { sameJson } from './kitContent.ts';
import { choiceOf, type Answers } from './merge.ts';
import { mergeOrder, movedIds, predecessors, standsAs } from './order.ts';
import type { Choice } from './compare.ts';

/** Lists of a programme that its template gives and that its actions name. */
export const kitLists = ['phases', 'actors', 'variants', 'levels'] as const;
export type KitList = (typeof kitLists)[number];

/** A phase, an actor, a variant or a level. */
export interface Entry {
  readonly id: string;
  readonly [field: string]: JsonValue;
}

export const entryConflicts = [
  /** Fields that both the new version and the pilots changed, each differently. */
  'bothChanged',
  /** The new version drops what the pilots changed. */
  'removedButChanged',
  /** The new version changes what the pilots have dropped. */
  'changedButRemoved',
] as const;
export type EntryConflict = (typeof entryConflicts)[number];
export const entryKinds = ['added', 'removed', 'moved', 'renamed', 'changed'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface EntryField {
  readonly field: string;
  readonly ours: JsonValue;
  readonly theirs: JsonValue;
  /** With both sides' changes where these do not contradict each other; else ours. */
  readonly merged: JsonValue;
  readonly conflict: boolean;
}

/** What a new version does to one entry of a list. */
export interface EntryDifference {
  /** By what it is answered: `phases:cadrage`. */
  readonly id: string;
  readonly list: KitList;
  readonly kinds: readonly EntryKind[];
  /** As the running programme has it; null: it does not. */
  readonly before: Entry | null;
  /** As the new version has it; null: it does not. */
  readonly after: Entry | null;
  readonly fields: readonly EntryField[];
  /** Null: it is merged by itself. */
  readonly conflict: EntryConflict | null;
  readonly recommended: Choice;
}

/** A list as it was when two sides went apart, as the new version has it, as the programme does. */
export interface ListSides {
  readonly base: readonly Entry[];
  readonly theirs: readonly Entry[];
  readonly ours: readonly Entry[];
}

/**
 * Compares a list of a new version with that of the running programme, by what both come from.
 * What the pilots changed themselves is no difference: it stays.
 */
export function compareList(list: KitList, { base, theirs, ours }: ListSides): EntryDifference[] {
  const [was, there, here] = [byId(base), byId(theirs), byId(ours)];
  const placeHere = predecessors(ids(ours));
  const placeThere = predecessors(ids(theirs));
  // Where one stands is told by what both have.
  const commonHere = predecessors(ids(ours).filter((id) => there.has(id)));
  const commonThere = predecessors(ids(theirs).filter((id) => here.has(id)));
  const movedHere = movedIds(ids(base), ids(ours));
  const movedThere = movedIds(ids(base), ids(theirs));
  // What both have added has no common place: the new version says where it stands.
  for (const id of here.keys()) if (there.has(id) && !was.has(id)) movedThere.add(id);

  function place(id: string): EntryField | null {
    if (!movedThere.has(id) || standsAs(id, commonHere, commonThere, movedThere)) return null;
    const told = { ours: placeHere.get(id) ?? null, theirs: placeThere.get(id) ?? null };
    const conflict = movedHere.has(id);
    return { field: POSITION, ...told, merged: conflict ? told.ours : told.theirs, conflict };
  }
  const found: EntryDifference[] = [];
  for (const after of theirs) {
    const before = here.get(after.id) ?? null;
    const old = was.get(after.id) ?? null;
    if (before === null) {
      if (old !== null && sameJson(old, after)) continue;
      const dropped = old !== null;
      found.push({
        ...named(list, before, after),
        kinds: [dropped ? 'changed' : 'added'],
        fields: wholeFields(null, after),
        conflict: dropped ? 'changedButRemoved' : null,
        recommended: dropped ? 'ours' : 'theirs',
      });
      continue;
    }
    const fields = [...mergeFields(old, before, after), place(after.id)].filter(
      (field) => field !== null,
    );
    if (fields.length === 0) continue;
    const contradicts = fields.some(({ conflict }) => conflict);
    found.push({
      ...named(list, before, after),
      kinds: kindsOf(fields),
      fields,
      conflict: contradicts ? 'bothChanged' : null,
      recommended: contradicts ? 'ours' : 'theirs',
    });
  }
  for (const old of base) {
    const before = here.get(old.id);
    if (there.has(old.id) || before === undefined) continue;
    const changed = !sameJson(old, before);
    found.push({
      ...named(list, before, null),
      kinds: ['removed'],
      fields: wholeFields(before, null),
      conflict: changed ? 'removedButChanged' : null,
      recommended: changed ? 'ours' : 'theirs',
    });
  }
  return found;
}

/**
 * The list of the programme once a new version is merged into it.
 * @param used ids that actions name: these are never left out
 */
export function mergeList(
  { theirs, ours }: Pick<ListSides, 'theirs' | 'ours'>,
  differences: readonly EntryDifference[],
  answers: Answers,
  used: ReadonlySet<string>,
): Entry[] {
  const entries = new Map(ours.map((entry) => [entry.id, entry]));
  const placed = new Set<string>();
  for (const difference of differences) {
    const choice = choiceOf(difference, answers);
    const { before, after, fields } = difference;
    if (after === null) {
      if (choice === 'theirs' && !used.has(before!.id)) entries.delete(before!.id);
    } else if (before === null) {
      if (choice === 'theirs') entries.set(after.id, after);
      placed.add(after.id);
    } else {
      entries.set(before.id, withMerged(before, fields, choice));
      const place = fields.find(({ field }) => field === POSITION);
      if (place !== undefined && (!place.conflict || choice === 'theirs')) placed.add(before.id);
    }
  }
  for (const entry of theirs) {
    if (!used.has(entry.id) || entries.has(entry.id)) continue;
    entries.set(entry.id, entry);
    placed.add(entry.id);
  }
  return mergeOrder(ids(ours), ids(theirs), placed)
    .map((id) => entries.get(id))
    .filter((entry) => entry !== undefined);
}

const POSITION = 'position';

function named(list: KitList, before: Entry | null, after: Entry | null) {
  return { id: `${list}:${(before ?? after)!.id}`, list, before, after };
}

function mergeFields(base: Entry | null, ours: Entry, theirs: Entry): EntryField[] {
  return fieldsOf(ours, theirs).flatMap((field) => {
    const merge = mergeValue(
      field,
      base === null ? undefined : (base[field] ?? null),
      ours[field] ?? null,
      theirs[field] ?? null,
    );
    return merge === null ? [] : [merge];
  });
}

/** One field three ways; null where the new version brings nothing. */
function mergeValue(
  field: string,
  base: JsonValue | undefined,
  ours: JsonValue,
  theirs: JsonValue,
): EntryField | null {
  const known = base !== undefined;
  if (sameValue(ours, theirs) || (known && sameValue(base, theirs))) return null;
  const told = { field, ours, theirs };
  if (known && sameValue(base, ours)) return { ...told, merged: theirs, conflict: false };
  if (isSet(ours) && isSet(theirs)) {
    const merged = mergeSets(isSet(base) ? base : [], ours, theirs);
    return { ...told, merged, conflict: false };
  }
  if (isDictionary(ours) && isDictionary(theirs)) {
    const merged = mergeKeys(isDictionary(base) ? base : {}, ours, theirs);
    if (merged !== null) return { ...told, merged, conflict: false };
  }
  return { ...told, merged: ours, conflict: true };
}

/** An entry that one side alone has, told by its fields. */
function wholeFields(before: Entry | null, after: Entry | null): EntryField[] {
  return fieldsOf(before ?? after!).map((field) => {
    const theirs = after?.[field] ?? null;
    return { field, ours: before?.[field] ?? null, theirs, merged: theirs, conflict: false };
  });
}

function withMerged(before: Entry, fields: readonly EntryField[], choice: Choice): Entry {
  const values = fields
    .filter(({ field }) => field !== POSITION)
    .map(({ field, theirs, merged, conflict }) => {
      return [field, conflict && choice === 'theirs' ? theirs : merged] as const;
    });
  const all = { ...before, ...Object.fromEntries(values) };
  // What an entry does not say is absent in it.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as Entry;
}

function kindsOf(fields: readonly EntryField[]): EntryKind[] {
  const found = new Set(
    fields.map(({ field }) => {
      if (field === POSITION) return 'moved';
      return field === 'label' ? 'renamed' : 'changed';
    }),
  );
  return entryKinds.filter((kind) => found.has(kind as 'moved'));
}

function fieldsOf(...entries: readonly Entry[]): string[] {
  const fields = new Set(entries.flatMap((entry) => Object.keys(entry)));
  return [...fields].filter((field) => field !== 'id');
}

/** Whether two values say the same: lists count as sets. */
function sameValue(a: JsonValue, b: JsonValue): boolean {
  return isSet(a) && isSet(b) ? sameJson(a.toSorted(), b.toSorted()) : sameJson(a, b);
}

function isSet(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value);
}

function isDictionary(value: JsonValue | undefined): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byId(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function ids(entries: readonly Entry[]): string[] {
  return entries.map(({ id }) => id);
}
