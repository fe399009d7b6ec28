import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Reader } from '../store/database.ts';

/** A session as a group was told of it. */
export interface ToldOnce {
  readonly session: string;
  readonly group: string;
  readonly room: string | null;
  /** When it was told. */
  readonly on: LocalDate;
}

interface StoredNotice {
  readonly group: string;
  readonly on: LocalDate;
  readonly told: string;
}

/**
 * Reads which sessions the groups of a wave were told of, ever: a session's row says only whom it
 * is for now. Who may not read what groups were told knows of none.
 */
export function createCalendarTold(db: Reader): (wave: string) => ToldOnce[] {
  const notices = db.prepare<[string], StoredNotice>(
    `SELECT "group", "on", told FROM training_notice
     WHERE wave = ? AND deleted IS NULL AND "group" IS NOT NULL AND "on" IS NOT NULL
       AND told IS NOT NULL`,
  );
  return (wave) =>
    notices.all(wave).flatMap(({ group, on, told }) => {
      const sessions = JSON.parse(told) as Record<string, { readonly room: string | null }>;
      return Object.entries(sessions).map(([key, { room }]): ToldOnce => {
        // A day of a series is told by itself.
        const [session = key] = key.split('@');
        return { session, group, room, on };
      });
    });
}
