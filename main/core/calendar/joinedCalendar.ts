import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { CalendarContent, CalendarQuery } from './calendarExport.ts';

type Read = (query: CalendarQuery) => Result<CalendarContent, CoreFailure>;

/**
 * Reads sessions of trainings and of tutoring: all, all that is somebody's, and of groups and chosen
 * sessions those that either knows. A room is one of trainings.
 */
export function joinedCalendar(training: Read, tutoring: Read): Read {
  return (query) => {
    const trained = training(query);
    if (query.room !== undefined) return trained;
    const isUnknown =
      !trained.ok &&
      (trained.error.type === 'GroupUnknown' || trained.error.type === 'PersonUnknown');
    if (!trained.ok && !isUnknown) return trained;
    const tutored = tutoring(query);
    if (!tutored.ok) return tutored;
    if (tutored.value.events.length === 0) return trained;
    if (!trained.ok || trained.value.events.length === 0) return tutored;
    return ok({ ...trained.value, events: [...trained.value.events, ...tutored.value.events] });
  };
}
