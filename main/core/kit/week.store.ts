import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { StepStatus } from '../../../shared/kit/kitStep.entity.ts';
import type { Reader } from '../store/database.ts';
import { ESTABLISHMENTS, type EstablishmentRecord } from './kit.store.ts';

/** A step as far as a week needs it. */
export interface OpenStep {
  readonly id: string;
  readonly establishment: string;
  readonly programme: string;
  readonly action: string;
  readonly status: StepStatus | null;
  readonly note: string | null;
  readonly assignee: string | null;
}

/** Steps over all schools; statements are prepared once. */
export interface WeekStore {
  /** Steps still to be done, and those done on `today`; of one assignee, or of all (null). */
  steps(today: LocalDate, assignee: string | null): OpenStep[];
  /** All schools with their active memberships, by town and name. */
  establishments(): EstablishmentRecord[];
}

export function createWeekStore(db: Reader): WeekStore {
  const steps = db.prepare<[{ today: LocalDate; assignee: string | null }], OpenStep>(
    `SELECT id, establishment, programme, action, status, note, assignee
     FROM kit_step
     WHERE deleted IS NULL
       AND (@assignee IS NULL OR assignee = @assignee)
       AND (status IS NULL OR status IN ('todo', 'blocked')
         OR (status = 'done' AND done_on = @today))`,
  );
  const establishments = db.prepare<[], EstablishmentRecord>(
    `${ESTABLISHMENTS} ORDER BY e.town, e.name, e.id, p.name`,
  );
  return {
    steps: (today, assignee) => steps.all({ today, assignee }),
    establishments: () => establishments.all(),
  };
}
