import { titleWords } from '../../../../shared/imports/outsideTool.ts';
import { outsideNumber } from '../../../../shared/kernel/outsideNumber.ts';
import type { StoredTicket } from '../imports.store.ts';

/** How alike titles have to be for two requests to be proposed as one. */
export const ALIKE = 0.6;

interface Candidate {
  readonly ticket: StoredTicket;
  readonly words: ReadonlySet<string>;
}

/**
 * Finds the request whose title is most like a row's, among those of its school that have no number,
 * or the row's. Looked up by words: a table of tens of thousands of rows meets as many requests.
 */
export function alikeFinder(
  tickets: readonly StoredTicket[],
): (row: {
  readonly title: string;
  readonly school: string | undefined;
  readonly number: string | null;
}) => StoredTicket | undefined {
  const byWord = new Map<string, Candidate[]>();
  for (const ticket of tickets) {
    const candidate = { ticket, words: titleWords(ticket.title ?? '') };
    const place = placeOf(ticket.establishment, numberOf(ticket));
    for (const word of candidate.words) {
      const key = `${place} ${word}`;
      const known = byWord.get(key);
      if (known === undefined) byWord.set(key, [candidate]);
      else known.push(candidate);
    }
  }
  return ({ title, school, number }) => {
    const words = titleWords(title);
    const places = [placeOf(school ?? null, null)];
    if (number !== null) places.push(placeOf(school ?? null, number));
    const shared = new Map<Candidate, number>();
    for (const place of places) {
      for (const word of words) {
        for (const candidate of byWord.get(`${place} ${word}`) ?? []) {
          shared.set(candidate, (shared.get(candidate) ?? 0) + 1);
        }
      }
    }
    let best: StoredTicket | undefined;
    let most = ALIKE;
    for (const [{ ticket, words: other }, count] of shared) {
      const like = count / Math.max(words.size, other.size);
      if (like > most || (like === most && best === undefined)) {
        best = ticket;
        most = like;
      }
    }
    return best;
  };
}

function placeOf(school: string | null, number: string | null): string {
  return JSON.stringify([school, number]);
}

function numberOf({ number }: StoredTicket): string | null {
  return number === null ? null : outsideNumber(number);
}
