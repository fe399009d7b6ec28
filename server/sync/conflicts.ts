import { stampDevice, stampTime, type Stamp } from '../../shared/kernel/clock.ts';
import { groupOf, type EntityDefinition, type JsonValue } from '../../shared/schema/entity.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import { conflict, type ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { sameValue, type RowState } from '../../shared/sync/merge.ts';
import { mergeText } from '../../shared/sync/textMerge.ts';
import type { AuthorName } from '../accounts/people.ts';
import { FieldConflicts, report, type Report, type Subject } from './conflictRows.ts';
import type { RowPast } from './evidence.ts';
import { headsOf, type FieldWrite, type Head } from './heads.ts';

/** A change that was accepted, and all that tells whom it met. */
export interface Met {
  readonly entity: EntityDefinition | undefined;
  readonly change: Change;
  readonly stamp: Stamp;
  /** The row as it was before the change. */
  readonly before: RowState;
  /** What happened to the row, the change included. */
  readonly past: RowPast;
  /** Conflict rows about the row, as they are now. */
  readonly conflicts: readonly RowState[];
  readonly author: (device: string) => AuthorName | undefined;
  /** Stamp of what the server writes because of the change: greater than all it met. */
  readonly serverStamp: Stamp;
}

/** What the server writes beside a change. */
export interface Consequence {
  readonly changes: readonly Change[];
  /** Number of conflicts that were opened or extended. */
  readonly conflicts: number;
}

/**
 * Whether a change may be concurrent with what is stored: then the row's past has to be known.
 * Runs for each change of a push, and nearly always answers no.
 */
export function isSuspicious(
  change: Change,
  before: RowState,
  device: string,
  hasOpenConflict: boolean,
): boolean {
  if (change.entity === conflict.name) return false;
  if (hasOpenConflict) return true;
  const { set, seen } = change;
  const { stamps } = before;
  for (const field in set) {
    const current = stamps[field];
    if (current !== undefined && current !== seen?.[field] && stampDevice(current) !== device) {
      return true;
    }
  }
  if (before.values[DELETED_FIELD] === true) {
    const current = stamps[DELETED_FIELD]!;
    return current !== seen?.[DELETED_FIELD] && stampDevice(current) !== device;
  }
  if (set[DELETED_FIELD] !== true) return false;
  for (const field in stamps) {
    const current = stamps[field]!;
    if (current !== seen?.[field] && stampDevice(current) !== device) return true;
  }
  return false;
}

/** What the server writes because of concurrent writes of the fields that a change sets. */
export function meetFields(met: Met): Consequence {
  const changes: Change[] = [];
  const merged: Record<string, JsonValue> = {};
  let conflicts = 0;
  const done = new Set<string>();
  for (const field of Object.keys(met.change.set)) {
    const group = groupOf(met.entity, field);
    if (done.has(group[0]!)) continue;
    done.add(group[0]!);
    const text = meetGroup(met, group);
    if (text.merged !== null) merged[field] = text.merged;
    if (text.report === null) continue;
    changes.push(text.report.change);
    if (text.report.grows) conflicts += 1;
  }
  const texts = Object.keys(merged);
  if (texts.length > 0) {
    const { entity, row, scope } = met.change;
    const seen = Object.fromEntries(texts.map((field) => [field, met.before.stamps[field]!]));
    changes.unshift({ entity, row, scope, set: merged, seen });
  }
  return { changes, conflicts };
}

interface GroupMet {
  readonly merged: string | null;
  readonly report: Report | null;
}

