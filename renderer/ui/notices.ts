import { createContext, use } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  readonly text: string;
  /**
   * `quiet`: what was done; `problem`: what was not, said at once by a screen reader; `busy`: what
   * is being done, until the next one; `lasting`: what was done and says what to do next.
   */
  readonly tone: 'quiet' | 'problem' | 'busy' | 'lasting';
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void };
}

/** What the page says in passing: one notice at a time, at the foot of the window. */
export interface Notices {
  readonly store: StoreApi<{ readonly notice: Notice | null }>;
  say(notice: Omit<Notice, 'id'>): void;
  dismiss(): void;
}

/** Makes the page's notices. */
export function createNotices(): Notices {
  const store = createStore<{ notice: Notice | null }>(() => ({ notice: null }));
  let next = 1;
  return {
    store,
    say: (notice) => store.setState({ notice: { ...notice, id: next++ } }),
    dismiss: () => store.setState({ notice: null }),
  };
}

export const NoticesContext = createContext<Notices | null>(null);

/** The page's notices. */
export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (notices === null) throw new Error('NoticesContext is missing.');
  return notices;
}
