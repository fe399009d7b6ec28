import { addDays, type LocalDate } from '../../../../shared/kernel/dates.ts';

/** Days between the origins of the two ways in which Excel counts. */
const SHIFT_1904 = 1_462;
/** The day that Excel counts as the 60th, 29 February 1900, never was. */
const NEVER_WAS = 60;
/** 31 December 9999, the last day that Excel knows. */
const LAST_SERIAL = 2_958_465;
const builtIn = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)]);

/**
 * The calendar day of a number that Excel shows as a day; null when there is none.
 * @param serial days since the workbook's origin; a fraction is a time of the day
 */
export function serialDay(serial: number, from1904: boolean): LocalDate | null {
  const day = Math.floor(from1904 ? serial + SHIFT_1904 : serial);
  if (!Number.isFinite(day) || day < 1 || day === NEVER_WAS || day > LAST_SERIAL) return null;
  return addDays('1899-12-30', day < NEVER_WAS ? day + 1 : day);
}

/**
 * Whether a number format shows days.
 * @param id number of a format that every workbook has
 * @param code the format's own code, such as `dd/mm/yyyy`
 */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.has(id);
  // Texts, colours and conditions are none of the format's letters.
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase();
  return /[dy]/.test(bare) || (/m/.test(bare) && !/[hs0#]/.test(bare));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
