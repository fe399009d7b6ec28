import { rowTarget } from '../ui/gridMoves.ts';

/** A cell by the indexes of its row and column. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** Which way the right arrow leads: 1, or -1 where lines run from right to left. */
  readonly forward: 1 | -1;
}

/** Where a key leads from a cell; null for keys that do not move. Home and End stay in the row. */
export function cellTarget(key: string, at: Cell, { rows, columns, forward }: Bounds): Cell | null {
  const column = (to: number): Cell => ({
    row: at.row,
    column: Math.max(0, Math.min(to, columns - 1)),
  });
  switch (key) {
    case 'ArrowRight':
      return column(at.column + forward);
    case 'ArrowLeft':
      return column(at.column - forward);
    case 'Home':
      return column(0);
    case 'End':
      return column(columns - 1);
    case 'j':
    case 'k':
      return null;
    default: {
      const row = rowTarget(key, at.row, rows);
      return row === null ? null : { row, column: at.column };
    }
  }
}

/** The cells of the rectangle between two corners, row by row. */
export function cellsIn(from: Cell, to: Cell): Cell[] {
  const cells: Cell[] = [];
  for (let row = Math.min(from.row, to.row); row <= Math.max(from.row, to.row); row += 1) {
    const last = Math.max(from.column, to.column);
    for (let column = Math.min(from.column, to.column); column <= last; column += 1) {
      cells.push({ row, column });
    }
  }
  return cells;
}
