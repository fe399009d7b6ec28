import Papa from 'papaparse';
import {
  MAX_CELL_LENGTH,
  MAX_TABLE_COLUMNS,
  MAX_TABLE_ROWS,
  Unreadable,
  type TableRow,
  type TextReading,
} from './table.ts';

const separators = [';', ',', '\t'] as const;
/** Lines that the separator is guessed from. */
const GUESS_LINES = 20;
/** The first line that Excel writes to say what the separator is. */
const SEPARATOR_LINE = /^sep=([;,\t])\r?\n/i;
/** A text that would be a formula in a spreadsheet, with the apostrophe that makes it a text. */
const GUARDED = /^'(?='*[=+\-@\t\r])/;

/**
 * The rows of a text with separators. Rows are numbered as a spreadsheet shows them: a cell with
 * several lines is in one row.
 * @param file its name, for failures
 * @throws Unreadable TableDamaged, TableTooLong, TableTooWide
 */
export function readCsv(
  text: string,
  file: string,
): { readonly rows: TableRow[]; readonly separator: TextReading['separator'] } {
  const said = SEPARATOR_LINE.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const separator = (said?.[1] as TextReading['separator'] | undefined) ?? guessSeparator(body);
  const parsed = Papa.parse<string[]>(body, {
    delimiter: separator,
    // One more than may be, to see that there is one.
    preview: MAX_TABLE_ROWS + GUESS_LINES + 1,
    skipEmptyLines: false,
  });
  const broken = parsed.errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) throw new Unreadable({ type: 'TableDamaged', file });
  const shift = said === null ? 1 : 2;
  const rows: TableRow[] = [];
  for (const [at, record] of parsed.data.entries()) {
    const cells = record.map(cellText);
    if (cells.every((cell) => cell === '')) continue;
    if (cells.length > MAX_TABLE_COLUMNS) {
      throw new Unreadable({ type: 'TableTooWide', file, limit: MAX_TABLE_COLUMNS });
    }
    rows.push({ number: at + shift, cells });
  }
  if (rows.length > MAX_TABLE_ROWS + 1) {
    throw new Unreadable({ type: 'TableTooLong', file, limit: MAX_TABLE_ROWS });
  }
  return { rows, separator };
}

function cellText(cell: string): string {
  return cell
    .slice(0, MAX_CELL_LENGTH + 1)
    .trim()
    .replace(GUARDED, '');
}

/** The separator that stands most evenly in the first lines, outside of quotes. */
function guessSeparator(text: string): TextReading['separator'] {
  const lines = text
    .slice(0, 50_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, GUESS_LINES);
  let best: TextReading['separator'] = ';';
  let bestScore = 0;
  for (const separator of separators) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const most = mostFrequent(counts.filter((count) => count > 0));
    const score = most.value === 0 ? 0 : most.times * 1_000 + Math.min(most.value, 999);
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

function mostFrequent(counts: readonly number[]): { value: number; times: number } {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = { value: 0, times: 0 };
  for (const [value, seen] of times) if (seen > best.times) best = { value, times: seen };
  return best;
}
