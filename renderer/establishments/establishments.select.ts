import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import type { Format } from '../ui/format.ts';
import { matches, plain } from '../ui/plain.ts';

/** Schools by how far their kit is: the committee's three groups. */
export const buckets = ['over', 'between', 'under'] as const;
export type Bucket = (typeof buckets)[number];

const UPPER_PERCENT = 30;
const LOWER_PERCENT = 10;

/** A school whose wave has no kit here has no progress: it is in no group. */
export function hasKit(school: EstablishmentSummary): boolean {
  return school.progress.applicable > 0;
}

/** The group of a school: over 30 %, from 10 to 30 %, under 10 %; null without a kit. */
export function bucketOf(school: EstablishmentSummary): Bucket | null {
  if (!hasKit(school)) return null;
  const { percent } = school.progress;
  if (percent > UPPER_PERCENT) return 'over';
  return percent >= LOWER_PERCENT ? 'between' : 'under';
}

/** How many schools are in each group. */
export function bucketCounts(schools: readonly EstablishmentSummary[]): Record<Bucket, number> {
  const counts = { over: 0, between: 0, under: 0 };
  for (const school of schools) {
    const bucket = bucketOf(school);
    if (bucket !== null) counts[bucket] += 1;
  }
  return counts;
}

export const columns = ['town', 'name', 'wave', 'percent', 'late', 'blocked'] as const;
export type Column = (typeof columns)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** Which way a column is first sorted: names from A, figures from the greatest. */
export function firstDirection(column: Column): boolean {
  return column === 'late' || column === 'blocked' || column === 'percent';
}

/** Schools with the text that the filter searches, made once: there may be thousands. */
export interface Searchable {
  readonly school: EstablishmentSummary;
  readonly text: string;
}

/** Prepares schools for the filter. */
export function searchable(schools: readonly EstablishmentSummary[]): Searchable[] {
  return schools.map((school) => ({
    school,
    text: plain([school.name, school.town, school.code, school.wave?.label].join('\n')),
  }));
}

/** The schools that are shown, in order; ties are broken by town, then name. */
export function shownSchools(
  all: readonly Searchable[],
  filter: string,
  bucket: Bucket | null,
  order: Order,
  format: Format,
): EstablishmentSummary[] {
  const query = filter.trim();
  const shown = all
    .filter(
      ({ school, text }) =>
        (bucket === null || bucketOf(school) === bucket) && (query === '' || matches(text, query)),
    )
    .map(({ school }) => school);
  const sign = order.descending ? -1 : 1;
  return shown.sort(
    (a, b) =>
      sign * compareBy(order.column, a, b, format) ||
      format.compare(a.town ?? '', b.town ?? '') ||
      format.compare(a.name, b.name),
  );
}

function compareBy(
  column: Column,
  a: EstablishmentSummary,
  b: EstablishmentSummary,
  format: Format,
): number {
  switch (column) {
    case 'town':
      return format.compare(a.town ?? '', b.town ?? '');
    case 'name':
      return format.compare(a.name, b.name);
    case 'wave':
      return format.compare(a.wave?.label ?? '', b.wave?.label ?? '');
    case 'percent':
      return a.progress.percent - b.progress.percent;
    case 'late':
    case 'blocked':
      return a[column] - b[column];
  }
}
