/** Byte order mark: Excel takes a text for UTF-8 by it. */
export const BOM = '\ufeff';
/** What a spreadsheet computes; after apostrophes too, as one of them is taken off when it is read. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;

/**
 * A table as French Excel opens it: semicolons, UTF-8 with its mark, Windows line ends. A text that
 * would be a formula there gets an apostrophe in front, which makes it a text again.
 */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return BOM + rows.map((row) => row.map(csvCell).join(';')).join('\r\n') + '\r\n';
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
