import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Environment } from '../../../shared/programme/programme.entity.ts';
import type { Label } from '../../../shared/schema/values.ts';
import type { Reader } from '../store/database.ts';

/** Days on which an environment that is opened by weeks is open. */
export interface BaseWindow {
  readonly id: string;
  readonly label: Label;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly dataAsOf: LocalDate | null;
}

/** Reads when the training bases of a programme are open. */
export function createBaseWindows(db: Reader): (programme: string) => BaseWindow[] {
  const environments = db.prepare<[string], { environments: string | null }>(
    'SELECT environments FROM programme WHERE id = ? AND deleted IS NULL',
  );
  const windows = db.prepare<[string], Omit<BaseWindow, 'label'> & { environment: string }>(
    `SELECT id, environment, opens_on AS "from", closes_on AS "until", data_as_of AS dataAsOf
     FROM environment_window
     WHERE programme = ? AND opens_on IS NOT NULL AND closes_on IS NOT NULL AND deleted IS NULL
     ORDER BY opens_on, id`,
  );
  return (programme) => {
    const stored = environments.get(programme)?.environments ?? '[]';
    const byWeeks = new Map(
      (JSON.parse(stored) as Environment[])
        .filter((one) => one.byWeeks)
        .map(({ id, label }) => [id, label]),
    );
    return windows.all(programme).flatMap(({ environment, ...window }) => {
      const label = byWeeks.get(environment);
      return label === undefined ? [] : [{ ...window, label }];
    });
  };
}
