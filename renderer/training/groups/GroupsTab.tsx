import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';

export function GroupsTab(shared: TrainingTabProps) {
  return (
    <TrainingFrame shared={shared} tab="groups">
      {null}
    </TrainingFrame>
  );
}
