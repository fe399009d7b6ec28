import type { Reader } from '../store/database.ts';
import { SHOWN_STEP } from '../store/shownStep.ts';

/** Notes of steps; the statement is prepared once. */
export interface WeekStore {
  /** Notes by the id of the step; a step that is not there has none. */
  notes(steps: readonly string[]): Map<string, string | null>;
}

export function createWeekStore(db: Reader): WeekStore {
  const notes = db.prepare<[string], { id: string; note: string | null }>(
    `SELECT s.id, s.note FROM kit_step s
     WHERE s.id IN (SELECT value FROM json_each(?)) AND ${SHOWN_STEP}`,
  );
  return {
    notes: (steps) => new Map(notes.all(JSON.stringify(steps)).map(({ id, note }) => [id, note])),
  };
}
