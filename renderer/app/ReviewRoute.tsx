import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { ReviewProvider } from '../review/ReviewContext.tsx';
import { ReviewPage, type ReviewPart } from '../review/ReviewPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { paths } from './paths.ts';
import { useReviewValue } from './useReviewValue.ts';

/** Conflicts and refused changes, given what outlives their page. */
function ReviewRoute({ part }: { part: ReviewPart }) {
  const navigate = useNavigate();
  const value = useReviewValue();
  const onShow = useMemo(() => (wanted: ReviewPart) => void navigate(paths[wanted]), [navigate]);
  return (
    <ReviewProvider value={value}>
      <MoreTexts>
        <ReviewPage part={part} onShow={onShow} />
      </MoreTexts>
    </ReviewProvider>
  );
}

export function ConflictsRoute() {
  return <ReviewRoute part="conflicts" />;
}

export function RefusedRoute() {
  return <ReviewRoute part="refused" />;
}
