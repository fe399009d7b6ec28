import { mistakesOf, type Term } from '../../../shared/search/query.ts';
import type { SearchKind } from '../../../shared/search/search.contract.ts';
import type { Reader } from '../store/database.ts';

/** What the index answers: a document and how well it fits, the best first. */
export interface Match {
  readonly kind: SearchKind;
  readonly id: string;
  readonly score: number;
}

/** Asks the index of words. */
export interface Ask {
  /** Documents that have all terms. */
  all(terms: readonly Term[], kinds: readonly SearchKind[], limit: number): Match[];
  /** Documents that have some of the terms, the rarer the better. */
  any(terms: readonly Term[], kinds: readonly SearchKind[], limit: number): Match[];
  /** The terms with the words of the index that one mistake made of them. */
  corrected(terms: readonly Term[]): Term[];
}

/** Weights of the columns: titles before texts, words before what only has their stem. */
const WEIGHTS = '8.0, 1.0, 4.0, 0.5';
const MOST_CORRECTIONS = 12;
/** A begun word of fewer letters is looked for in titles and whole words: nearly all have it. */
const PREFIX_FROM = 3;
const LAST_LETTER = '\u{10FFFF}';

export function createAsk(db: Reader): Ask {
  const known = new Map<number, ReturnType<typeof prepare>>();
  const prepare = (kinds: number) =>
    db.prepare<unknown[], Match>(
      `SELECT d.kind, d.id, -bm25(search_word, ${WEIGHTS}) AS score
       FROM search_word JOIN search_document d ON d.number = search_word.rowid
       WHERE search_word MATCH ? AND d.kind IN (${Array.from({ length: kinds }, () => '?').join(', ')})
       ORDER BY score DESC, d.number LIMIT ?`,
    );
  const statement = (kinds: number): ReturnType<typeof prepare> => {
    const made = known.get(kinds) ?? prepare(kinds);
    known.set(kinds, made);
    return made;
  };
  const begins = db
    .prepare<[string, string], string>(
      'SELECT term FROM search_vocabulary WHERE term >= ? AND term < ? LIMIT 1',
    )
    .pluck();
  const isWord = db
    .prepare<[string], string>('SELECT term FROM search_vocabulary WHERE term = ?')
    .pluck();
  const run = (query: string, kinds: readonly SearchKind[], limit: number): Match[] =>
    query === '' ? [] : statement(kinds.length).all(query, ...kinds, limit);
  return {
    all: (terms, kinds, limit) => run(terms.map(queryOf).join(' AND '), kinds, limit),
    any: (terms, kinds, limit) => run(terms.map(queryOf).join(' OR '), kinds, limit),
    corrected: (terms) =>
      terms.map((term) => {
        const [word] = term.words;
        const others = mistakesOf(word!).filter((other) =>
          term.begun
            ? begins.get(other, other + LAST_LETTER) !== undefined
            : isWord.get(other) !== undefined,
        );
        return { ...term, words: [...term.words, ...others.slice(0, MOST_CORRECTIONS)] };
      }),
  };
}

/** Folded words have letters and digits alone, so quoting them is safe. */
function queryOf({ words, stems, begun }: Term): string {
  const columns = begun && words[0]!.length < PREFIX_FROM ? '{title}' : '{title text}';
  const written = words.map((word) => `${columns} : "${word}"${begun ? ' *' : ''}`);
  const stemmed = stems.map((stem) => `{title_stem text_stem} : "${stem}"`);
  return `(${[...written, ...stemmed].join(' OR ')})`;
}
