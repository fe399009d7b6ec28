import { stampTime } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { heldBefore } from '../../../shared/past/remember.rules.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Reader } from './database.ts';

/** How the days are known on which values are replaced. */
export interface Days {
  /** The day that lateness is counted from. */
  readonly today: () => LocalDate;
  /** The calendar day of an instant in milliseconds since 1970. */
  readonly dayOf: (ms: number) => LocalDate;
}

/** Fields of the `pastValue` that is to be written beside a change; null: none is. */
export type Remember = (
  row: RowState,
  set: Readonly<Record<string, JsonValue>>,
) => Readonly<Record<string, JsonValue>> | null;

/** Keeps what past days depend on, the first time on a day that it is replaced. */
export function createRemember(db: Reader, { today, dayOf }: Days): Remember {
  const known = db
    .prepare<[string, string, string], 1>(
      `SELECT 1 FROM past_value
       WHERE "row" = ? AND entity = ? AND "until" >= ? AND deleted IS NULL LIMIT 1`,
    )
    .pluck();
  return (row, set) => {
    const day = today();
    const held = heldBefore(row, set, day, (stamp) => dayOf(stampTime(stamp)));
    if (held === null || known.get(row.id, row.entity, day) !== undefined) return null;
    return { entity: row.entity, row: row.id, until: day, held };
  };
}
