import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { Change } from '../../../shared/sync/change.ts';
import type { Reader } from '../store/database.ts';
import type { Before } from '../store/record.ts';

/** A change of this device to a row, as its journal has it. */
export interface Journalled {
  readonly stamp: Stamp;
  readonly set: Readonly<Record<string, JsonValue>>;
  /** What stood there before; null where that was forgotten. */
  readonly before: Readonly<Record<string, JsonValue>> | null;
  /** True while the server has not decided on it. */
  readonly pending: boolean;
}

/** What this device wrote itself, row by row. */
export interface HistoryStore {
  /** Own changes of a row that were not refused, oldest first. */
  journal(entity: string, row: string): Journalled[];
}

interface Stored {
  readonly stamp: string;
  readonly changes: string;
  readonly before: string | null;
  readonly pending: number;
}

export function createHistoryStore(db: Reader): HistoryStore {
  const find = db.prepare<[string], Stored>(
    `SELECT stamp, changes, before, n > (SELECT decided_n FROM device_state) AS pending
     FROM outbox WHERE refusal IS NULL AND instr(changes, ?) > 0 ORDER BY n`,
  );
  return {
    journal: (entity, row) =>
      // The id as it stands in JSON: what is found is looked at again.
      find.all(JSON.stringify(row)).flatMap(({ stamp, changes, before, pending }) => {
        const own = (JSON.parse(changes) as Change[]).find(
          (change) => change.entity === entity && change.row === row,
        );
        if (own === undefined) return [];
        const old =
          before === null
            ? undefined
            : (JSON.parse(before) as Before[]).find(
                (one) => one.entity === entity && one.row === row,
              );
        return [
          {
            stamp: stamp as Stamp,
            set: own.set,
            before: old?.values ?? null,
            pending: pending === 1,
          },
        ];
      }),
  };
}
