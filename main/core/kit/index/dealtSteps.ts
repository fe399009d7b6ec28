import type { StepStatus } from '../../../../shared/kit/stepStatus.ts';
import type { Desk } from './desk.ts';
import { BLOCKED, statusOf } from './matrix.ts';

/** The steps of a programme that schools have. */
export interface DealtSteps {
  /** Schools that have a step of it. */
  readonly schools: Iterable<string>;
  has(school: string): boolean;
  /** The status of a step, as far as this version knows statuses; undefined: there is no such step. */
  status(school: string, action: string): StepStatus | undefined;
  /** In how many schools each action is blocked; only those that are. */
  blocked(): Map<string, number>;
}

/** Reads steps out of the desk; true until the next change of it. */
export function dealtSteps(desk: Desk, programme: string): DealtSteps {
  const matrix = desk.kit(programme)?.matrix;
  if (matrix === undefined) {
    return { schools: [], has: () => false, status: () => undefined, blocked: () => new Map() };
  }
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
    blocked() {
      const counts = new Uint32Array(matrix.actions.length);
      for (const school of matrix.establishments()) {
        const start = matrix.start(school)!;
        for (let column = 0; column < counts.length; column += 1) {
          if (matrix.status[start + column] === BLOCKED) counts[column]! += 1;
        }
      }
      const all = matrix.actions.map((action, column) => [action, counts[column]!] as const);
      return new Map(all.filter(([, schools]) => schools > 0));
    },
  };
}
