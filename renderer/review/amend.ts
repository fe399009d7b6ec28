import { stepStatuses, type StepStatus } from '../../shared/kit/stepStatus.ts';
import type { RejectedView } from '../../shared/sync/sync.contract.ts';
import type { RowFacts } from './rowFacts.ts';

/** A refused change of a kit's action that can be put right before it is sent again. */
export interface AmendTarget {
  readonly row: string;
  readonly today: string;
  /** Absent: the refused change did not touch it. */
  readonly status?: StepStatus;
  readonly note?: string;
  /** The day done that the change named, kept while the status stays done. */
  readonly doneOn: string | null;
  /** Note that the row has now: the reason of a status that needs one. */
  readonly storedNote: string;
}

/** What of a refused transaction can be edited in place: status and note of one action; else null. */
export function amendable(change: RejectedView, facts: RowFacts): AmendTarget | null {
  const part = change.changes.find((one) => one.entity === 'kitStep');
  const fact = part === undefined ? undefined : facts.rows.get(part.row);
  if (part === undefined || fact === undefined) return null;
  const { status, note, doneOn } = part.set;
  const known = stepStatuses.find((one) => one === status);
  const hasNote = 'note' in part.set;
  if (known === undefined && !hasNote) return null;
  return {
    row: part.row,
    today: fact.today,
    doneOn: typeof doneOn === 'string' ? doneOn : null,
    storedNote: fact.step.note ?? '',
    ...(known !== undefined && { status: known }),
    ...(hasNote && { note: typeof note === 'string' ? note : '' }),
  };
}
