import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';

export function CoverageTab(shared: TrainingTabProps) {
  return (
    <TrainingFrame shared={shared} tab="coverage">
      {null}
    </TrainingFrame>
  );
}
