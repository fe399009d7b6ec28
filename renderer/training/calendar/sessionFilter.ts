import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { allSessionDays, type SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';

/** Which sessions are shown; an empty text: all. */
export interface SessionFilter {
  readonly mine: boolean;
  readonly track: string;
  readonly group: string;
  readonly trainer: string;
  /** `site:ID` or `room:ID`. */
  readonly place: string;
}

export const noFilter: SessionFilter = {
  mine: false,
  track: '',
  group: '',
  trainer: '',
  place: '',
};

/** Whether somebody teaches a session, or their group comes to it. */
export function isMine(
  session: SessionView,
  { me, myGroups }: Pick<TrainingOverview, 'me' | 'myGroups'>,
): boolean {
  return (
    (me !== null && session.trainers.includes(me)) ||
    session.groups.some((group) => myGroups.includes(group))
  );
}

/** The sessions that a filter leaves, and of series the days, in time. */
export function filtered(overview: TrainingOverview, filter: SessionFilter): SessionDay[] {
  const { mine, track, group, trainer, place } = filter;
  const tracks = new Map(overview.groups.map((one) => [one.id, one.track]));
  return allSessionDays(overview.sessions).filter(
    (session) =>
      (!mine || isMine(session, overview)) &&
      (track === '' ||
        session.track === track ||
        (session.track === null && session.groups.some((one) => tracks.get(one) === track))) &&
      (group === '' || session.groups.includes(group)) &&
      (trainer === '' || session.trainers.includes(trainer)) &&
      (place === '' || place === `site:${session.site}` || place === `room:${session.room}`),
  );
}
