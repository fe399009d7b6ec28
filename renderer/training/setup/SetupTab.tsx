import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';

export function SetupTab(shared: TrainingTabProps) {
  return (
    <TrainingFrame shared={shared} tab="setup">
      {null}
    </TrainingFrame>
  );
}
