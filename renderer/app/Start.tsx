import { Navigate } from 'react-router';
import type { SessionView } from '../../shared/session/session.contract.ts';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { paths } from './paths.ts';

/** Sends each person to the page they begin with. */
export function Start() {
  const { reads } = useBridge();
  const session = useReadValue(reads.session);
  if (session === null) return null;
  return <Navigate to={hasSeveralSchools(session) ? paths.establishments : paths.kit} replace />;
}

/** Whether somebody's roles reach more than one school: a wave, a programme, or several schools. */
export function hasSeveralSchools(session: Pick<SessionView, 'roles'>): boolean {
  const places = new Set(session.roles.map((role) => role.place));
  return places.size > 1 || [...places].some((place) => /^(wave|programme):/.test(place));
}
