import { logEntry } from '../../../shared/tutoring/logEntry.entity.ts';
import { tutoringPresence } from '../../../shared/tutoring/tutoringSession.entity.ts';
import type { RemovedLine } from '../../../shared/tutoring/log.twins.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

export type LogStore = ReturnType<typeof createLogStore>;

/** Rows of logs as they are stored; statements are prepared once. */
export function createLogStore(db: Reader) {
  const ofWave = `t.scope IN (SELECT 'tutoringGroup:' || id FROM tutoring_group WHERE wave = ?)`;
  const words = (column: 'theme' | 'who', also = '') =>
    db
      .prepare<string[], string>(
        `SELECT word FROM (
           SELECT t."${column}" AS word, t.at AS at FROM log_entry t
           WHERE t.deleted IS NULL AND t."${column}" IS NOT NULL AND ${ofWave} ${also})
         GROUP BY word ORDER BY count(*) DESC, max(at) DESC LIMIT 200`,
      )
      .pluck();
  const removed = db.prepare<[string], number>(
    'SELECT 1 FROM log_entry WHERE id = ? AND deleted IS NOT NULL',
  );
  const gone = db.prepare<[string], RemovedLine>(
    `SELECT id, kind, establishment, coalesce(text, '') AS text, author, state FROM log_entry
     WHERE session = ? AND deleted IS NOT NULL AND kind IS NOT NULL`,
  );
  const disputed = db
    .prepare<[string, string], string>(
      `SELECT "row" FROM conflict
       WHERE entity = 'tutoringPresence' AND "state" = 'open' AND deleted IS NULL
         AND substr("row", 1, length(?) + 1) = ? || ':'`,
    )
    .pluck();
  return {
    /** By session: lines that were taken out. */
    removedFrom: (session: string): RemovedLine[] => gone.all(session),
    /** By session: rows of marks that two people noted apart, and that nobody has settled. */
    disputed: (session: string): ReadonlySet<string> => new Set(disputed.all(session, session)),
    /** By its id. */
    entry: entityRows(db, logEntry, { where: 't.id = ?' }),
    /** Whether a line of that id was taken out. */
    isRemoved: (id: string): boolean => removed.get(id) !== undefined,
    /** By its id. */
    presence: entityRows(db, tutoringPresence, { where: 't.id = ?' }),
    /** By wave and wave: themes of lines and of the register. */
    themes: words(
      'theme',
      'UNION ALL SELECT theme, 0 FROM blocker WHERE wave = ? AND deleted IS NULL AND theme IS NOT NULL',
    ),
    /** By wave: who was to follow up. */
    people: words('who'),
    /** By scope of a school: who acts there and can be written to. */
    contacts: db.prepare<[string], { name: string | null; email: string }>(
      `SELECT name, email FROM "grant"
       WHERE scope = ? AND deleted IS NULL AND email IS NOT NULL GROUP BY email ORDER BY name`,
    ),
  };
}
