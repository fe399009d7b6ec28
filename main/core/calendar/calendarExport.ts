import type { InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { calendarFilesContract } from '../../../shared/calendar/calendar.contract.ts';
import type { CalendarEvent } from '../../../shared/calendar/calendarEvent.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { writeHandedFile } from '../store/handedFile.ts';

type Export = (typeof calendarFilesContract)['calendar.export'];
export type CalendarQuery = Omit<InputOf<Export>, 'file' | 'over'>;

/** What a calendar file is made of. */
export interface CalendarContent {
  readonly name: string;
  readonly timeZone: string;
  readonly events: readonly CalendarEvent[];
}

/** Handler of calendar files. @param now milliseconds since 1970 */
export function createCalendarExport(
  read: (query: CalendarQuery) => Result<CalendarContent, CoreFailure>,
  now: () => number,
): (input: InputOf<Export>) => Promise<Result<OutputOf<Export>, CoreFailure>> {
  return async ({ file, over = false, ...query }) => {
    const content = read(query);
    if (!content.ok) return content;
    const { events, name, timeZone } = content.value;
    // Few write calendars: what writes them is fetched when somebody does.
    const { calendarFile, PRODUCER } = await import('./calendarFile.ts');
    const text = calendarFile(events, { name, timeZone, language: query.language, now: now() });
    const bytes = Buffer.from(text);
    const written = writeHandedFile(
      file,
      bytes,
      (start) => over || (start.includes('BEGIN:VCALENDAR') && start.includes(PRODUCER)),
    );
    return written.ok ? ok({ events: events.length, bytes: bytes.length }) : written;
  };
}
