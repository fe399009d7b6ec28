import { serialDay } from './serialDay.ts';
import {
  columnLetters,
  MAX_CELL_LENGTH,
  MAX_TABLE_COLUMNS,
  MAX_TABLE_ROWS,
  Unreadable,
  type CellFlaw,
  type TableRow,
} from './table.ts';
import type { Workbook } from './workbook.ts';
import { readXml } from './xmlPart.ts';
import type { Zip } from './zip.ts';

/** Merged areas, and cells under them, that are looked at: a sheet with more is a form, no list. */
const MAX_MERGED = 20_000;
const MAX_COVERED = 1_000_000;

interface Merged {
  readonly from: { readonly column: number; readonly row: number };
  readonly to: { readonly column: number; readonly row: number };
  readonly place: string;
}

interface Cell {
  column: number;
  kind: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

/**
 * The rows of a sheet that hold something. Of formulas the stored result is taken, nothing is
 * computed; a formula without one, one that failed, and cells under a merged cell are flaws.
 * @throws Unreadable TableDamaged, TableTooLong, TableTooWide, TableBomb
 */
export async function readSheet(
  zip: Zip,
  part: string,
  book: Workbook,
  file: string,
): Promise<{ readonly rows: TableRow[]; readonly formulas: number }> {
  const reader = new SheetReader(book, file);
  const found = await readXml(zip, part, file, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  if (!found) throw new Unreadable({ type: 'TableDamaged', file });
  return { rows: reader.rows(), formulas: reader.formulas };
}

class SheetReader {
  formulas = 0;
  readonly #book: Workbook;
  readonly #file: string;
  readonly #rows: { number: number; cells: string[]; flaws: Map<number, CellFlaw> }[] = [];
  readonly #merged: Merged[] = [];
  #row = 0;
  #cells: string[] = [];
  #flaws = new Map<number, CellFlaw>();
  #cell: Cell | null = null;
  #column = -1;
  #inValue = false;
  #phonetic = 0;

  constructor(book: Workbook, file: string) {
    this.#book = book;
    this.#file = file;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const said = Number(attributes['r'] ?? '');
      this.#row = Number.isInteger(said) && said > 0 ? said : this.#row + 1;
      this.#cells = [];
      this.#flaws = new Map();
      this.#column = -1;
    } else if (name === 'c') {
      const place = attributes['r'] === undefined ? null : placeOf(attributes['r']);
      this.#column = place?.column ?? this.#column + 1;
      this.#cell = {
        column: this.#column,
        kind: attributes['t'] ?? 'n',
        style: Number(attributes['s'] ?? '0'),
        value: '',
        hasFormula: false,
      };
    } else if (name === 'f' && this.#cell !== null) this.#cell.hasFormula = true;
    else if (name === 'v' || name === 't') this.#inValue = this.#phonetic === 0;
    else if (name === 'rPh') this.#phonetic += 1;
    else if (name === 'mergeCell') this.#merge(attributes['ref'] ?? '');
  }

  text(text: string): void {
    if (!this.#inValue || this.#cell === null) return;
    if (this.#cell.value.length < MAX_CELL_LENGTH) this.#cell.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 'c' && this.#cell !== null) {
      this.#keep(this.#cell);
      this.#cell = null;
    } else if (name === 'row') this.#endRow();
  }

  rows(): TableRow[] {
    const byNumber = new Map(this.#rows.map((row) => [row.number, row]));
    let covered = 0;
    for (const { from, to, place } of this.#merged) {
      for (let at = from.row; at <= to.row; at += 1) {
        const row = byNumber.get(at);
        if (row === undefined) continue;
        for (let column = from.column; column <= to.column; column += 1) {
          if (at === from.row && column === from.column) continue;
          covered += 1;
          if (covered > MAX_COVERED) {
            throw new Unreadable({ type: 'TableDamaged', file: this.#file });
          }
          row.flaws.set(column, { type: 'merged', place });
        }
      }
    }
    return this.#rows.map(({ number, cells, flaws }) =>
      flaws.size === 0 ? { number, cells } : { number, cells, flaws },
    );
  }

  #keep(cell: Cell): void {
    const { value, flaw } = this.#meaning(cell);
    if (value === '' && flaw === null) return;
    if (cell.column >= MAX_TABLE_COLUMNS) {
      throw new Unreadable({ type: 'TableTooWide', file: this.#file, limit: MAX_TABLE_COLUMNS });
    }
    while (this.#cells.length < cell.column) this.#cells.push('');
    this.#cells[cell.column] = value;
    if (flaw !== null) this.#flaws.set(cell.column, flaw);
  }

  #meaning({ column, kind, style, value, hasFormula }: Cell): {
    value: string;
    flaw: CellFlaw | null;
  } {
    const place = `${columnLetters(column)}${this.#row}`;
    const text = value.trim();
    if (kind === 'e') return { value: '', flaw: { type: 'cellError', place, value: text } };
    if (hasFormula) {
      if (text === '') return { value: '', flaw: { type: 'formula', place } };
      this.formulas += 1;
    }
    switch (kind) {
      case 's':
        return { value: (this.#book.shared[Number(text)] ?? '').trim(), flaw: null };
      case 'b':
        return { value: text, flaw: null };
      case 'd':
        return { value: text.slice(0, 10), flaw: null };
      case 'n':
        return { value: this.#number(text, style), flaw: null };
      default:
        return { value: text, flaw: null };
    }
  }

  #number(text: string, style: number): string {
    if (text === '') return '';
    const number = Number(text);
    if (this.#book.days[style] === true) {
      return serialDay(number, this.#book.from1904) ?? text;
    }
    // 0.1+0.2 is stored with all its digits; a large whole number, such as a SIRET, with an exponent.
    if (!Number.isFinite(number)) return text;
    return Number.isSafeInteger(number) ? String(number) : String(Number(number.toPrecision(12)));
  }

  #endRow(): void {
    if (this.#cells.some((cell) => cell !== '') || this.#flaws.size > 0) {
      this.#rows.push({ number: this.#row, cells: this.#cells, flaws: this.#flaws });
      if (this.#rows.length > MAX_TABLE_ROWS + 20) {
        throw new Unreadable({ type: 'TableTooLong', file: this.#file, limit: MAX_TABLE_ROWS });
      }
    }
  }

  #merge(place: string): void {
    const [first = '', last = first] = place.split(':');
    const from = placeOf(first);
    const to = placeOf(last);
    if (from === null || to === null || this.#merged.length >= MAX_MERGED) return;
    // A whole merged column would name a million rows, of which only those that hold something count.
    const end = {
      column: Math.min(to.column, MAX_TABLE_COLUMNS),
      row: Math.min(to.row, this.#row),
    };
    this.#merged.push({ from, to: end, place });
  }
}

/** `BC12` → column 54, row 12; null when it is no place. */
function placeOf(text: string): { column: number; row: number } | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text);
  if (found === null) return null;
  let column = 0;
  for (const letter of found[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(found[2]) };
}
