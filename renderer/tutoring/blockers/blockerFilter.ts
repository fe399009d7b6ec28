import type { ListedBlocker } from '../../../shared/tutoring/blockers.contract.ts';
import { plain } from '../../ui/plain.ts';

/** What the list is narrowed to; empty: all. */
export interface BlockerFilter {
  readonly text: string;
  /** `waiting`: open or answered. */
  readonly state: '' | 'waiting' | ListedBlocker['state'];
  readonly theme: string;
  readonly action: string;
}

export const anyBlocker: BlockerFilter = { text: '', state: '', theme: '', action: '' };

const order = { open: 0, answered: 1, solved: 2, dropped: 3 } as const;

/** The blockers that fit, those that keep most schools first. */
export function filtered(rows: readonly ListedBlocker[], filter: BlockerFilter): ListedBlocker[] {
  const words = plain(filter.text).split(/\s+/u).filter(Boolean);
  return rows
    .filter(
      ({ title, text, theme, state, action }) =>
        (filter.state === '' ||
          (filter.state === 'waiting'
            ? state === 'open' || state === 'answered'
            : state === filter.state)) &&
        (filter.theme === '' || theme === filter.theme) &&
        (filter.action === '' || action === filter.action) &&
        hasAll(plain(`${title} ${theme ?? ''} ${text}`), words),
    )
    .toSorted(
      (a, b) =>
        order[a.state] - order[b.state] ||
        b.waiting - a.waiting ||
        b.schools - a.schools ||
        (b.days ?? 0) - (a.days ?? 0),
    );
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
