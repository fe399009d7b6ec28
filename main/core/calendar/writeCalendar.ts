import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { writeHandedFile } from '../store/handedFile.ts';
import { PRODUCER } from './calendarFile.ts';

const BEGINS = `BEGIN:VCALENDAR\r\nPRODID:${PRODUCER}`;

/**
 * Writes a calendar file where a person wants it: whole or not at all. Fails with FileExists when
 * something stands there that is no older calendar of this program, FileUnusable, DiskFull.
 * @param over whether the person has confirmed that another file there is to be replaced
 */
export function writeCalendar(file: string, text: string, over = false): Result<null, CoreFailure> {
  return writeHandedFile(
    file,
    new TextEncoder().encode(text),
    (start) => over || start.toString('latin1').startsWith(BEGINS),
  );
}
