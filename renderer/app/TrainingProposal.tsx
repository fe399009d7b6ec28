import { lazy, Suspense } from 'react';
import { MoreTexts } from './MoreTexts.tsx';

const StepProposal = lazy(async () => ({
  default: (await import('../training/coverage/StepProposal.tsx')).StepProposal,
}));

/** What trainings say of an action of the kit; the first paint does not wait for it. */
export function TrainingProposal({ step }: { readonly step: string }) {
  return (
    <Suspense>
      <MoreTexts>
        <StepProposal step={step} />
      </MoreTexts>
    </Suspense>
  );
}
