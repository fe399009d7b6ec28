import { useBridge, useReadValue, useWatched } from './BridgeContext.tsx';

/**
 * How many rows have something to settle. The core counts fields; a person counts actions. Until
 * the conflicts have been read, it is the core's figure.
 */
export function useOpenRows(): number {
  const { reads } = useBridge();
  const open = useReadValue(reads.syncStatus)?.conflicts ?? 0;
  const conflicts = useWatched(reads.conflicts, open > 0);
  if (open === 0 || conflicts === null) return open;
  return new Set(conflicts.map(({ entity, row }) => `${entity} ${row}`)).size;
}
