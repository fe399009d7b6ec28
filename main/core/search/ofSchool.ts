import type { SearchKind } from '../../../shared/search/search.contract.ts';
import type { Reader } from '../store/database.ts';
import type { Match } from './ask.ts';

/** A text in which a school is named by its code. */
export interface NamedSchool {
  readonly school: string;
  /** The text without the code. */
  readonly rest: string;
}

/** Finds what belongs to a school by its code, which stands in the school's row alone. */
export interface OfSchool {
  /** The school that a word of a text is the code of; null: none. */
  named(text: string): NamedSchool | null;
  /** What belongs to a school, the newest first. */
  all(school: string, kinds: readonly SearchKind[], limit: number): Match[];
}

const MOST_WORDS = 12;

export function createOfSchool(db: Reader): OfSchool {
  const byCode = db
    .prepare<[string], string>(
      'SELECT id FROM establishment WHERE code = ? COLLATE NOCASE AND deleted IS NULL LIMIT 1',
    )
    .pluck();
  const own = db.prepare<[string, string, string], Match>(
    `SELECT kind, id, 0 AS score FROM (
       SELECT 'ticket' AS kind, id, created_on AS day FROM ticket
         WHERE establishment = ? AND deleted IS NULL
       UNION ALL SELECT 'contact', id, "on" FROM contact
         WHERE establishment = ? AND deleted IS NULL
       UNION ALL SELECT 'logEntry', id, state_on FROM log_entry
         WHERE establishment = ? AND deleted IS NULL)
     ORDER BY day DESC, id`,
  );
  return {
    named(text) {
      const words = text.split(/\s+/).filter((word) => word !== '');
      for (const [at, word] of words.slice(0, MOST_WORDS).entries()) {
        // A code has a digit: plain words are not looked up while one types.
        const school = /\d/.test(word) ? byCode.get(word) : undefined;
        if (school !== undefined) return { school, rest: words.toSpliced(at, 1).join(' ') };
      }
      return null;
    },
    all(school, kinds, limit) {
      const found: Match[] = [];
      for (const match of own.iterate(school, school, school)) {
        if (kinds.includes(match.kind) && found.push(match) === limit) break;
      }
      return found;
    },
  };
}
