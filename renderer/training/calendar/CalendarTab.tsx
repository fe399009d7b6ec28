import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';

export function CalendarTab(shared: TrainingTabProps) {
  return (
    <TrainingFrame shared={shared} tab="calendar">
      {null}
    </TrainingFrame>
  );
}
