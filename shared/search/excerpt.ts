import type { Forms } from './forms.ts';
import { matches, type Term } from './query.ts';
import type { Excerpt } from './search.contract.ts';
import { wordsOf, type FoundWord } from './words.ts';

/** Characters of an excerpt, and how many of them stand before the first word found. */
const LENGTH = 180;
const BEFORE = 40;
/** So far into a text the first word is looked for. */
const LOOKED_AT = 20_000;

/** The part of a text around the first word that was searched for, with all found in it marked. */
export function excerptOf(
  whole: string,
  terms: readonly Term[],
  formsOf: (word: FoundWord) => Forms,
  length = LENGTH,
): Excerpt {
  const text = plain(whole);
  const first = firstMatch(text, terms, formsOf);
  const start = first <= BEFORE || text.length <= length ? 0 : wordStart(text, first - BEFORE);
  const end = start + length >= text.length ? text.length : wordEnd(text, start, start + length);
  const head = start === 0 ? '' : '… ';
  const shown = `${head}${text.slice(start, end)}${end === text.length ? '' : ' …'}`;
  const marks = [...wordsOf(shown)]
    .filter((word) => matches(formsOf(word), terms))
    .map(({ from, to }) => ({ from, to }));
  return { text: shown, marks };
}

function firstMatch(
  text: string,
  terms: readonly Term[],
  formsOf: (word: FoundWord) => Forms,
): number {
  for (const word of wordsOf(text.slice(0, LOOKED_AT))) {
    if (matches(formsOf(word), terms)) return word.from;
  }
  return 0;
}

/** A text on one line, without the signs of markdown. */
function plain(text: string): string {
  return text
    .replace(/\]\([^)]*\)/gu, ']')
    .replace(/^[ \t]*(?:#{1,6}|[-*+>]|\d+\.)[ \t]+/gmu, '')
    .replace(/[*_`[\]|]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space === -1 || space > at + BEFORE ? at : space + 1;
}

function wordEnd(text: string, start: number, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return space <= start ? at : space;
}
