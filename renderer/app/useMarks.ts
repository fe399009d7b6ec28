import { useMemo } from 'react';
import { useBridge, useReadValue, useWatched } from '../bridge/BridgeContext.tsx';
import type { StepMark } from '../kit/KitContext.tsx';

/** Which actions have something to settle, or a change that was refused. */
export function useMarks(): ReadonlyMap<string, StepMark> {
  const { reads } = useBridge();
  const status = useReadValue(reads.syncStatus);
  const conflicts = useWatched(reads.conflicts, (status?.conflicts ?? 0) > 0);
  const rejected = useWatched(reads.rejected, (status?.rejected ?? 0) > 0);
  return useMemo(() => {
    const marks = new Map<string, StepMark>();
    for (const { row } of conflicts ?? []) marks.set(row, 'conflict');
    for (const { row } of (rejected ?? []).flatMap((one) => one.changes)) {
      marks.set(row, marks.has(row) && marks.get(row) !== 'refused' ? 'both' : 'refused');
    }
    return marks;
  }, [conflicts, rejected]);
}
