import type { TFunction } from 'i18next';
import type { LocalDate } from '../../shared/kernel/dates.ts';
import type { KitPerson, HistoryEntryView } from '../../shared/kit/kitWork.contract.ts';
import { stepStatuses, type StepStatus } from '../../shared/kit/stepStatus.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { Format } from '../ui/format.ts';

type Change = HistoryEntryView['changes'][number];

/** What a step may be put back to, as `kit.restore` takes it. */
export interface Restorable {
  readonly status?: StepStatus;
  readonly doneOn?: string | null;
  readonly note?: string | null;
  readonly assignee?: string | null;
}

/** A change as a sentence, or null where another one of the same entry tells it. */
export function changeWords(
  t: TFunction,
  format: Format,
  today: LocalDate,
  change: Change,
  entry: HistoryEntryView,
  people: readonly KitPerson[],
): string | null {
  const { field, before, after, lost } = change;
  const said = words();
  return said === null || !lost ? said : t('kit:history.lost', { said });

  function words(): string | null {
    switch (field) {
      case 'status': {
        const status = statusOf(after);
        if (status === null) return null;
        if (status === statusOf(before ?? null)) return null;
        const day = entry.changes.find((other) => other.field === 'doneOn')?.after;
        const doneOn = status === 'done' && typeof day === 'string' ? format.day(day, today) : null;
        if (doneOn !== null) return t('kit:history.doneOn', { day: doneOn });
        return t(`kit:history.status.${status}`);
      }
      case 'note':
        if (after === null || after === '') return t('kit:history.noteCleared');
        return t('kit:history.note', { note: String(after) });
      case 'assignee': {
        if (after === null) return t('kit:history.unassigned');
        const name = people.find(({ person }) => person === after)?.name ?? t('row.somebody');
        return t('kit:history.assigned', { name });
      }
      default:
        return null;
    }
  }
}

/** What putting a step back to before a change writes; null where that is not known or nothing. */
export function before(change: Change, entry: HistoryEntryView): Restorable | null {
  const value = change.before;
  if (value === undefined || entry.made || change.lost) return null;
  switch (change.field) {
    case 'status': {
      const status = statusOf(value);
      if (status === null) return null;
      const day = entry.changes.find(({ field }) => field === 'doneOn')?.before;
      return { status, doneOn: typeof day === 'string' ? day : null };
    }
    case 'note':
      return { note: typeof value === 'string' ? value : null };
    case 'assignee':
      return { assignee: typeof value === 'string' ? value : null };
    default:
      return null;
  }
}

function statusOf(value: JsonValue): StepStatus | null {
  return stepStatuses.find((known) => known === value) ?? null;
}
