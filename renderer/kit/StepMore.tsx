import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { AssigneeField } from './AssigneeField.tsx';
import { Comments } from './Comments.tsx';
import { StepHistory } from './StepHistory.tsx';

/** The rest of the panel: who has taken the step on, what is said of it, what happened to it. */
export function StepMore({ view, step }: { view: KitView; step: KitStepView }) {
  return (
    <>
      <AssigneeField view={view} step={step} />
      <Comments view={view} step={step} />
      <StepHistory step={step} mayChange={view.mayTick} />
    </>
  );
}
