import { lazy, Suspense } from 'react';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

const StepTickets = lazy(async () => ({
  default: (await import('../assistance/StepTickets.tsx')).StepTickets,
}));

/** Requests for help about an action of the kit; the first paint does not wait for them. */
export function TicketsOfStep({ step }: { readonly step: string }) {
  return (
    <Suspense>
      <MoreTexts>
        <StepTickets step={step} hrefOf={(id) => href(paths.assistanceOf('tickets', id))} />
      </MoreTexts>
    </Suspense>
  );
}
