/** A calendar day without time or zone, `YYYY-MM-DD`. Days are counted, never hours. */
export type LocalDate = string;

export const LOCAL_DATE_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const DAY_MS = 86_400_000;

function toUtc(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** True when `text` is a day that exists (2024-02-30 does not). */
export function isLocalDate(text: string): boolean {
  if (!LOCAL_DATE_PATTERN.test(text)) return false;
  const ms = toUtc(text);
  return !Number.isNaN(ms) && fromUtc(ms) === text;
}

function fromUtc(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The day `days` calendar days after `date` (before it when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromUtc(toUtc(date) + days * DAY_MS);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((toUtc(to) - toUtc(from)) / DAY_MS);
}

/**
 * The same day of the month `months` later (earlier when negative); the month's last day where it
 * has no such day: a month before 31 March is the last of February.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(fromUtc(first.getTime()), Math.min(day, last) - 1);
}

/** Day of the week: 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(toUtc(date)).getUTCDay() || 7;
}

/** Making a format costs more than a durable write does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of an instant in a time zone.
 * @param ms milliseconds since 1970
 * @param timeZone IANA name, e.g. `Europe/Paris`
 */
export function localDateAt(ms: number, timeZone: string): LocalDate {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone });
    formats.set(timeZone, format);
  }
  return format.format(new Date(ms));
}
