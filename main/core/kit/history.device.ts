import { stampDevice, stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { HistoryEntryView } from '../../../shared/kit/kitWork.contract.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Authors } from './authors.ts';
import type { Journalled } from './history.store.ts';

type Change = HistoryEntryView['changes'][number];

/** One thing that somebody did, with the stamp that orders it. */
export interface StampedEntry {
  readonly stamp: Stamp;
  readonly entry: HistoryEntryView;
}

/** Fields that a person writes in a step; the others say what the row is. */
export const TOLD_FIELDS: readonly string[] = ['status', 'note', 'doneOn', 'assignee'];

/**
 * What a device knows of a row's history, oldest first: the last change of each field, from its
 * stamps, and all that it wrote itself, from its journal, where what stood there before is known.
 */
export function deviceHistory(
  row: RowState | undefined,
  journal: readonly Journalled[],
  authors: Authors,
): StampedEntry[] {
  const entries = new Map<Stamp, StampedEntry>();
  for (const { stamp, set, before, pending } of journal) {
    const changes = Object.keys(set).flatMap((field): Change[] =>
      TOLD_FIELDS.includes(field)
        ? [
            {
              field,
              ...(before === null ? {} : { before: before[field] ?? null }),
              after: set[field] ?? null,
              lost: false,
            },
          ]
        : [],
    );
    entries.set(stamp, told(stamp, changes, authors, pending, false));
  }
  const created = row?.stamps['action'];
  for (const [stamp, fields] of byStamp(row)) {
    if (entries.has(stamp)) continue;
    const made = stamp === created;
    const changes = fields
      .filter(({ field, value }) => !made || isTelling(field, value))
      .map(({ field, value }): Change => ({ field, after: value, lost: false }));
    entries.set(stamp, told(stamp, changes, authors, false, made));
  }
  return [...entries.values()].sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
}

/** Whether the value of a new step says that something was done, beyond its being there. */
export function isTelling(field: string, value: JsonValue): boolean {
  return value !== null && !(field === 'status' && value === 'todo');
}

export function told(
  stamp: Stamp,
  changes: readonly Change[],
  authors: Authors,
  pending: boolean,
  made: boolean,
): StampedEntry {
  const by = authors(stampDevice(stamp));
  return { stamp, entry: { at: stampTime(stamp), by, pending, made, changes: [...changes] } };
}

function byStamp(row: RowState | undefined): Map<Stamp, { field: string; value: JsonValue }[]> {
  const found = new Map<Stamp, { field: string; value: JsonValue }[]>();
  for (const field of TOLD_FIELDS) {
    const stamp = row?.stamps[field];
    if (stamp === undefined) continue;
    const value = { field, value: row?.values[field] ?? null };
    const known = found.get(stamp);
    if (known === undefined) found.set(stamp, [value]);
    else known.push(value);
  }
  return found;
}
