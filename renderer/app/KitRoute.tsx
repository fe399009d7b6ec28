import { lazy, useMemo } from 'react';
import { KitProvider, type KitValue } from '../kit/KitContext.tsx';
import { KitPage } from '../kit/KitPage.tsx';
import { PrintButton } from '../print/PrintButton.tsx';
import { ReviewProvider } from '../review/ReviewContext.tsx';
import { useSyncNow } from '../sync/useSyncNow.ts';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';
import { StepFiles } from './StepFiles.tsx';
import { useStores } from './StoresContext.ts';
import { TicketsOfStep } from './TicketsOfStep.tsx';
import { TrainingProposal } from './TrainingProposal.tsx';
import { useMarks } from './useMarks.ts';
import { useReviewValue } from './useReviewValue.ts';

/** What other features add to the panel of a step. */
const PARTS = [
  { name: 'training', Part: TrainingProposal },
  { name: 'attachments', Part: StepFiles },
  { name: 'tickets', Part: TicketsOfStep },
];

// Few actions have anything to settle: the first paint does not wait for it.
const StepReview = lazy(async () => ({
  default: (await import('../review/StepReview.tsx')).StepReview,
}));

/** The kit's page, given the kit that outlives it, and what is to be settled about its actions. */
export function KitRoute() {
  const { kit } = useStores();
  const review = useReviewValue();
  const syncNow = useSyncNow();
  const marks = useMarks();
  const value = useMemo<KitValue>(
    () => ({
      kit,
      undo: review.undo,
      syncNow: () => void syncNow(),
      marks,
      conflictsHref: href(paths.conflicts),
      Review: StepReview,
      Print: PrintButton,
      MoreTexts,
      panelParts: PARTS,
    }),
    [kit, review, syncNow, marks],
  );
  return (
    <ReviewProvider value={review}>
      <KitProvider value={value}>
        <KitPage />
      </KitProvider>
    </ReviewProvider>
  );
}
