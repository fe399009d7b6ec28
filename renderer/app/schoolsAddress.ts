import type { SchoolsFilter } from '../establishments/establishments.filter.ts';
import { gapKinds, type SchoolsInput } from '../../shared/kit/pilot.contract.ts';
import { isLocalDate } from '../../shared/kernel/dates.ts';
import { buckets } from '../../shared/kit/pilot.rules.ts';
import { paths } from './paths.ts';

const states = ['done', 'late', 'blocked', 'open'] as const;

/** The address of the list of schools with a filter. */
export function schoolsPath(filter: SchoolsFilter): string {
  const params = toParams(filter).toString();
  return params === '' ? paths.establishments : `${paths.establishments}?${params}`;
}

/** A filter as it stands in an address. */
export function toParams({ action, ...filter }: SchoolsFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) {
    if (value !== undefined) params.set(key, String(value));
  }
  if (action !== undefined) params.set('action', `${action.state}:${action.id}`);
  return params;
}

/** Reverse of {@link toParams}; what is not understood is left out. */
export function fromParams(params: URLSearchParams): SchoolsFilter {
  const filter: { -readonly [K in keyof SchoolsFilter]: SchoolsFilter[K] } = {};
  for (const key of ['programme', 'wave', 'actionTitle'] as const) {
    const value = params.get(key);
    if (value !== null) filter[key] = value;
  }
  const asOf = params.get('asOf');
  if (asOf !== null && isLocalDate(asOf)) filter.asOf = asOf;
  const bucket = buckets.find((one) => one === params.get('bucket'));
  if (bucket !== undefined) filter.bucket = bucket;
  const gap = gapKinds.find((one) => one === params.get('gap'));
  if (gap !== undefined) filter.gap = gap;
  if (params.get('late') === 'true') filter.late = true;
  if (params.get('blocked') === 'true') filter.blocked = true;
  const signals = Number(params.get('signals') ?? Number.NaN);
  if (Number.isInteger(signals)) filter.signals = signals;
  const [state, ...id] = (params.get('action') ?? '').split(':');
  const known = states.find((one) => one === state);
  if (known !== undefined) {
    const action: NonNullable<SchoolsInput['action']> = { id: id.join(':'), state: known };
    filter.action = action;
  }
  return filter;
}