function meetGroup(met: Met, group: readonly string[]): GroupMet {
  const { change, stamp, past, before } = met;
  const conflicts = new FieldConflicts(met.conflicts, group[0]!);
  const moved = new Set<Stamp>();
  const others = new Map<Stamp, Head>();
  let isHead = false;
  for (const field of group) {
    if (!Object.hasOwn(change.set, field)) continue;
    const writes = writesOf(past, field, group);
    const seen = past.trulySeen(field, change.seen?.[field]);
    for (const { stamps } of headsOf(writes.slice(0, -1))) {
      if (seen === undefined || !stamps.includes(seen)) continue;
      for (const each of stamps) if (conflicts.version(each) !== undefined) moved.add(each);
    }
    if (conflicts.version(seen) !== undefined) moved.add(seen!);
    for (const head of headsOf(writes)) {
      if (head.stamps.includes(stamp)) isHead = true;
      else if (!isSettled(head, conflicts, before.stamps[field])) {
        others.set(head.stamps.at(-1)!, head);
      }
    }
  }
  if (others.size === 0 && moved.size === 0) return { merged: null, report: null };
  const subject: Subject = { ...met.change, field: group[0]! };
  const beside = [...others.values()]
    .filter(({ stamps }) => !stamps.some((each) => conflicts.version(each) !== undefined))
    .map((head) => versionOf(met, head.stamps.toSorted().at(-1)!, group));
  beside.sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
  if (!isHead) {
    // The change was superseded before it arrived; what its author had not seen may stand alone.
    return { merged: null, report: report(subject, conflicts, new Set(), beside, null, stamp) };
  }
  const merged = moved.size > 0 || others.size === 0 ? null : mergeTexts(met, group);
  if (merged === null) {
    const own = versionOf(met, stamp, group);
    return { merged, report: report(subject, conflicts, moved, beside, own, stamp) };
  }
  return { merged, report: reportMerged(met, subject, conflicts, [...others.values()], merged) };
}

/**
 * All writes of a field. Of fields that belong together two writes say the same only when they do
 * so in all of them: the day of two who did not finish is the same (none), their status is not.
 */
function writesOf(past: RowPast, field: string, group: readonly string[]): FieldWrite[] {
  const writes = past.writesOf(field);
  if (group.length === 1) return writes;
  return writes.map((write) => ({
    ...write,
    value: group.map((each) => past.valueAt(write.stamp, each)),
  }));
}

/** A merged text takes the place of the row's value, also where that waits in a conflict. */
function reportMerged(
  met: Met,
  subject: Subject,
  conflicts: FieldConflicts,
  others: readonly Head[],
  merged: string,
): Report | null {
  const { before, serverStamp, stamp } = met;
  const replaced = before.stamps[subject.field]!;
  const left = others.filter(({ stamps }) => !stamps.includes(replaced));
  if (left.length === 0) return null;
  const gone = others.find(({ stamps }) => stamps.includes(replaced))?.stamps ?? [];
  const moved = new Set(gone.filter((each) => conflicts.version(each) !== undefined));
  const beside = left
    .filter(({ stamps }) => !stamps.some((each) => conflicts.version(each) !== undefined))
    .map(({ stamps }) => versionOf(met, stamps.at(-1)!, [subject.field]));
  const own = { ...signed(met, stamp, subject.field), stamp: serverStamp };
  const version: ConflictVersion = { ...own, value: merged, others: {} };
  return report(subject, conflicts, moved, beside, version, stamp);
}

/** Whether a person has decided on a value already, and it is not what the row shows. */
function isSettled(
  { stamps }: Head,
  { settled }: FieldConflicts,
  current: Stamp | undefined,
): boolean {
  return stamps.some((each) => settled.has(each)) && !stamps.includes(current!);
}

/** Both texts in one, or null where they cannot be merged. */
function mergeTexts(
  { entity, change, before, past }: Met,
  [field, ...more]: readonly string[],
): string | null {
  const definition = entity?.fields[field!];
  if (definition?.mergesText !== true || more.length > 0) return null;
  const current = before.values[field!];
  const incoming = change.set[field!];
  if (typeof current !== 'string' || typeof incoming !== 'string') return null;
  const seen = past.trulySeen(field!, change.seen?.[field!]);
  const base = seen === undefined ? '' : past.change(seen)?.set[field!];
  if (base === undefined) return null;
  const merged = mergeText(typeof base === 'string' ? base : '', current, incoming);
  if (merged === null || sameValue(merged, current)) return merged;
  return definition.type.safeParse(merged).success ? merged : null;
}

/** What somebody wrote into the fields of a group. */
function versionOf(met: Met, stamp: Stamp, group: readonly string[]): ConflictVersion {
  const [first, ...more] = group;
  const others: Record<string, JsonValue> = {};
  for (const field of more) others[field] = met.past.valueAt(stamp, field);
  return { value: met.past.valueAt(stamp, first!), others, ...signed(met, stamp, first!) };
}

/** Who wrote something, and when. */
export function signed(
  { past, author }: Pick<Met, 'past' | 'author'>,
  stamp: Stamp,
  field: string,
): Omit<ConflictVersion, 'value' | 'others'> {
  const device = past.deviceBehind(stamp, field);
  const { person, name } = author(device) ?? { person: '', name: '' };
  return { stamp, person, name, device, at: stampTime(stamp) };
}
