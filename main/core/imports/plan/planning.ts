import type {
  ImportRow,
  Issue,
  IssueType,
  Outcome,
} from '../../../../shared/imports/imports.contract.ts';
import { secretsIn } from '../../../../shared/kernel/secrets.ts';
import type { Mapping } from '../../../../shared/imports/mapping.ts';
import type { Write } from '../../store/record.ts';
import { columnLetters, MAX_CELL_LENGTH, type CellFlaw, type TableRow } from '../reading/table.ts';

/** What becomes of a row. */
export interface RowPlan {
  readonly row: number;
  readonly outcome: Outcome;
  readonly name: string;
  /** Number of a request in its tool. */
  readonly number?: string;
  /** The request that it is about, where one is changed. */
  readonly target?: NonNullable<ImportRow['target']>;
  /** What is written, as ids of fields. */
  readonly fields: readonly string[];
  readonly issues: readonly Issue[];
  /** One list for each transaction. */
  readonly writes: readonly (readonly Write[])[];
}

/** A table with what its columns mean. */
export interface MappedTable {
  readonly headings: readonly string[];
  readonly mapping: Mapping;
  readonly rows: readonly TableRow[];
}

/** Whether a column is to the right of the last heading, and nobody has said what it means. */
function isBeyond({ headings, mapping }: MappedTable, column: number): boolean {
  return (
    (mapping[column] ?? null) === null && headings.findLastIndex((text) => text !== '') < column
  );
}

/** Reads the fields of one row and gathers what is wrong with it. */
export class RowReader {
  readonly row: number;
  readonly issues: Issue[] = [];
  readonly #cells: TableRow;
  readonly #table: MappedTable;

  constructor(table: MappedTable, cells: TableRow) {
    this.row = cells.number;
    this.#table = table;
    this.#cells = cells;
    for (const [column, flaw] of cells.flaws ?? []) {
      if ((table.mapping[column] ?? null) !== null) this.#flawed(column, flaw);
    }
    const stray = cells.cells.findIndex((text, column) => text !== '' && isBeyond(table, column));
    if (stray !== -1) {
      this.warn('moreCells', null, { place: `${columnLetters(stray)}${this.row}` });
    }
  }

  get failed(): boolean {
    return this.issues.some(({ level }) => level === 'error');
  }

  /** The text of a field; undefined when the cell is empty or the field has no column. */
  text(field: string, limit = 8_000): string | undefined {
    const column = this.#table.mapping.indexOf(field);
    if (column === -1) return undefined;
    const text = (this.#cells.cells[column] ?? '').trim();
    if (text === '') return undefined;
    if (text.length > limit) {
      this.error('tooLong', field, { limit });
      return undefined;
    }
    return text;
  }

  /** Texts of a field where its column's heading stands several times, as Jira's labels do. */
  texts(field: string, limit: number): string[] {
    const { mapping, headings } = this.#table;
    const heading = this.heading(field);
    if (heading === undefined) return [];
    return headings.flatMap((other, at) => {
      const isOf =
        mapping[at] === field || (other !== '' && other === heading && mapping[at] === null);
      const text = isOf ? (this.#cells.cells[at] ?? '').trim() : '';
      return text === '' ? [] : [text.slice(0, limit)];
    });
  }

  /** Heading of a field's column; undefined: the field has none. */
  heading(field: string): string | undefined {
    const column = this.#table.mapping.indexOf(field);
    return column === -1 ? undefined : (this.#table.headings[column] ?? '');
  }

  /** The text of a field that every row must have. */
  required(field: string, limit?: number): string | undefined {
    const column = this.#table.mapping.indexOf(field);
    const text = this.text(field, limit);
    if (text === undefined && this.#cells.flaws?.get(column) === undefined) {
      if ((this.#cells.cells[column] ?? '') === '') this.error('missing', field, {});
    }
    return text;
  }

  /** The value of a field as `read` understands it; what it does not understand is an error. */
  value<T>(field: string, type: IssueType, read: (text: string) => T | null): T | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === null) {
      this.error(type, field, { value: text.slice(0, 60) });
      return undefined;
    }
    return value;
  }

  error(type: IssueType, field: string | null, values: Issue['values']): void {
    this.#say('error', type, field, values);
  }

  warn(type: IssueType, field: string | null, values: Issue['values']): void {
    this.#say('warning', type, field, values);
  }

  /**
   * Warns of what looks like a secret in the texts of fields: others are to read them. A heading
   * such as `Mot de passe` announces one as a word in the text does.
   */
  warnOfSecrets(...fields: readonly string[]): void {
    for (const field of fields) {
      const column = this.#table.mapping.indexOf(field);
      const text = (this.#cells.cells[column] ?? '').trim();
      if (text === '') continue;
      const said = [...secretsIn(text), ...secretsIn(`${this.#heading(column)} : ${text}`)];
      for (const secret of new Set(said.map(({ kind }) => kind))) {
        this.warn('secret', field, { secret });
      }
    }
  }

  /** A text of a field with no more letters than may be; what does not fit is told. */
  cut(field: string, text: string, limit: number): string {
    const isWhole =
      (this.#cells.cells[this.#table.mapping.indexOf(field)] ?? '').length <= MAX_CELL_LENGTH;
    if (text.length <= limit && isWhole) return text;
    this.warn('cut', field, { limit });
    return text.slice(0, limit);
  }

  /** The plan of a row that is left out. */
  leftOut(name: string): RowPlan {
    return { row: this.row, outcome: 'error', name, fields: [], issues: this.issues, writes: [] };
  }

  #say(
    level: Issue['level'],
    type: IssueType,
    field: string | null,
    values: Issue['values'],
  ): void {
    const at = field === null ? -1 : this.#table.mapping.indexOf(field);
    const column = at === -1 ? null : this.#heading(at);
    this.issues.push({ row: this.row, column, type, values, level });
  }

  #flawed(column: number, flaw: CellFlaw): void {
    const values: Issue['values'] =
      flaw.type === 'cellError' ? { place: flaw.place, value: flaw.value } : { place: flaw.place };
    const heading = this.#heading(column);
    this.issues.push({ row: this.row, column: heading, type: flaw.type, values, level: 'error' });
  }

  #heading(column: number): string {
    return this.#table.headings[column] || columnLetters(column);
  }
}
