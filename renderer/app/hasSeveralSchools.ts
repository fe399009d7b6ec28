import type { SessionView } from '../../shared/session/session.contract.ts';

/** Whether somebody's roles reach more than one school: a wave, a programme, or several schools. */
export function hasSeveralSchools(session: Pick<SessionView, 'roles'>): boolean {
  const places = new Set(session.roles.map((role) => role.place));
  return places.size > 1 || [...places].some((place) => /^(wave|programme):/.test(place));
}

/** Whether somebody is here for trainings alone: they hold no school's kit, or look after none. */
export function onlyTrains(session: Pick<SessionView, 'roles'>): boolean {
  const { roles } = session;
  return (
    roles.length > 0 && roles.every(({ role }) => role === 'trainer' || role === 'trainingLead')
  );
}
