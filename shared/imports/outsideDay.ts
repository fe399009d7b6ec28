import { isLocalDate, type LocalDate } from '../kernel/dates.ts';
import { plainText } from '../kernel/plainText.ts';
import { dayOfCell } from './cells.ts';

/* Days as iTop, GLPI and Jira write them, in French, English and Arabic, whoever set them up. */

const months = [
  ['jan', 'janv', 'january', 'janvier', 'يناير'],
  ['feb', 'fev', 'fevr', 'february', 'fevrier', 'فبراير'],
  ['mar', 'mars', 'march', 'مارس'],
  ['apr', 'avr', 'april', 'avril', 'ابريل'],
  ['may', 'mai', 'ماي', 'مايو'],
  ['jun', 'juin', 'june', 'يونيو'],
  ['jul', 'juil', 'july', 'juillet', 'يوليوز', 'يوليو'],
  ['aug', 'aout', 'august', 'غشت', 'اغسطس'],
  ['sep', 'sept', 'september', 'septembre', 'شتنبر', 'سبتمبر'],
  ['oct', 'october', 'octobre', 'اكتوبر'],
  ['nov', 'november', 'novembre', 'نونبر', 'نوفمبر'],
  ['dec', 'december', 'decembre', 'دجنبر', 'ديسمبر'],
];
const FIGURES = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})(?!\d)(?:,?\s.*)?$/;
/** `22/Jan/24 9:15 AM`, `22 janvier 2024`, `1er février 2024`. */
const DAY_FIRST =
  /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?[/ .-]\s*(\p{L}{3,9})\.?,?[/ .-]\s*(\d{2}|\d{4})(?:,?\s.*)?$/u;
/** `Jan 22, 2024 9:15 AM`. */
const MONTH_FIRST =
  /^(?:\p{L}+\.?,\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s.*)?$/u;

/**
 * Reads the days of a table. One with figures alone is read day first, or month first where the table
 * as a whole says so: some day can only be read that way (`01/22/2024`), and none only the other way.
 */
export function dayReader(texts: Iterable<string>): (text: string) => LocalDate | null {
  let american = false;
  let european = false;
  for (const text of texts) {
    const [, first, second] = FIGURES.exec(latin(text)) ?? [];
    if (first === undefined || second === undefined) continue;
    if (Number(first) > 12) european = true;
    else if (Number(second) > 12) american = true;
  }
  const monthFirst = american && !european;
  return (text) => readDay(text, monthFirst);
}

function readDay(given: string, monthFirst: boolean): LocalDate | null {
  const text = latin(given);
  const figures = FIGURES.exec(text);
  if (figures !== null) {
    const [, first = '', second = '', year = ''] = figures;
    return monthFirst ? day(year, first, second) : day(year, second, first);
  }
  const named = DAY_FIRST.exec(text);
  if (named !== null) return day(named[3]!, monthOf(named[2]!), named[1]!);
  const american = MONTH_FIRST.exec(text);
  if (american !== null) return day(american[3]!, monthOf(american[1]!), american[2]!);
  return dayOfCell(text.replace(/\s+à\s+/, ' '));
}

/** Without blanks around it, and with the figures that everybody reads. */
function latin(text: string): string {
  return text
    .trim()
    .replaceAll(/[\u200e\u200f\u061c]/g, '')
    .replaceAll(/[٠-٩]/g, (figure) => String(figure.charCodeAt(0) - 0x0660));
}

function monthOf(name: string): string {
  const plain = plainText(name);
  return String(months.findIndex((all) => all.includes(plain)) + 1);
}

function day(year: string, month: string, dayOfMonth: string): LocalDate | null {
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}
