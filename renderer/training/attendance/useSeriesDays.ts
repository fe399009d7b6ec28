import { allSessionDays, type SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';

/** The days of a series that have a sheet, and the way from one to another. */
export interface SeriesDays {
  /** In time; empty of a session that does not repeat. */
  readonly all: readonly SessionDay[];
  readonly go: (key: string) => void;
  /** Goes so many days on or back; false: there is none. */
  readonly turn: (by: number) => boolean;
}

/** The days of the series whose sheet is open. */
export function useSeriesDays(
  { overview, onGo }: TrainingTabProps,
  session: SessionDay,
): SeriesDays {
  const whole = overview.sessions.find(({ id }) => id === session.id);
  const days = session.on === null || whole === undefined ? [] : allSessionDays([whole]);
  const all = days.filter(({ key, status }) => status !== 'cancelled' || key === session.key);
  const go = (key: string): void => onGo('attendance', key);
  return {
    all,
    go,
    turn(by) {
      const next = all[all.findIndex(({ key }) => key === session.key) + by];
      if (next === undefined) return false;
      go(next.key);
      return true;
    },
  };
}
