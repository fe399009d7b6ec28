import type { ImportKind } from '../../../shared/imports/fields.ts';
import { headingScore } from '../../../shared/imports/mapping.ts';
import type { Sheet, TableRow } from './reading/table.ts';

/** Rows above the list that may hold a title, a date, a logo's text. */
const LOOKED_AT = 20;

/**
 * The row of the headings: the one of the first rows that names most of what is looked for; else
 * the first that has two cells or more.
 */
export function findHeaderRow(sheet: Sheet, kind: ImportKind): TableRow | null {
  const first = sheet.rows.slice(0, LOOKED_AT);
  let best: TableRow | null = null;
  let most = 1;
  for (const row of first) {
    const score = headingScore(kind, row.cells);
    if (score > most) {
      best = row;
      most = score;
    }
  }
  const filled = (row: TableRow): number => row.cells.filter((cell) => cell !== '').length;
  return best ?? first.find((row) => filled(row) > 1) ?? first[0] ?? null;
}
