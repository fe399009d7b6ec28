import { plainText } from '../kernel/plainText.ts';

/** Words that say nothing of what a text is about. */
const EMPTY = new Set(
  (
    'le la les un une des du de et ou en au aux ce ces cette son sa ses leur leurs que qui quoi ' +
    'est sont pas ne ni plus pour par sur dans avec sans nous vous ils elles on il elle mais donc ' +
    'the and for not with from this that are was has have its ' +
    'في من على الى عن هذا هذه التي الذي لا ما مع'
  ).split(' '),
);
const MIN_LETTERS = 3;
/** From here on words count as the same where one begins the other: `budgets`, `budgétaire`. */
const STEM_LETTERS = 5;
/** Words of the language are shorter without the article that is written onto them. */
const ARTICLE = /^ال(?=\p{L}{3})/u;

/** The words that say what a text is about, as they are compared. */
export function tellingWords(text: string): string[] {
  const words = plainText(text)
    .split(' ')
    .map((word) => word.replace(ARTICLE, ''))
    .filter((word) => word.length >= MIN_LETTERS && !EMPTY.has(word));
  return [...new Set(words)];
}

/** How near two texts are, from 0 to 1: the share of the shorter one's words that both have. */
export function nearness(text: readonly string[], known: readonly string[]): number {
  if (text.length === 0 || known.length === 0) return 0;
  const met = text.filter((word) => known.some((other) => sameWord(word, other))).length;
  return met / Math.min(text.length, known.length);
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const stem = Math.min(a.length, b.length);
  return stem >= STEM_LETTERS && a.slice(0, stem - 1) === b.slice(0, stem - 1);
}
