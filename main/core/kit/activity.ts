import { stampDevice, stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { Activity } from '../../../shared/kit/kitWork.contract.ts';
import type { Reader } from '../store/database.ts';
import type { Authors } from './authors.ts';
import { commentStamp, type CommentRecord } from './comments.store.ts';
import { isTelling } from './history.device.ts';
import type { StepRecord } from './kit.store.ts';

/** A file of a school, as far as it tells what happened. */
export interface FileRecord {
  readonly step: string;
  readonly name: string | null;
  readonly stamps: Readonly<Record<string, Stamp>>;
  readonly pending: boolean;
}

/** Files that are attached to the steps of a school. */
export function createFilesOf(db: Reader): (scope: string) => FileRecord[] {
  const find = db.prepare<
    [string],
    { step: string | null; name: string | null; stamps: string; pending: number }
  >(
    `SELECT kit_step AS step, name, stamps, base IS NOT NULL AS pending
     FROM attachment WHERE scope = ? AND kit_step IS NOT NULL AND deleted IS NULL`,
  );
  return (scope) =>
    find.all(scope).flatMap(({ step, name, stamps, pending }) =>
      step === null
        ? []
        : [
            {
              step,
              name,
              stamps: JSON.parse(stamps) as Record<string, Stamp>,
              pending: pending === 1,
            },
          ],
    );
}

interface Dated {
  readonly stamp: Stamp;
  readonly activity: Activity;
}

/** The fields of a step that tell something of their own. */
const TOLD = ['status', 'note', 'assignee'] as const;

/**
 * What happened in a school, newest first, as the stamps of its rows tell it: of each field its
 * last change. What was changed and changed again is in the history of the one step.
 */
export function activityOf(
  rows: {
    readonly steps: readonly StepRecord[];
    readonly comments: readonly CommentRecord[];
    readonly files: readonly FileRecord[];
  },
  authors: Authors,
  nameOf: (person: string) => string | null,
): Activity[] {
  const found: Dated[] = [];
  const add = (
    stamp: Stamp | undefined | null,
    what: Pick<Activity, 'step' | 'kind' | 'value' | 'pending'>,
  ) => {
    if (stamp === undefined || stamp === null) return;
    const at = stampTime(stamp);
    found.push({ stamp, activity: { ...what, at, by: authors(stampDevice(stamp)) } });
  };
  for (const step of rows.steps) {
    const created = step.stamps['action'];
    for (const field of TOLD) {
      const stamp = step.stamps[field];
      const value = step[field];
      if (stamp === created && !isTelling(field, value)) continue;
      // The reason of a blocked step is told with it.
      if (field === 'note' && stamp === step.stamps['status'] && step.status !== 'done') continue;
      const shown = field === 'assignee' && value !== null ? (nameOf(value) ?? value) : value;
      add(stamp, { step: step.id, kind: field, value: shown, pending: step.pending });
    }
  }
  for (const comment of rows.comments) {
    const { step, text: value, pending } = comment;
    add(commentStamp(comment), { step, kind: 'comment', value, pending });
  }
  for (const { step, name, stamps, pending } of rows.files) {
    add(stamps['hash'], { step, kind: 'file', value: name, pending });
  }
  return found
    .sort((a, b) => (a.stamp < b.stamp ? 1 : a.stamp > b.stamp ? -1 : 0))
    .map(({ activity }) => activity);
}
