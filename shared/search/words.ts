/** A word of a text: its folded form and where it stands, in UTF-16 units. */
export interface FoundWord {
  readonly word: string;
  /** As it is written, with its accents. */
  readonly written: string;
  readonly from: number;
  readonly to: number;
}

/** Letters and digits with their marks; an @ inside counts as a letter, as in "Op@le". */
const WORD = /[\p{L}\p{N}\p{M}\u0640]+(?:@[\p{L}\p{N}\p{M}]*)*/gu;
const APOSTROPHE = /^['’ʼ‘`´]/u;
/** What French shortens before a vowel. */
const ELIDED = new Set('l d j n s t m c qu lorsqu puisqu jusqu quoiqu presqu quelqu'.split(' '));
const MARKS = /\p{M}/gu;
const TATWEEL = /\u0640/gu;
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/gu;
const ONE_DIGIT = 0xf;
const PLAIN = /^[a-z0-9]*$/;
/** Letters that decomposing leaves as they are, and that people type as others. */
const OTHERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  '@': 'a',
  // Ta marbuta and final ya are typed either way; hamza carriers lose their hamza as a mark.
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ٱ: 'ا',
};
const OTHER = new RegExp(`[${Object.keys(OTHERS).join('')}]`, 'gu');

/**
 * A text as words are compared by: without case, accents and ligatures, Arabic without vowel signs,
 * tatweel, hamza carriers and final forms, digits of all scripts as 0–9.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(TATWEEL, '')
    .replace(OTHER, (letter) => OTHERS[letter]!)
    .replace(ARABIC_DIGIT, (digit) => String(digit.charCodeAt(0) & ONE_DIGIT));
}

/** The words of a text in their order, without what French elides ("l’élève" is "élève"). */
export function* wordsOf(text: string): Generator<FoundWord, undefined, undefined> {
  for (const match of text.matchAll(WORD)) {
    const [written] = match;
    const from = match.index;
    const to = from + written.length;
    const word = fold(written);
    if (word === '') continue;
    if (ELIDED.has(word) && APOSTROPHE.test(text.slice(to, to + 1))) continue;
    yield { word, written, from, to };
  }
}
