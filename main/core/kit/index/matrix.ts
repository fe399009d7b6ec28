import type { StepStatus } from '../../../../shared/kit/stepStatus.ts';
import { UNKNOWN_DAY } from './days.ts';

/** How a status stands in a matrix; 0: the school has no such step. */
export const NONE = 0;
export const TODO = 1;
export const DONE = 2;
export const BLOCKED = 3;
export const NOT_APPLICABLE = 4;

const codes: Readonly<Record<StepStatus, number>> = {
  todo: TODO,
  done: DONE,
  blocked: BLOCKED,
  notApplicable: NOT_APPLICABLE,
};

/** The code of a stored status: one that is absent, or of a newer version, is to be done. */
export function codeOf(status: string | null): number {
  return codes[status as StepStatus] ?? TODO;
}

const statuses = Object.fromEntries(
  Object.entries(codes).map(([status, code]) => [code, status]),
) as Readonly<Record<number, StepStatus>>;

/** The status that a code stands for; undefined: there is no such step. */
export function statusOf(code: number): StepStatus | undefined {
  return statuses[code];
}

const FIRST_ROWS = 64;
const COLUMNS_AT_ONCE = 32;

/** The steps of a programme's kit: establishments in rows, actions in columns, nine bytes a step. */
export interface Matrix {
  /** Actions in the order in which they were met. */
  readonly actions: readonly string[];
  /** The column of an action, made when it is new. */
  column(action: string): number;
  /** Establishments that have a step. */
  establishments(): Iterable<string>;
  /** Where the cells of an establishment begin; undefined when it has no step. */
  start(establishment: string): number | undefined;
  /** Empties the cells of an establishment and answers where they begin; makes them when new. */
  clear(establishment: string): number;
  remove(establishment: string): void;
  /** Statuses as codes; cell = start + column. Replaced when the matrix grows: read it anew. */
  status: Uint8Array;
  /** Days that a status holds since; see `KnownStep`. */
  since: Int32Array;
  /** Who has taken a step on, by the number that the desk gives people; 0: nobody by name. */
  assignee: Uint32Array;
}

export function createMatrix(): Matrix {
  const columns = new Map<string, number>();
  const rows = new Map<string, number>();
  const free: number[] = [];
  const actions: string[] = [];
  let stride = COLUMNS_AT_ONCE;
  let capacity = FIRST_ROWS;
  let used = 0;

  function resize(newStride: number, newCapacity: number): void {
    const status = new Uint8Array(newStride * newCapacity);
    const since = new Int32Array(newStride * newCapacity).fill(UNKNOWN_DAY);
    const assignee = new Uint32Array(newStride * newCapacity);
    for (let row = 0; row < used; row += 1) {
      const from = row * stride;
      status.set(matrix.status.subarray(from, from + stride), row * newStride);
      since.set(matrix.since.subarray(from, from + stride), row * newStride);
      assignee.set(matrix.assignee.subarray(from, from + stride), row * newStride);
    }
    matrix.status = status;
    matrix.since = since;
    matrix.assignee = assignee;
    stride = newStride;
    capacity = newCapacity;
  }

  function place(establishment: string): number {
    const known = rows.get(establishment);
    if (known !== undefined) return known;
    const row = free.pop() ?? used;
    if (row === used) {
      if (used === capacity) resize(stride, capacity * 2);
      used += 1;
    }
    rows.set(establishment, row);
    return row;
  }

  function empty(row: number): number {
    const from = row * stride;
    matrix.status.fill(NONE, from, from + stride);
    matrix.since.fill(UNKNOWN_DAY, from, from + stride);
    matrix.assignee.fill(0, from, from + stride);
    return from;
  }

  const matrix: Matrix = {
    actions,
    status: new Uint8Array(stride * capacity),
    since: new Int32Array(stride * capacity).fill(UNKNOWN_DAY),
    assignee: new Uint32Array(stride * capacity),
    column(action) {
      const known = columns.get(action);
      if (known !== undefined) return known;
      const column = actions.length;
      if (column === stride) resize(stride + COLUMNS_AT_ONCE, capacity);
      columns.set(action, column);
      actions.push(action);
      return column;
    },
    establishments: () => rows.keys(),
    start(establishment) {
      const row = rows.get(establishment);
      return row === undefined ? undefined : row * stride;
    },
    clear: (establishment) => empty(place(establishment)),
    remove(establishment) {
      const row = rows.get(establishment);
      if (row === undefined) return;
      empty(row);
      rows.delete(establishment);
      free.push(row);
    },
  };
  return matrix;
}
