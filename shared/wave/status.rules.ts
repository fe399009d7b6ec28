import { membershipStatuses, type MembershipStatus } from './waveMembership.entity.ts';

/** Statuses of schools that have left the way: put off, or given up. */
const aside: readonly MembershipStatus[] = ['postponed', 'withdrawn'];

/** Where a status stands on the way from candidate to stabilised, from 0. */
export function statusRank(status: MembershipStatus): number {
  return membershipStatuses.indexOf(status);
}

/** Whether a school still goes with its wave: those that gave up do not. */
export function goesAlong(status: MembershipStatus | null): boolean {
  return status !== 'withdrawn';
}

/** Whether a school waits for a confirmation and has no place yet. */
export function isWaiting(status: MembershipStatus | null): boolean {
  return status === 'candidate';
}

/** How a change of status reads: on the way, back, aside, or out of turn by more than one step. */
export type StatusMove = 'same' | 'next' | 'skip' | 'back' | 'aside' | 'return';

/**
 * Judges a change of status. Every one is allowed, since life does not keep to lists; those that
 * are not the next step are said before they are made.
 */
export function statusMove(from: MembershipStatus | null, to: MembershipStatus): StatusMove {
  if (from === to) return 'same';
  if (aside.includes(to)) return 'aside';
  if (from === null) return 'next';
  if (aside.includes(from)) return 'return';
  const steps = statusRank(to) - statusRank(from);
  return steps === 1 ? 'next' : steps > 1 ? 'skip' : 'back';
}
