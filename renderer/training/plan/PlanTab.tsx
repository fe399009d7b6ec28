import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';

export function PlanTab(shared: TrainingTabProps) {
  return (
    <TrainingFrame shared={shared} tab="plan">
      {null}
    </TrainingFrame>
  );
}
