import { blocker, blockerReport } from '../../../shared/tutoring/blocker.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

export type BlockersStore = ReturnType<typeof createBlockersStore>;

/** Rows of the register of blockers as they are stored; statements are prepared once. */
export function createBlockersStore(db: Reader) {
  return {
    /** By wave. */
    blockers: entityRows(db, blocker, { where: 't.wave = ?', order: 't.opened_on, t.id' }),
    /** By its id. */
    blocker: entityRows(db, blocker, { where: 't.id = ?' }),
    /** By its id. */
    report: entityRows(db, blockerReport, { where: 't.id = ?' }),
    /** By wave: schools that have met a blocker, and those whose way it is still in. */
    caseCounts: db.prepare<[string], { blocker: string; schools: number; waiting: number }>(
      `SELECT t.blocker, count(*) AS schools, sum(t.lifted_on IS NULL) AS waiting
       FROM blocker_report t JOIN blocker b ON b.id = t.blocker
       WHERE b.wave = ? AND t.deleted IS NULL GROUP BY t.blocker`,
    ),
  };
}
