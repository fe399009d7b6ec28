import type { Database } from 'better-sqlite3';
import { FORMS_VERSION, type Forms } from '../../../shared/search/forms.ts';
import type { SearchKind } from '../../../shared/search/search.contract.ts';
import { wordsOf, type FoundWord } from '../../../shared/search/words.ts';
import type { ReadDocument } from './sources.ts';
import { diskFailure } from '../store/failures.ts';

/** The index of words, as far as it is written. */
export interface SearchIndex {
  /**
   * Takes in rows that have changed since, some at a time.
   * @returns whether more are left that can be taken in now: a disk without room takes in none
   */
  catchUpSome(): boolean;
  /** Takes in all of them. */
  catchUp(): void;
}

/** So many rows are read in one transaction: a key that is pressed meanwhile waits for one. */
const AT_ONCE = 50;

/** What is not one's own to write is searched as it is. */
export const readOnlyIndex: SearchIndex = {
  catchUpSome: () => false,
  catchUp: () => undefined,
};

export function createSearchIndex(
  db: Database,
  read: ReadDocument,
  formsOf: (word: FoundWord) => Forms,
): SearchIndex {
  const version = db.prepare<[], number>('SELECT version FROM search_state').pluck();
  const setVersion = db.prepare(
    `INSERT INTO search_state (one, version) VALUES (1, ?)
     ON CONFLICT (one) DO UPDATE SET version = excluded.version`,
  );
  const stale = db.prepare<[number], { kind: SearchKind; id: string }>(
    'SELECT kind, id FROM search_stale LIMIT ?',
  );
  const fresh = db.prepare('DELETE FROM search_stale WHERE kind = ? AND id = ?');
  const number = db
    .prepare<[string, string], number>(
      'SELECT number FROM search_document WHERE kind = ? AND id = ?',
    )
    .pluck();
  const add = db
    .prepare<[string, string], number>(
      'INSERT INTO search_document (kind, id) VALUES (?, ?) RETURNING number',
    )
    .pluck();
  const removeDocument = db.prepare('DELETE FROM search_document WHERE number = ?');
  const removeWords = db.prepare('DELETE FROM search_word WHERE rowid = ?');
  const insertWords = db.prepare(
    'INSERT INTO search_word (rowid, title, text, title_stem, text_stem) VALUES (?, ?, ?, ?, ?)',
  );

  function take(kind: SearchKind, id: string): void {
    const found = read(kind, id);
    const known = number.get(kind, id);
    if (known !== undefined) removeWords.run(known);
    if (found === undefined) {
      if (known !== undefined) removeDocument.run(known);
    } else {
      const title = tokens(found.title);
      const text = tokens(found.text);
      const rowid = known ?? add.get(kind, id);
      insertWords.run(rowid, title.words, text.words, title.stems, text.stems);
    }
    fresh.run(kind, id);
  }

  function tokens(text: string): { words: string; stems: string } {
    const words: string[] = [];
    const stems: string[] = [];
    for (const one of wordsOf(text)) {
      const forms = formsOf(one);
      words.push(...forms.words);
      stems.push(...forms.stems);
    }
    return { words: words.join(' '), stems: stems.join(' ') };
  }

  /** An index of words that were folded otherwise is made anew. */
  function begin(): void {
    if (version.get() === FORMS_VERSION) return;
    db.exec(`
      INSERT INTO search_stale (kind, id) SELECT kind, id FROM search_document d
        WHERE NOT EXISTS (SELECT 1 FROM search_stale s WHERE s.kind = d.kind AND s.id = d.id);
      DELETE FROM search_word;
      DELETE FROM search_document;`);
    setVersion.run(FORMS_VERSION);
  }

  const some = db.transaction((): boolean => {
    begin();
    const rows = stale.all(AT_ONCE);
    for (const { kind, id } of rows) take(kind, id);
    return rows.length === AT_ONCE;
  });
  const anyStale = db.prepare<[], 1>('SELECT 1 FROM search_stale LIMIT 1').pluck();
  const catchUpSome = (): boolean => {
    // Nothing is written where nothing is to be: a commit costs a disk's turn.
    if (anyStale.get() === undefined && version.get() === FORMS_VERSION) return false;
    try {
      return some.immediate();
    } catch (error) {
      // A disk without room is searched as far as it was read: what is stale stays marked.
      if (diskFailure(error, '', db.name) === null) throw error;
      return false;
    }
  };
  return {
    catchUpSome,
    catchUp() {
      while (catchUpSome());
    },
  };
}
