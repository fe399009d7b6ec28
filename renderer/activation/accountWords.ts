import type { DistributionStanding } from '../../shared/activation/accounts.rules.ts';
import type { Tone } from '../ui/Tag.tsx';

/** Grounds of where a distribution stands, beside its word. */
export const standingTones: Readonly<Record<DistributionStanding, Tone>> = {
  undecided: 'plain',
  decided: 'info',
  underWay: 'wait',
  complete: 'done',
  tooMany: 'late',
};
