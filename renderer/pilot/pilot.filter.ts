import type { ActionLine, SchoolsInput } from '../../shared/kit/pilot.contract.ts';

/** What the page looks at; it stands in its address. */
export interface PilotView {
  readonly programme?: string | undefined;
  readonly asOf?: string | undefined;
}

/** The list of schools behind a figure. */
export type ListFilter = Pick<
  SchoolsInput,
  'programme' | 'wave' | 'asOf' | 'bucket' | 'late' | 'blocked' | 'gap' | 'signals' | 'action'
> & { readonly actionTitle?: string };

/** Where a filtered list of schools is, as a link has it. */
export type ListHref = (filter: ListFilter) => string;

/** Entities that the figures are made from. */
export const READ = [
  'establishment',
  'waveMembership',
  'wave',
  'programme',
  'kitAction',
  'kitStep',
  'observation',
];

/** Actions with anything in their way, the one that stops most schools first. */
export function mostBlocking(actions: readonly ActionLine[]): ActionLine[] {
  return actions
    .filter(({ blocked, late }) => blocked + late > 0)
    .toSorted(
      (a, b) =>
        b.blocked + b.late - (a.blocked + a.late) ||
        b.blocked - a.blocked ||
        Number(b.blocking) - Number(a.blocking),
    );
}
