import { diff3Merge } from 'node-diff3';

/**
 * What a merge may cost: pairs of equal words, times words. A note of 4,000 characters costs some
 * four million, which are ten milliseconds; only a long text that repeats itself costs more.
 */
const MAX_COST = 10_000_000;
/** Never in a word: it divides a blank from the word before it. */
const DIVIDER = '\n\0';

/**
 * Merges two versions of a text that started from the same one, word by word.
 * @returns the merged text, the same whichever side comes first; null where both changed the same
 *   place, or where it would cost too much, for a person to choose
 */
export function mergeText(base: string, a: string, b: string): string | null {
  if (a === b || b === base) return a;
  if (a === base) return b;
  const [from, left, right] = [words(base), words(a), words(b)];
  if (cost(from, left) > MAX_COST || cost(from, right) > MAX_COST) return null;
  const regions = diff3Merge(left, from, right, { excludeFalseConflicts: true });
  const merged: string[] = [];
  for (const { ok } of regions) {
    if (ok === undefined) return null;
    for (const word of ok) merged.push(word.split(DIVIDER, 1)[0]!);
  }
  return merged.join('');
}

/**
 * Words and the blanks between them. A blank carries the word before it, so that it is not taken
 * for any other blank: there are as many as words.
 */
function words(text: string): string[] {
  let last = '';
  return (text.match(/\s+|\S+/gu) ?? []).map((word) => {
    if (/\S/u.test(word)) {
      last = word;
      return word;
    }
    return `${word}${DIVIDER}${last}`;
  });
}

function cost(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let pairs = 0;
  for (const word of b) pairs += counts.get(word) ?? 0;
  return pairs * Math.max(a.length, b.length);
}
