import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { tutoringMember } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import { IS_SCHOOL } from '../access/schoolLevels.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

/** A school of a wave, as far as who follows it is about it. */
export interface WaveSchool {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly together: string | null;
}

/** A role that somebody holds, as candidates for tutors are found by. */
export interface HeldRoleLine {
  readonly person: string;
  readonly role: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly place: string | null;
}

/** Rows that groups are made of, and who could be in them; statements are prepared once. */
export function createGroupsStore(db: Reader) {
  return {
    /** By wave: schools that are in it, by town and name. */
    schools: db.prepare<[string], WaveSchool>(
      `SELECT e.id, e.code, coalesce(e.name, e.id) AS name, e.name_ar AS nameAr, e.town,
              e.accounting_group AS together
       FROM wave_membership m JOIN establishment e ON e.scope = m.scope AND e.deleted IS NULL
       WHERE m.wave = ? AND m.left_on IS NULL AND m.deleted IS NULL
         AND m.status IS NOT 'withdrawn' AND ${IS_SCHOOL}
       ORDER BY e.town, e.name, e.id`,
    ),
    /** By school: its times in groups of all waves, past ones too. */
    stays: entityRows(db, tutoringMember, { where: 't.establishment = ?' }),
    isThere: db.prepare<[string, string], 1>(
      `SELECT 1 FROM "grant" WHERE id = ? AND scope = ? AND deleted IS NULL`,
    ),
    /** Whether somebody has an account, as far as this device knows. */
    hasAccount: db.prepare<{ id: string }, 1>(
      `SELECT 1 FROM "grant" WHERE person = @id UNION ALL SELECT 1 FROM person WHERE id = @id`,
    ),
    /** By wave and its programme: who acts in them and in their schools. */
    people: db.prepare<{ wave: string; programme: string }, HeldRoleLine>(
      `SELECT g.person, g.role, g.name, g.email, g.phone,
              coalesce(e.name, t.label, w.label, p.name) AS place
       FROM "grant" g
       LEFT JOIN establishment e ON e.scope = g.scope AND e.deleted IS NULL
       LEFT JOIN wave w ON w.scope = g.scope AND w.deleted IS NULL
       LEFT JOIN programme p ON p.scope = g.scope AND p.deleted IS NULL
       LEFT JOIN tutoring_group t ON t.scope = g.scope AND t.deleted IS NULL
       WHERE g.deleted IS NULL AND g.person IS NOT NULL AND (
         p.id = @programme OR w.programme = @programme OR e.programme = @programme
         OR t.wave IN (SELECT id FROM wave WHERE programme = @programme)
         OR e.scope IN (
           SELECT m.scope FROM wave_membership m JOIN wave w2 ON w2.id = m.wave
           WHERE w2.programme = @programme AND m.left_on IS NULL AND m.deleted IS NULL))
       ORDER BY g.name, g.person, g.id`,
    ),
    /** By group: sessions that were held. */
    held: db
      .prepare<[string], number>(
        `SELECT count(*) FROM tutoring_session WHERE "group" = ? AND status = 'held' AND deleted IS NULL`,
      )
      .pluck(),
    /** By wave: the last day that a school was visited, or asked for help by other ways. */
    contacts: db.prepare<
      { wave: string },
      { establishment: string; on: LocalDate; kind: 'visit' | 'contact' }
    >(
      `SELECT establishment, max("on") AS "on", kind FROM (
         SELECT establishment, "on", 'visit' AS kind FROM visit WHERE deleted IS NULL
         UNION ALL SELECT establishment, "on", 'contact' FROM contact WHERE deleted IS NULL)
       WHERE "on" IS NOT NULL AND establishment IN (
         SELECT establishment FROM wave_membership WHERE wave = @wave AND deleted IS NULL)
       GROUP BY establishment`,
    ),
    /** By wave: who was there in which session. */
    presences: db.prepare<
      [string],
      {
        session: string;
        establishment: string;
        status: 'present' | 'late' | 'excused' | 'absent' | null;
      }
    >(
      `SELECT t.session, t.establishment, t.status FROM tutoring_presence t
       JOIN tutoring_group g ON t.scope = 'tutoringGroup:' || g.id
       WHERE g.wave = ? AND t.deleted IS NULL`,
    ),
  };
}
export type GroupsStore = ReturnType<typeof createGroupsStore>;
