import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ReviewState, ReviewStore } from './review.store.ts';

export interface ReviewValue {
  readonly review: ReviewStore;
  /** Takes back the person's last action. */
  readonly undo: () => void;
  /** Address of a row's place in the program, where it has one. */
  readonly rowHref: (establishment: string, row: string) => string;
  /** Address of the attendance sheet of a session. */
  readonly sheetHref: (session: string) => string;
}

const ReviewContext = createContext<ReviewValue | null>(null);

/** Gives conflicts and refusals what outlives their page. */
export function ReviewProvider({ value, children }: { value: ReviewValue; children: ReactNode }) {
  return <ReviewContext value={value}>{children}</ReviewContext>;
}

/** The store of what is being reviewed, and the ways out of it. */
export function useReview(): ReviewValue {
  const value = use(ReviewContext);
  if (value === null) throw new Error('ReviewProvider is missing.');
  return value;
}

/** Part of the review's state. */
export function useReviewState<T>(select: (state: ReviewState) => T): T {
  return useStore(useReview().review.store, select);
}
