/** Marks that a search ignores: combining accents, Arabic vowel signs and the letter stretcher. */
const MARKS = /[\u0300-\u036f\u064b-\u0652\u0640]/g;

/** Text as a search compares it: lower case, without accents, with plain apostrophes. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replaceAll('’', "'").toLowerCase();
}

/** The words of a query as they are searched, without the commas between a name and its town. */
export function wordsOf(query: string): string[] {
  return plain(query)
    .split(/[\s,;،]+/)
    .filter(Boolean);
}

/** Whether every word of a query occurs in a text that `plain` has been through. */
export function matches(plainText: string, query: string): boolean {
  return wordsOf(query).every((word) => plainText.includes(word));
}
