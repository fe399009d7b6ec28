import { logEntry } from '../../../shared/tutoring/logEntry.entity.ts';
import { tutoringGroup, tutoringMember } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import {
  tutoringPresence,
  tutoringSession,
} from '../../../shared/tutoring/tutoringSession.entity.ts';
import { establishment } from '../../../shared/wave/establishment.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

export type TutoringStore = ReturnType<typeof createTutoringStore>;

/** Rows of tutoring as they are stored; statements are prepared once. */
export function createTutoringStore(db: Reader) {
  const inWave = 'JOIN tutoring_group g ON g.id = t."group" AND g.deleted IS NULL';
  return {
    /** By wave. */
    groups: entityRows(db, tutoringGroup, { where: 't.wave = ?', order: 't.position, t.id' }),
    /** By its id. */
    group: entityRows(db, tutoringGroup, { where: 't.id = ?' }),
    /** By wave: those of all groups, past ones too. */
    members: entityRows(db, tutoringMember, { join: inWave, where: 'g.wave = ?' }),
    schools: entityRows(db, establishment, {
      where: `t.id IN (SELECT m.establishment FROM tutoring_member m
                JOIN tutoring_group g ON g.id = m."group" WHERE g.wave = ? AND m.deleted IS NULL)`,
      order: 't.town, t.name, t.id',
    }),
    /** By wave, and by group. */
    sessions: entityRows(db, tutoringSession, { join: inWave, where: 'g.wave = ?' }),
    sessionsOf: entityRows(db, tutoringSession, { where: 't."group" = ?' }),
    /** By its id. */
    session: entityRows(db, tutoringSession, { where: 't.id = ?' }),
    /** By session. */
    presences: entityRows(db, tutoringPresence, { where: 't.session = ?' }),
    entries: entityRows(db, logEntry, { where: 't.session = ?', order: 't.at, t.id' }),
    /** By wave: how many schools were there, of how many anything was noted, and lines of the log. */
    presenceCounts: db.prepare<[string], { session: string; present: number; noted: number }>(
      `SELECT t.session, count(*) AS noted,
              sum(t.status IN ('present', 'late')) AS present
       FROM tutoring_presence t
       JOIN tutoring_group g ON t.scope = 'tutoringGroup:' || g.id
       WHERE g.wave = ? AND t.deleted IS NULL GROUP BY t.session`,
    ),
    entryCounts: db.prepare<[string], { session: string; entries: number }>(
      `SELECT t.session, count(*) AS entries FROM log_entry t
       JOIN tutoring_group g ON t.scope = 'tutoringGroup:' || g.id
       WHERE g.wave = ? AND t.session IS NOT NULL AND t.deleted IS NULL GROUP BY t.session`,
    ),
  };
}
