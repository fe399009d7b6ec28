import { stampDevice, stampTime, type Stamp } from '../../shared/kernel/clock.ts';
import { groupOf, type EntityDefinition, type JsonValue } from '../../shared/schema/entity.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import { conflict, type ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { sameValue, type RowState } from '../../shared/sync/merge.ts';
import { mergeText } from '../../shared/sync/textMerge.ts';
import type { AuthorName } from '../accounts/people.ts';
import { FieldConflicts, report, type Report, type Subject } from './conflictRows.ts';
import type { RowPast } from './evidence.ts';
import { headsOf, type FieldWrite, type Head } from './heads.ts';

/** A change that was decided on, and all that tells whom it met. */
export interface Met {
  readonly entity: EntityDefinition | undefined;
  readonly change: Change;
  readonly stamp: Stamp;
  /** The row as it was before the change. */
  readonly before: RowState;
  /** What happened to the row, the change included when it was accepted. */
  readonly past: RowPast;
  /** Conflict rows about the row, as they are now. */
  readonly conflicts: readonly RowState[];
  /** Ids of the conflict rows that the same transaction writes. */
  readonly handled: ReadonlySet<string>;
  readonly author: (device: string) => AuthorName | undefined;
  /** Stamp of what the server writes because of the change: greater than all it met. */
  readonly serverStamp: Stamp;
}

type Values = Readonly<Record<string, JsonValue>>;

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
    if (current === undefined || current === seen?.[field]) continue;
    if (seen?.[field] !== undefined || stampDevice(current) !== device) return true;
  }
  if (mayMeetRetiring(change, before, device)) return true;
  if (before.values[DELETED_FIELD] === true) {
    const current = stamps[DELETED_FIELD]!;
    return current !== seen?.[DELETED_FIELD] && stampDevice(current) !== device;
  }
  if (set[DELETED_FIELD] !== true) return false;
  for (const field in stamps) {
    if (stamps[field] !== seen?.[field]) return true;
  }
  return false;
}

/** Whether a row that a change takes out of use, or changes, may have been met by the other. */
function mayMeetRetiring(
  { entity, set, seen }: Change,
  { values, stamps }: RowState,
  device: string,
): boolean {
  const retiring = findEntity(entity)?.retiring ?? null;
  if (retiring === null) return false;
  const { by, over } = retiring;
  if (set[by] === true) return over.some((field) => stamps[field] !== seen?.[field]);
  const retired = stamps[by];
  if (values[by] !== true || retired === undefined || retired === seen?.[by]) return false;
  return stampDevice(retired) !== device && over.some((field) => Object.hasOwn(set, field));
}

/** Whether somebody may have seen a change that is refused, and written over it. */
export function mayHaveBeenSeen(change: Change, stamp: Stamp, { stamps }: RowState): boolean {
  if (change.entity === conflict.name) return false;
  for (const field in change.set) {
    const current = stamps[field];
    if (current !== undefined && current > stamp && stampDevice(current) !== stampDevice(stamp)) {
      return true;
    }
  }
  return false;
}

/** What the server writes because a change is refused that somebody had seen and written over. */
export function meetRefused(met: Met): Consequence {
  const { change, stamp, past } = met;
  const seen = Object.keys(change.set).filter((field) => past.wasSeen(stamp, field));
  return seen.length === 0 ? { changes: [], conflicts: 0 } : meetFields(met);
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
    Object.assign(merged, text.merged);
    if (text.report === null) continue;
    changes.push(text.report.change);
    if (text.report.grows) conflicts += 1;
  }
  const texts = Object.keys(merged);
  if (texts.length > 0) {
    const { entity, row, scope } = met.change;
    const seen = Object.fromEntries(
      texts.flatMap((field) => {
        const stamp = met.before.stamps[field];
        return stamp === undefined ? [] : [[field, stamp] as const];
      }),
    );
    changes.unshift({ entity, row, scope, set: merged, seen });
  }
  return { changes, conflicts };
}

interface GroupMet {
  /** Both values in one, by field; null where they are not merged. */
  readonly merged: Values | null;
  readonly report: Report | null;
}

