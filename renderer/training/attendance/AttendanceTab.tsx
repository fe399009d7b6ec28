import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';

export function AttendanceTab(shared: TrainingTabProps) {
  return (
    <TrainingFrame shared={shared} tab="attendance">
      {null}
    </TrainingFrame>
  );
}
