import type { CoreFailure } from '../../../../shared/bridge/failure.ts';

/** Data rows that one file may hold; a longer one is refused while it is read. */
export const MAX_TABLE_ROWS = 50_000;
/** Jira repeats a column for each comment and file that any request has. */
export const MAX_TABLE_COLUMNS = 1_000;
/** Bytes of a file that is opened. */
export const MAX_TABLE_BYTES = 20 * 1_048_576;
/** Characters of one cell that are read, and one more, so that it is seen that there are more. */
export const MAX_CELL_LENGTH = 100_000;

/** What is wrong with a cell before anybody asks what it means. */
export type CellFlaw =
  /** It is covered by a merged cell: which rows the value is for cannot be known. */
  | { readonly type: 'merged'; readonly place: string }
  /** A formula whose result the file does not hold. */
  | { readonly type: 'formula'; readonly place: string }
  /** A formula that failed, such as `#N/A`. */
  | { readonly type: 'cellError'; readonly place: string; readonly value: string };

/** A row that holds something. */
export interface TableRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly number: number;
  /** Texts, '' where nothing stands; days as `YYYY-MM-DD`. */
  readonly cells: readonly string[];
  /** By column, from 0; absent: none. */
  readonly flaws?: ReadonlyMap<number, CellFlaw>;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** How a text file was read, to be said: a wrong guess shows in its letters. */
export interface TextReading {
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252' | 'macintosh';
  readonly separator: ';' | ',' | '\t';
}

export interface TableFile {
  readonly sheets: readonly Sheet[];
  /** Null for a workbook. */
  readonly text: TextReading | null;
  /** Formulas whose stored results were taken; nothing is ever computed. */
  readonly formulas: number;
}

/** Why a file cannot be read as a table. Nothing of it was taken. */
export class Unreadable extends Error {
  readonly failure: CoreFailure;
  constructor(failure: CoreFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

/** The letters of a column, from 0: `A`, `B`, … `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
