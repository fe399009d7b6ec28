import {
  attendance,
  studyTime,
  trainingFeedback,
  trainingNotice,
} from '../../../shared/training/attendance.entity.ts';
import {
  groupMember,
  trainingEnrolment,
} from '../../../shared/training/trainingEnrolment.entity.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

/** A school that people of a wave come from. */
interface KnownSchool {
  readonly id: string;
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
}

/** A name in both scripts. */
interface Names {
  readonly name: string | null;
  readonly nameAr: string | null;
}

/** How far the sheet of a session is. */
interface Progress {
  /** What the marked day of a session is known by; of older marks of a series, its id. */
  readonly session: string;
  readonly day: LocalDate | null;
  /** People with a mark, and whether one waits to be sent. */
  readonly marked: number;
  readonly pending: number;
}

export type AttendanceStore = ReturnType<typeof createAttendanceStore>;

/** Rows of attendance as they are stored; statements are prepared once. */
export function createAttendanceStore(db: Reader) {
  const schools = db.prepare<[string], KnownSchool>(
    `SELECT establishment AS id, max(school_name) AS name,
            max(school_name_ar) AS nameAr, max(town) AS town
     FROM training_enrolment
     WHERE wave = ? AND establishment IS NOT NULL AND school_name IS NOT NULL AND deleted IS NULL
     GROUP BY establishment ORDER BY name, town`,
  );
  const progress = db.prepare<[string], Progress>(
    `SELECT coalesce(a.session, a.occurrence) AS session, min(a.day) AS day,
            count(DISTINCT a.enrolment) AS marked, max(a.base IS NOT NULL) AS pending
     FROM attendance a
     JOIN training_session s
       ON s.id = coalesce(a.session, substr(a.occurrence, 1, length(a.occurrence) - 11))
     WHERE s.wave = ? AND s.deleted IS NULL AND a.deleted IS NULL AND a.status IS NOT NULL
     GROUP BY coalesce(a.session, a.occurrence)`,
  );
  const organiser = db.prepare<[string], Names>(
    `SELECT name, name_ar AS nameAr FROM territory
     WHERE programme = ? AND parent IS NULL AND deleted IS NULL ORDER BY name, id`,
  );
  const heldWithout = db
    .prepare<[string, string, string, string], string | null>(
      `SELECT max(a.day) FROM attendance a JOIN training_session s ON s.id = a.session
       WHERE a."group" = ? AND a.day >= ? AND a.day < ? AND a.status IS NOT NULL
         AND a.deleted IS NULL AND s.deleted IS NULL AND s.status <> 'cancelled'
         AND EXISTS (SELECT 1 FROM json_each(s.groups) WHERE value = a."group")
         AND NOT EXISTS (SELECT 1 FROM attendance own
                         WHERE own.session = a.session AND own.day = a.day AND own.enrolment = ?
                           AND own.status IS NOT NULL AND own.deleted IS NULL)`,
    )
    .pluck();
  const disputed = db
    .prepare<[], string>(
      `SELECT "row" FROM conflict
       WHERE entity = 'attendance' AND "state" = 'open' AND deleted IS NULL`,
    )
    .pluck();
  const names = db.prepare<[string], Names>(
    `SELECT name, name_ar AS nameAr FROM establishment WHERE id = ? AND deleted IS NULL`,
  );
  return {
    /** A school's names in both scripts, where this device holds its record. */
    schoolNames: (school: string): Names | undefined => names.get(school),
    /** By an enrolment's own id or by its person; where one has marks, those first. */
    enrolmentsOf: entityRowsOf(db),
    /** The territory above all of a programme, which calls people together; null: not one. */
    organiser(programme: string): Names | null {
      const names = organiser.all(programme);
      return names.length === 1 ? names[0]! : null;
    },
    /** By enrolment, as are the next ones. */
    marksOf: entityRows(db, attendance, { where: 't.enrolment = ?', order: 't.day, t.half, t.id' }),
    staysOf: entityRows(db, groupMember, { where: 't.enrolment = ?', order: 't."from", t.id' }),
    hoursOf: entityRows(db, studyTime, { where: 't.enrolment = ?', order: 't."on", t.id' }),
    /** The last day from one on, and before another, that a group has marks of, but none of them. */
    heldWithout: (
      group: string,
      enrolment: string,
      from: LocalDate,
      before: LocalDate,
    ): LocalDate | null => heldWithout.get(group, from, before, enrolment) ?? null,
    /** Rows of marks that two people wrote apart, and that nobody has settled. */
    disputed: (): ReadonlySet<string> => new Set(disputed.all()),
    /** By session. */
    feedbackOf: entityRows(db, trainingFeedback, { where: 't.session = ?' }),
    /** What a group was told, oldest first: by the clock that all devices share. */
    noticesOf: entityRows(db, trainingNotice, {
      where: 't."group" = ?',
      order: `json_extract(t.stamps, '$.kind'), t.id`,
    }),
    /** By wave. */
    schools: (wave: string): KnownSchool[] => schools.all(wave),
    progress: (wave: string): Progress[] => progress.all(wave),
  };
}

function entityRowsOf(db: Reader) {
  const read = entityRows(db, trainingEnrolment, {
    where: 't.id = ? OR t.person = ?',
    order: `EXISTS (SELECT 1 FROM attendance a WHERE a.enrolment = t.id AND a.deleted IS NULL) DESC,
            t.id`,
  });
  return (id: string) => read(id, id);
}
