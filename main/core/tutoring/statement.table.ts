import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import type { StatementRow } from '../../../shared/tutoring/groups.rules.ts';
import { writeHandedFile } from '../store/handedFile.ts';

/**
 * Writes what tutors have done as a table, over nothing but an older one of its kind.
 * Fails with FileExists, FileUnusable, DiskFull.
 */
export function writeStatement(
  file: string,
  language: Language,
  rows: readonly StatementRow[],
): Result<{ rows: number }, CoreFailure> {
  const { t } = createMessages(language);
  const head = ['tutor', 'group', 'sessions', 'hours'].map((name) =>
    t(`tutoring:statement.table.${name}`),
  );
  const lines = rows.map(({ name, groupLabel, sessions, hours }) => [
    name,
    groupLabel,
    sessions,
    hours,
  ]);
  const first = csvText([head]);
  const written = writeHandedFile(file, Buffer.from(csvText([head, ...lines])), (start) =>
    start.toString().startsWith(first),
  );
  return written.ok ? ok({ rows: rows.length }) : written;
}