function meetGroup(met: Met, group: readonly string[]): GroupMet {
  const { change, stamp, past, before } = met;
  const conflicts = new FieldConflicts(met.conflicts, group[0]!);
  // Who says of a conflict whether it is settled does not move its versions.
  const isHandled = conflicts.open !== undefined && met.handled.has(conflicts.open.id);
  const moved = isHandled ? new Set<Stamp>() : movedOn(met, group, conflicts);
  const others = new Map<Stamp, Head>();
  let isHead = false;
  for (const field of group) {
    if (!Object.hasOwn(change.set, field)) continue;
    const seen = past.trulySeen(field, change.seen?.[field]);
    if (past.has(stamp) && seen !== undefined && seen === before.stamps[field]) {
      // Written over what is shown: nothing was missed.
      isHead = true;
      continue;
    }
    const writes = writesOf(past, field, group);
    let isHeadHere = false;
    for (const head of headsOf(writes)) {
      if (head.stamps.includes(stamp)) isHeadHere = true;
      else if (!isSettled(head, conflicts, before.stamps[field])) {
        others.set(head.stamps.at(-1)!, head);
      }
    }
    if (!isHeadHere) continue;
    isHead = true;
    const winner = winnerOver(met, field);
    if (winner !== null) others.set(winner.stamps[0]!, winner);
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
  const merged = moved.size > 0 || others.size === 0 ? null : mergeValues(met, group);
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

/**
 * Stamps of offered versions that the author had before them, and so moves on: the one they saw,
 * and those that say the same.
 */
function movedOn(
  { change, past }: Met,
  group: readonly string[],
  conflicts: FieldConflicts,
): ReadonlySet<Stamp> {
  const moved = new Set<Stamp>();
  if (conflicts.open === undefined) return moved;
  for (const field of group) {
    if (!Object.hasOwn(change.set, field)) continue;
    const seen = past.trulySeen(field, change.seen?.[field]);
    if (seen === undefined) continue;
    const before = headsOf(writesOf(past, field, group).slice(0, -1));
    const alike = before.find(({ stamps }) => stamps.includes(seen))?.stamps ?? [seen];
    for (const each of alike) if (conflicts.version(each) !== undefined) moved.add(each);
  }
  return moved;
}

/**
 * What the row goes on showing after the change, although its author had seen the like of it and
 * wrote something else: equal values count as one, and the higher stamp still wins.
 */
function winnerOver({ change, before, stamp }: Met, field: string): Head | null {
  const current = before.stamps[field];
  if (current === undefined || current < stamp) return null;
  const value = before.values[field] ?? null;
  return sameValue(value, change.set[field]) ? null : { value, stamps: [current] };
}

/** A merged value takes the place of the row's value, also where that waits in a conflict. */
function reportMerged(
  met: Met,
  subject: Subject,
  conflicts: FieldConflicts,
  others: readonly Head[],
  merged: Values,
): Report | null {
  const { before, serverStamp, stamp } = met;
  const replaced = before.stamps[subject.field]!;
  const left = others.filter(({ stamps }) => !stamps.includes(replaced));
  if (left.length === 0) return null;
  const gone = others.find(({ stamps }) => stamps.includes(replaced))?.stamps ?? [];
  const moved = new Set(gone.filter((each) => conflicts.version(each) !== undefined));
  const beside = left
    .filter(({ stamps }) => !stamps.some((each) => conflicts.version(each) !== undefined))
    .map(({ stamps }) => versionOf(met, stamps.at(-1)!, Object.keys(merged)));
  const own = { ...signed(met, stamp, subject.field), stamp: serverStamp };
  const { [subject.field]: value = null, ...rest } = merged;
  const version: ConflictVersion = { ...own, value, others: rest };
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

/** Both values in one, or null where they cannot be merged. */
function mergeValues(met: Met, group: readonly string[]): Values | null {
  const merged: Record<string, JsonValue> = {};
  for (const field of group) {
    const current = met.before.values[field] ?? null;
    const incoming = Object.hasOwn(met.change.set, field) ? met.change.set[field]! : current;
    // Of fields that belong together some may say the same.
    const isAlike = group.length > 1 && sameValue(current, incoming);
    const value = isAlike ? current : mergeValue(met, field, current, incoming);
    if (value === null && !isAlike) return null;
    merged[field] = value;
  }
  return merged;
}

function mergeValue(
  { entity, change, past }: Met,
  field: string,
  current: JsonValue,
  incoming: JsonValue,
): JsonValue {
  const definition = entity?.fields[field];
  if (definition === undefined) return null;
  const seen = past.trulySeen(field, change.seen?.[field]);
  const base = seen === undefined ? null : past.change(seen)?.set[field];
  // Texts are not merged over one that is not known.
  const mergesTexts = definition.mergesText && base !== undefined;
  const merge = definition.merges ?? (mergesTexts ? mergeTexts : null);
  if (merge === null) return null;
  const merged = merge(base ?? null, current, incoming);
  if (merged === null || sameValue(merged, current)) return merged;
  return definition.type.safeParse(merged).success ? merged : null;
}

/** Both texts in one, or null where one of them is none, or both changed the same place. */
function mergeTexts(base: JsonValue, a: JsonValue, b: JsonValue): string | null {
  if (typeof a !== 'string' || typeof b !== 'string') return null;
  return mergeText(typeof base === 'string' ? base : '', a, b);
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
