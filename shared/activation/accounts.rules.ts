import type { DistributionMethod } from './accountDistribution.entity.ts';

/** Where the distribution of accounts to a population stands. */
export const distributionStandings = [
  'undecided',
  'decided',
  'underWay',
  'complete',
  'tooMany',
] as const;
export type DistributionStanding = (typeof distributionStandings)[number];

interface Distribution {
  readonly method: DistributionMethod | null;
  readonly total: number | null;
  readonly handedOut: number | null;
}

/**
 * Where a distribution stands: `undecided` while nobody has chosen a method and no account is out,
 * `tooMany` when more were handed out than there are, which somebody has to put right.
 */
export function standingOf({ method, total, handedOut }: Distribution): DistributionStanding {
  const out = handedOut ?? 0;
  if (total !== null && out > total) return 'tooMany';
  if (total !== null && total > 0 && out === total) return 'complete';
  if (out > 0) return 'underWay';
  return method === null ? 'undecided' : 'decided';
}

/** Share of accounts handed out, in percent without decimals; null while the total is not known. */
export function shareHandedOut({ total, handedOut }: Distribution): number | null {
  if (total === null || total === 0) return null;
  return Math.min(100, Math.floor((100 * (handedOut ?? 0)) / total));
}

/** Accounts that are still to be handed out; null while the total is not known. */
export function stillToHandOut({ total, handedOut }: Distribution): number | null {
  return total === null ? null : Math.max(0, total - (handedOut ?? 0));
}
