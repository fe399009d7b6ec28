import type { StepStatus } from '../../../../shared/kit/stepStatus.ts';
import type { Desk } from './desk.ts';
import { statusOf } from './matrix.ts';

/** The steps of a programme that schools have. */
export interface DealtSteps {
  /** Schools that have a step of it. */
  readonly schools: Iterable<string>;
  has(school: string): boolean;
  /** The status of a step, as far as this version knows statuses; undefined: there is no such step. */
  status(school: string, action: string): StepStatus | undefined;
}

/** Reads steps out of the desk; true until the next change of it. */
export function dealtSteps(desk: Desk, programme: string): DealtSteps {
  const matrix = desk.kit(programme)?.matrix;
  if (matrix === undefined) return { schools: [], has: () => false, status: () => undefined };
  const columns = new Map(matrix.actions.map((action, column) => [action, column]));
  return {
    schools: matrix.establishments(),
    has: (school) => matrix.start(school) !== undefined,
    status(school, action) {
      const start = matrix.start(school);
      const column = columns.get(action);
      if (start === undefined || column === undefined) return undefined;
      return statusOf(matrix.status[start + column]!);
    },
  };
}
