import { maxStamp, stampDevice, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import { FieldConflicts, report, type Report, type Subject } from './conflictRows.ts';
import { signed, type Met } from './conflicts.ts';

/**
 * One person removes a row that another changes, neither having seen what the other did: both are
 * offered to a person. The row shows one of them by its stamps, as always.
 */
export function meetRemoval(met: Met): Report | null {
  const { change, before } = met;
  const isRemoved = before.values[DELETED_FIELD] === true;
  if (change.set[DELETED_FIELD] === true) return isRemoved ? null : removalMeetsEdits(met);
  return isRemoved && !Object.hasOwn(change.set, DELETED_FIELD) ? editMeetsRemoval(met) : null;
}

function removalMeetsEdits(met: Met): Report | null {
  const { change, before, stamp } = met;
  const others: Record<string, JsonValue> = {};
  let last: Stamp | null = null;
  for (const [field, current] of Object.entries(before.stamps)) {
    if (field === DELETED_FIELD || Object.hasOwn(change.set, field)) continue;
    if (hasSeen(met, field, current)) continue;
    others[field] = before.values[field] ?? null;
    last = maxStamp(last, current);
  }
  if (last === null) return null;
  const edit = { ...signed(met, last, DELETED_FIELD), value: false, others };
  return meet(met, new Set(), [edit], removal(met, stamp));
}

function editMeetsRemoval(met: Met): Report | null {
  const { change, before, stamp, past } = met;
  const removed = before.stamps[DELETED_FIELD]!;
  // Whoever edits says what they saw of the fields that they edit only: their own removal is known.
  const isOwn = stampDevice(removed) === stampDevice(stamp);
  if (isOwn || hasSeen(met, DELETED_FIELD, removed)) return null;
  const remover = past.change(removed);
  const others: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(change.set)) {
    const wasSeen = remover?.seen?.[field] === stamp;
    const isReplaced = past.writesOf(field).some((write) => write.seen === stamp);
    if (wasSeen || isReplaced || sameValue(before.values[field], value)) continue;
    others[field] = value;
  }
  if (Object.keys(others).length === 0) return null;
  const conflicts = new FieldConflicts(met.conflicts, DELETED_FIELD);
  const { device } = signed(met, stamp, DELETED_FIELD);
  const own = conflicts.versions.filter((each) => each.value === false && each.device === device);
  const earlier = Object.assign({}, ...own.map((each) => each.others)) as ConflictVersion['others'];
  const edit: ConflictVersion = {
    ...signed(met, stamp, DELETED_FIELD),
    value: false,
    others: { ...earlier, ...others },
  };
  const moved = new Set(own.map((each) => each.stamp));
  return meet(met, moved, [removal(met, removed)], edit);
}

function removal(met: Met, stamp: Stamp): ConflictVersion {
  return { ...signed(met, stamp, DELETED_FIELD), value: true, others: {} };
}

function meet(
  met: Met,
  moved: ReadonlySet<Stamp>,
  beside: readonly ConflictVersion[],
  added: ConflictVersion,
): Report | null {
  const subject: Subject = { ...met.change, field: DELETED_FIELD };
  const conflicts = new FieldConflicts(met.conflicts, DELETED_FIELD);
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
