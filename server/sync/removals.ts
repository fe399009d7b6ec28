import { maxStamp, stampDevice, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue, Retiring } from '../../shared/schema/entity.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import { FieldConflicts, report, type Report, type Subject } from './conflictRows.ts';
import { signed, type Met } from './conflicts.ts';

/** The field that takes a row out, and those that somebody may have changed meanwhile. */
interface Removing {
  readonly by: string;
  readonly isMet: (field: string) => boolean;
}

const DELETING: Removing = { by: DELETED_FIELD, isMet: (field) => field !== DELETED_FIELD };

/**
 * One person removes a row, or takes it out of use, that another changes, neither having seen what
 * the other did: both are offered to a person. The row shows one of them by its stamps, as always.
 */
export function meetRemoval(met: Met): readonly Report[] {
  const { entity, change } = met;
  const removals = [DELETING];
  const retiring = entity?.retiring ?? null;
  if (retiring !== null && saysWhatItSaw(met, retiring)) {
    const { by, over } = retiring;
    removals.push({ by, isMet: (field) => over.includes(field) });
  }
  return removals.flatMap((removing) => {
    const { by } = removing;
    const isRemoved = met.before.values[by] === true;
    if (change.set[by] === true) return isRemoved ? [] : (removalMeetsEdits(met, removing) ?? []);
    if (!isRemoved || Object.hasOwn(change.set, by)) return [];
    return editMeetsRemoval(met, removing) ?? [];
  });
}

/** Older programs do not say what they saw of a row that they take out of use. */
function saysWhatItSaw({ change, before }: Met, { by, over }: Retiring): boolean {
  if (change.set[by] !== true) return true;
  // That it is in use or not was changed apart: that is asked.
  if (change.seen?.[by] !== before.stamps[by]) return false;
  return over.some((field) => change.seen?.[field] !== undefined);
}

function removalMeetsEdits(met: Met, { by, isMet }: Removing): Report | null {
  const { change, before, stamp } = met;
  const others: Record<string, JsonValue> = {};
  let last: Stamp | null = null;
  for (const [field, current] of Object.entries(before.stamps)) {
    if (!isMet(field) || Object.hasOwn(change.set, field)) continue;
    if (hasSeen(met, field, current)) continue;
    others[field] = before.values[field] ?? null;
    last = maxStamp(last, current);
  }
  if (last === null) return null;
  const edit = { ...signed(met, last, by), value: false, others };
  return meet(met, by, new Set(), [edit], removal(met, by, stamp));
}

function editMeetsRemoval(met: Met, { by, isMet }: Removing): Report | null {
  const { change, before, stamp, past } = met;
  const removed = before.stamps[by]!;
  // Whoever edits says what they saw of the fields that they edit only: their own removal is known.
  const isOwn = stampDevice(removed) === stampDevice(stamp);
  if (isOwn || hasSeen(met, by, removed)) return null;
  const remover = past.change(removed);
  const others: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(change.set)) {
    if (!isMet(field)) continue;
    const wasSeen = remover?.seen?.[field] === stamp;
    const isReplaced = past.writesOf(field).some((write) => write.seen === stamp);
    if (wasSeen || isReplaced || sameValue(before.values[field], value)) continue;
    others[field] = value;
  }
  if (Object.keys(others).length === 0) return null;
  const conflicts = new FieldConflicts(met.conflicts, by);
  const { device } = signed(met, stamp, by);
  const own = conflicts.versions.filter((each) => each.value === false && each.device === device);
  const earlier = Object.assign({}, ...own.map((each) => each.others)) as ConflictVersion['others'];
  const edit: ConflictVersion = {
    ...signed(met, stamp, by),
    value: false,
    others: { ...earlier, ...others },
  };
  const moved = new Set(own.map((each) => each.stamp));
  return meet(met, by, moved, [removal(met, by, removed)], edit);
}

function removal(met: Met, by: string, stamp: Stamp): ConflictVersion {
  return { ...signed(met, stamp, by), value: true, others: {} };
}

function meet(
  met: Met,
  by: string,
  moved: ReadonlySet<Stamp>,
  beside: readonly ConflictVersion[],
  added: ConflictVersion,
): Report | null {
  const subject: Subject = { ...met.change, field: by };
  const conflicts = new FieldConflicts(met.conflicts, by);
  return report(subject, conflicts, moved, beside, added, met.stamp);
}

/** Whether the author of the change had seen what a field holds now, or the same value. */
function hasSeen({ change, before, past }: Met, field: string, current: Stamp): boolean {
  const seen = past.trulySeen(field, change.seen?.[field]);
  if (seen === current) return true;
  if (seen === undefined) return false;
  const known = past.change(seen);
  // Something newer than what is here: a server that lost it, or an author still on the way.
  if (known === undefined) return seen > current;
  return sameValue(known.set[field] ?? null, before.values[field] ?? null);
}
