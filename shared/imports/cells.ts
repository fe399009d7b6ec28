import { isLocalDate, type LocalDate } from '../kernel/dates.ts';
import { plainText } from '../kernel/plainText.ts';

/** Days that a bare number may be: from 1954 to 2119; what is outside is no day but a figure. */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 80_000;
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const MOST_NORTH = 90;
const MOST_EAST = 180;

/**
 * The day that a cell says: `2024-01-22`, `22/01/2024` (also with dots or hyphens, and with a time
 * behind it), or the number by which Excel counts days. Null when it is none: a day that never was
 * (31/02/2024), a year of two figures.
 */
export function dayOfCell(text: string): LocalDate | null {
  const bare = text.trim().replace(/[T ]+\d{1,2}[:h]\d{2}.*$/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  if (iso !== null) return day(iso[1]!, iso[2]!, iso[3]!);
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(bare);
  if (french !== null) return day(french[3]!, french[2]!, french[1]!);
  const serial = /^\d{5}$/.test(bare) ? Number(bare) : 0;
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
  return new Date(EPOCH + serial * DAY_MS).toISOString().slice(0, 10);
}

function day(year: string, month: string, dayOfMonth: string): LocalDate | null {
  const text = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

/** A figure as French or English spreadsheets write it, blanks between thousands; null: none. */
export function numberOfCell(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f']/g, '').replace(/%$/, '');
  if (!/^-?\d+([.,]\d+)?$/.test(bare)) return null;
  const value = Number(bare.replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}

/** A count: a whole figure from 0; null: none. */
export function countOfCell(text: string): number | null {
  const value = numberOfCell(text);
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** A latitude or a longitude in degrees, at most `most` from zero; null: none, such as metres of a map. */
export function degreesOfCell(text: string, most: 90 | 180): number | null {
  const value = numberOfCell(text);
  return value !== null && Math.abs(value) <= most ? value : null;
}

/** Both in one cell, latitude first: `49.89, 2.30`, `49,89 ; 2,30`, `49.89,2.30`; null: none. */
export function coordinatesOfCell(text: string): { latitude: number; longitude: number } | null {
  const bare = text.trim();
  const apart = bare.split(/\s*[;|]\s*|,\s+|\s+/);
  const [first, second, ...more] = apart.length === 1 ? bare.split(',') : apart;
  if (first === undefined || second === undefined || more.length > 0) return null;
  const latitude = degreesOfCell(first, MOST_NORTH);
  const longitude = degreesOfCell(second, MOST_EAST);
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

const yes = new Set(['oui', 'o', 'yes', 'y', 'vrai', 'true', 'x', 'fait', 'ok', '1', 'نعم']);
const no = new Set(['non', 'n', 'no', 'faux', 'false', '0', 'a faire', 'ko', 'لا']);

/** Yes or no as people write it; null: neither. */
export function yesOfCell(text: string): boolean | null {
  if (text.trim() === '✓') return true;
  const plain = plainText(text);
  return yes.has(plain) ? true : no.has(plain) ? false : null;
}

/** The parts of a cell that names several things, without blanks and repeats. */
export function listOfCell(text: string): string[] {
  const parts = text.split(/[,;\n،؛|]+/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** An address that a message can be sent to; small letters. Null: none. */
export function emailOfCell(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
  return bare.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(bare)
    ? bare
    : null;
}
