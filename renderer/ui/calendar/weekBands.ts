import type { LocalDate } from '../../../shared/kernel/dates.ts';

export type BandKind = 'off' | 'period' | 'forbidden' | 'base';

/** Days in a row that mean something for all that stands on them. */
export interface Band {
  readonly id: string;
  readonly kind: BandKind;
  readonly label: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** The part of a band that is in a week, by columns from 1; `line`: below how many others. */
export interface WeekBand extends Band {
  readonly first: number;
  readonly last: number;
  readonly line: number;
}

/** The bands of a week, each on the first line where there is room for it. */
export function bandsIn(week: readonly LocalDate[], bands: readonly Band[]): WeekBand[] {
  const [monday, sunday] = [week[0]!, week.at(-1)!];
  const taken: number[][] = [];
  const found: WeekBand[] = [];
  for (const band of bands) {
    if (band.until < monday || sunday < band.from) continue;
    const first = band.from < monday ? 1 : week.indexOf(band.from) + 1;
    const last = band.until > sunday ? week.length : week.indexOf(band.until) + 1;
    let line = 0;
    while (taken[line]?.some((column) => first <= column && column <= last)) line += 1;
    const columns = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    taken[line] = [...(taken[line] ?? []), ...columns];
    found.push({ ...band, first, last, line });
  }
  return found;
}

interface DaysOff {
  readonly breaks: readonly {
    readonly id: string;
    readonly from: LocalDate;
    readonly until: LocalDate;
  }[];
  readonly publicHolidays: readonly { readonly id: string; readonly day: LocalDate }[];
}

/** Bands of the days on which nobody works. @param holiday what a break or a holiday is called */
export function daysOffBands(
  { breaks, publicHolidays }: DaysOff,
  holiday: (id: string) => string,
): Band[] {
  return [
    ...breaks.map((one): Band => ({ ...one, kind: 'off', label: holiday(one.id) })),
    ...publicHolidays.map(({ id, day }): Band => ({
      id: `${id}-${day}`,
      kind: 'off',
      label: holiday(id),
      from: day,
      until: day,
    })),
  ];
}
