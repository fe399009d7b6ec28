import { type Forms } from './forms.ts';
import { wordsOf, type FoundWord } from './words.ts';

/** A word that is searched for. */
export interface Term extends Forms {
  /** Whether more letters may follow: it is being typed. */
  readonly begun: boolean;
}

/** Words that say nothing by themselves: left out where others are there. */
const EMPTY = new Set(
  (
    'le la les un une des de du au aux et ou en a dans sur pour par avec sans ce cet cette ces son sa ses ' +
    'que qui il elle ils elles on ne pas se est sont the of to and in is من في على الي عن ان هذا هذه ' +
    'التي الذي او ما لا مع'
  ).split(' '),
);
const MOST_WORDS = 12;
const LETTERS_AFTER = /[\p{L}\p{N}\p{M}@]$/u;

/** The words of what somebody has typed so far. */
export function termsOf(text: string, formsOf: (word: FoundWord) => Forms): Term[] {
  const found = [...wordsOf(text)];
  const begun = LETTERS_AFTER.test(text) ? found.at(-1) : undefined;
  const telling = found.filter((one) => one === begun || !EMPTY.has(one.word));
  const kept = telling.length === 0 ? found : telling;
  const terms = new Map<string, Term>();
  for (const one of kept.slice(0, MOST_WORDS)) {
    const isBegun = one === begun;
    if (terms.get(one.word)?.begun !== true)
      terms.set(one.word, { ...formsOf(one), begun: isBegun });
  }
  return [...terms.values()];
}

/** Whether a word of a text is one that was searched for. */
export function matches(forms: Forms, terms: readonly Term[]): boolean {
  return terms.some(
    (term) =>
      term.words.some((wanted) =>
        forms.words.some((word) => (term.begun ? word.startsWith(wanted) : word === wanted)),
      ) || term.stems.some((stem) => forms.stems.includes(stem)),
  );
}

const ALPHABETS = {
  latin: 'abcdefghijklmnopqrstuvwxyz0123456789',
  arabic: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويء0123456789',
} as const;
const SHORTEST = 4;
const ARABIC = /\p{Script=Arabic}/u;

/** All that one mistake makes of a folded word: a letter missing, added, changed, or two swapped. */
export function mistakesOf(word: string): string[] {
  if (word.length < SHORTEST) return [];
  const letters = (ARABIC.test(word) ? ALPHABETS.arabic : ALPHABETS.latin).split('');
  const made = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    for (const letter of letters) made.add(head + letter + tail);
    if (tail === '') continue;
    made.add(head + tail.slice(1));
    if (tail.length > 1) made.add(head + tail[1]! + tail[0]! + tail.slice(2));
    for (const letter of letters) made.add(head + letter + tail.slice(1));
  }
  made.delete(word);
  return [...made];
}
