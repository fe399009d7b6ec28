import type { ConflictView } from '../../../shared/sync/sync.contract.ts';
import { useBridge, useReadValue, useWatched } from '../../bridge/BridgeContext.tsx';

/** What two people wrote about the same half-day without having seen each other, by its row. */
export function useMarkConflicts(): ReadonlyMap<string, readonly ConflictView[]> {
  const { reads } = useBridge();
  const open = useReadValue(reads.syncStatus)?.conflicts ?? 0;
  const all = useWatched(reads.conflicts, open > 0) ?? [];
  return Map.groupBy(
    all.filter(({ entity }) => entity === 'attendance'),
    ({ row }) => row,
  );
}
