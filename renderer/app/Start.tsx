import { Navigate } from 'react-router';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { hasSeveralSchools, onlyTrains } from './hasSeveralSchools.ts';
import { KitRoute } from './KitRoute.tsx';
import { paths } from './paths.ts';

/** The page that each person begins with. */
export function Start() {
  const { reads } = useBridge();
  const session = useReadValue(reads.session);
  if (session === null) return null;
  if (onlyTrains(session)) return <Navigate to={paths.training} replace />;
  // The kit itself, not a way to it: going somewhere else first would be paid on every start.
  return hasSeveralSchools(session) ? <Navigate to={paths.establishments} replace /> : <KitRoute />;
}
