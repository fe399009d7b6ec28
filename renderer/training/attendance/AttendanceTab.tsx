import type { TrainingTabProps } from '../trainingTabs.ts';
import { SessionList } from './SessionList.tsx';
import { SheetReading } from './SheetReading.tsx';

/** Who came: sessions to record, and the sheet of the one that is open. */
export function AttendanceTab(shared: TrainingTabProps) {
  const { open } = shared;
  return open === undefined ? (
    <SessionList shared={shared} />
  ) : (
    <SheetReading key={open} shared={shared} session={open} />
  );
}
