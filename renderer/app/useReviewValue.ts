import { useMemo } from 'react';
import type { ReviewValue } from '../review/ReviewContext.tsx';
import { href, paths } from './paths.ts';
import { useStores } from './StoresContext.ts';
import { useUndo } from './useUndo.ts';

/** What conflicts and refusals are given of the rest of the program. */
export function useReviewValue(): ReviewValue {
  const { review } = useStores();
  const undo = useUndo();
  return useMemo(
    () => ({
      review,
      undo,
      rowHref: (school, row) => href(paths.stepOf(school, row)),
      sheetHref: (session) => href(paths.trainingOf('attendance', session)),
    }),
    [review, undo],
  );
}
