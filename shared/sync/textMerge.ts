import { diff3Merge } from 'node-diff3';

/**
 * Merges two versions of a text that started from the same one, word by word.
 * @returns the merged text, the same whichever side comes first; null where both changed the same
 *   place, for a person to choose
 */
export function mergeText(base: string, a: string, b: string): string | null {
  if (a === b || b === base) return a;
  if (a === base) return b;
  const regions = diff3Merge(words(a), words(base), words(b), { excludeFalseConflicts: true });
  const merged: string[] = [];
  for (const { ok } of regions) {
    if (ok === undefined) return null;
    merged.push(...ok);
  }
  return merged.join('');
}

/** Words and the white space between them: joined, they are the text again. */
function words(text: string): string[] {
  return text.match(/\s+|\S+/gu) ?? [];
}
