import type { SchoolsInput } from '../../shared/kit/pilot.contract.ts';
import type { Bucket } from '../../shared/kit/pilot.rules.ts';

/** What the list of schools is narrowed to, besides the search. */
export type SchoolsFilter = Pick<
  SchoolsInput,
  'programme' | 'wave' | 'asOf' | 'bucket' | 'late' | 'blocked' | 'gap' | 'signals' | 'action'
> & {
  /** The words for the action that is filtered by. */
  readonly actionTitle?: string | undefined;
};

/** Stands for the schools of all programmes, and of none. */
export const EVERYWHERE = '*';

/** Entities that the lists are made from. */
export const READ = [
  'establishment',
  'waveMembership',
  'wave',
  'programme',
  'kitAction',
  'kitStep',
  'observation',
  'territory',
];

export const tones = { over: 'done', between: 'wait', under: 'late' } as const satisfies Record<
  Bucket,
  string
>;

/** What the core is asked for. */
export function toQuery(filter: SchoolsFilter, several: boolean): SchoolsInput {
  const { programme, actionTitle: _title, ...rest } = filter;
  const narrowed = Object.entries(rest).filter(([, value]) => value !== undefined);
  // With one programme, schools that have not joined a wave belong to the list as well.
  const everywhere = programme === EVERYWHERE || (programme === undefined && !several);
  return {
    ...Object.fromEntries(narrowed),
    ...(everywhere ? { everywhere } : programme === undefined ? {} : { programme }),
  };
}

/** Which way a column is first sorted: names from A, figures from the greatest. */
export function firstDirection(column: string): boolean {
  return column === 'late' || column === 'blocked' || column === 'percent';
}
