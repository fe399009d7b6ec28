import { contact } from '../../../shared/assistance/contact.entity.ts';
import { ticket } from '../../../shared/assistance/ticket.entity.ts';
import { blocker, blockerReport } from '../../../shared/tutoring/blocker.entity.ts';
import { logEntry } from '../../../shared/tutoring/logEntry.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';
import { SHOWN_STEP } from '../store/shownStep.ts';

export type BlockersStore = ReturnType<typeof createBlockersStore>;

interface SchoolRow {
  readonly id: string;
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
}

interface BlockedStep {
  readonly step: string;
  readonly establishment: string;
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly note: string | null;
}

/** Rows of the register of blockers as they are stored; statements are prepared once. */
export function createBlockersStore(db: Reader) {
  const ownSchools = db.prepare<[string], SchoolRow>(
    `SELECT e.id, coalesce(e.name, e.id) AS name, e.name_ar AS nameAr, e.town FROM wave_membership m
     JOIN establishment e ON e.id = m.establishment AND e.deleted IS NULL
     WHERE m.wave = ? AND m.left_on IS NULL AND m.deleted IS NULL
     GROUP BY e.id ORDER BY e.town, name, e.id`,
  );
  const ownSchool = db.prepare<[string], SchoolRow>(
    'SELECT id, coalesce(name, id) AS name, name_ar AS nameAr, town FROM establishment WHERE id = ?',
  );
  // Trainers read no schools: those whose people learn are named by what these are enrolled under.
  const taught = `SELECT establishment AS id, max(school_name) AS name, NULL AS nameAr, max(town) AS town
     FROM training_enrolment
     WHERE establishment IS NOT NULL AND school_name IS NOT NULL AND deleted IS NULL`;
  const taughtSchools = db.prepare<[string], SchoolRow>(
    `${taught} AND wave = ? GROUP BY establishment ORDER BY town, name, id`,
  );
  const taughtSchool = db.prepare<[string], SchoolRow>(
    `${taught} AND scope = 'schoolTraining:' || ? GROUP BY establishment`,
  );
  return {
    /** By wave. */
    blockers: entityRows(db, blocker, { where: 't.wave = ?', order: 't.opened_on, t.id' }),
    /** By its id. */
    blocker: entityRows(db, blocker, { where: 't.id = ?' }),
    /** By wave. */
    reports: entityRows(db, blockerReport, {
      join: 'JOIN blocker b ON b.id = t.blocker',
      where: 'b.wave = ? OR b.id = ?',
      order: 't."on", t.id',
    }),
    /** By what they are cases of. */
    entriesOf: entityRows(db, logEntry, { where: 't.blocker = ?' }),
    ticketsOf: entityRows(db, ticket, { where: 't.blocker = ?' }),
    contactsOf: entityRows(db, contact, { where: 't.blocker = ?' }),
    sameAs: entityRows(db, blocker, { where: 't.same_as = ?' }),
    /** By wave: its schools. */
    schools(wave: string): SchoolRow[] {
      const own = ownSchools.all(wave);
      const known = new Set(own.map(({ id }) => id));
      return [...own, ...taughtSchools.all(wave).filter(({ id }) => !known.has(id))];
    },
    school: (id: string): SchoolRow | undefined => ownSchool.get(id) ?? taughtSchool.get(id),
    /** By programme: actions that its kit has, with their titles as JSON. */
    actions: db.prepare<[string], { id: string; title: string | null }>(
      `SELECT action AS id, title FROM kit_action
       WHERE programme = ? AND action IS NOT NULL AND retired_on IS NULL AND deleted IS NULL
       ORDER BY position, action`,
    ),
    /** By wave and action: steps of its schools that are blocked. */
    blockedSteps: db.prepare<[string, string], BlockedStep>(
      `SELECT s.id AS step, e.id AS establishment, coalesce(e.name, e.id) AS name, e.name_ar AS nameAr, e.town, s.note
       FROM wave_membership m
       JOIN wave w ON w.id = m.wave
       JOIN establishment e ON e.id = m.establishment AND e.deleted IS NULL
       JOIN kit_step s ON s.id = e.id || ':' || w.programme || ':' || ?
       WHERE m.wave = ? AND m.left_on IS NULL AND m.deleted IS NULL
         AND s.status = 'blocked' AND ${SHOWN_STEP}
       ORDER BY e.town, name, e.id`,
    ),
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
