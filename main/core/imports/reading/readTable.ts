import { extname } from 'node:path';
import type { CoreFailure } from '../../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../../shared/kernel/result.ts';
import { readCsv } from './csvTable.ts';
import { decodeText } from './decodeText.ts';
import { readSheet } from './sheet.ts';
import { MAX_TABLE_BYTES, Unreadable, type TableFile } from './table.ts';
import { readWorkbook } from './workbook.ts';
import { openZip } from './zip.ts';

/** Sheets of a workbook that are read. */
const MAX_SHEETS = 50;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What Excel wrote before 2007, and what it writes around a workbook with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const textEndings = ['.csv', '.txt', '.tsv', ''];
const bookEndings = ['.xlsx', '.xlsm', ''];

/**
 * Reads a table from a file's bytes: a workbook (.xlsx) or a text with separators. What it is, is
 * seen from the bytes; a name that says something else is refused, as nobody knows which is meant.
 * @param file its name, for failures
 */
export async function readTable(
  bytes: Buffer,
  file: string,
): Promise<Result<TableFile, CoreFailure>> {
  try {
    return ok(await read(bytes, file));
  } catch (error) {
    if (error instanceof Unreadable) return err(error.failure);
    throw error;
  }
}

async function read(bytes: Buffer, file: string): Promise<TableFile> {
  if (bytes.length === 0) throw new Unreadable({ type: 'FileEmpty', file });
  if (bytes.length > MAX_TABLE_BYTES) {
    throw new Unreadable({ type: 'FileTooLarge', file, limit: MAX_TABLE_BYTES });
  }
  const ending = extname(file).toLowerCase();
  const startsWith = (start: readonly number[]): boolean =>
    start.every((byte, at) => bytes[at] === byte);
  if (startsWith(OLE)) throw new Unreadable({ type: 'TableOld', file });
  if (startsWith(ZIP)) {
    if (textEndings.includes(ending) && ending !== '') {
      throw new Unreadable({ type: 'TableMislabelled', file });
    }
    return readBook(bytes, file);
  }
  if (bookEndings.includes(ending) && ending !== '') {
    throw new Unreadable({ type: 'TableMislabelled', file });
  }
  const decoded = decodeText(bytes);
  if (decoded === null || /^\s*[<{]/.test(decoded.text)) {
    throw new Unreadable({ type: 'TableNotOne', file });
  }
  return textTable(decoded.text, file, decoded.encoding);
}

/** A table from a text: of a file, or of cells that were copied in a spreadsheet. */
export function textTable(
  text: string,
  file: string,
  encoding: 'utf-8' | 'utf-16' | 'windows-1252' | 'macintosh',
): TableFile {
  const { rows, separator } = readCsv(text, file);
  if (rows.length === 0) throw new Unreadable({ type: 'FileEmpty', file });
  return { sheets: [{ name: '', rows }], text: { encoding, separator }, formulas: 0 };
}

async function readBook(bytes: Buffer, file: string): Promise<TableFile> {
  const zip = await openZip(bytes, file);
  const book = await readWorkbook(zip, file);
  const sheets = [];
  let formulas = 0;
  for (const { name, part } of book.sheets.slice(0, MAX_SHEETS)) {
    const sheet = await readSheet(zip, part, book, file);
    formulas += sheet.formulas;
    if (sheet.rows.length > 0) sheets.push({ name, rows: sheet.rows });
  }
  if (sheets.length === 0) throw new Unreadable({ type: 'FileEmpty', file });
  return { sheets, text: null, formulas };
}
