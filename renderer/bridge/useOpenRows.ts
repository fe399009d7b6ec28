import { useBridge, useReadValue, useWatched } from './BridgeContext.tsx';

/**
 * How many rows have something that one may settle: what others decide is not among them. The core counts fields; a person counts actions. Until
 * the conflicts have been read, it is the core's figure.
 */
export function useOpenRows(): number {
  const { reads } = useBridge();
  const open = useReadValue(reads.syncStatus)?.conflicts ?? 0;
  const conflicts = useWatched(reads.conflicts, open > 0);
  if (open === 0 || conflicts === null) return open;
  const own = conflicts.filter(({ mayResolve }) => mayResolve);
  return new Set(own.map(({ entity, row }) => `${entity} ${row}`)).size;
}
