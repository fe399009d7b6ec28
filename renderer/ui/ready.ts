import { useLayoutEffect } from 'react';

/** What the window shows, for tests and measures that wait for it. */
export type ReadyPage =
  | 'kit'
  | 'enrol'
  | 'establishments'
  | 'conflicts'
  | 'refused'
  | 'settings'
  | 'school'
  | 'activation'
  | 'waves'
  | 'template'
  | 'draft'
  | 'programme'
  | 'pilot'
  | 'week'
  | 'imports'
  | 'people'
  | 'training'
  | 'tutoring'
  | 'assistance'
  | 'knowledge'
  | 'empty'
  | 'error';

/**
 * Says on the document (`data-ready`) that a page is there and can be used. The first time a kit
 * is, it marks `bascule:usable`.
 */
export function useReady(page: ReadyPage | null): void {
  useLayoutEffect(() => {
    if (page === null) return;
    document.documentElement.dataset['ready'] = page;
    if (page === 'kit' && performance.getEntriesByName('bascule:usable').length === 0) {
      // After the frame in which the rows are on the screen.
      requestAnimationFrame(() => performance.mark('bascule:usable'));
    }
    return () => {
      delete document.documentElement.dataset['ready'];
    };
  }, [page]);
}
