import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';

/**
 * What ends a school's time in the groups of a wave that it leaves: without it, its tutors would
 * still reach it.
 */
export function createTutoringLeaving(
  db: Reader,
): (wave: string, establishment: string, on: LocalDate, reason: string | null) => Write[] {
  const open = db.prepare<[string, string], { id: string; from: LocalDate | null }>(
    `SELECT m.id, m."from" FROM tutoring_member m JOIN tutoring_group g ON g.id = m."group"
     WHERE m.establishment = ? AND g.wave = ? AND m.until IS NULL AND m.deleted IS NULL`,
  );
  return (wave, establishment, on, reason) =>
    open.all(establishment, wave).map(({ id, from }) => ({
      entity: 'tutoringMember',
      row: id,
      scope: scopeId('establishment', establishment),
      // A stay that was to begin later has not been.
      set: { until: from !== null && from > on ? from : on, ...(reason ? { reason } : {}) },
    }));
}
