import type { TFunction } from 'i18next';
import {
  membershipStatuses,
  type MembershipStatus,
} from '../../shared/wave/waveMembership.entity.ts';
import type { Terms } from '../bridge/useTerms.ts';
import type { Tone } from '../ui/Tag.tsx';

/** Readings of a wave, in order. */
export const waveTabs = ['summary', 'events', 'members', 'candidates', 'postponements'] as const;
export type WaveTab = (typeof waveTabs)[number];

/** The tab that an address names; the first where it names none. */
export function tabOf(text: string | undefined): WaveTab {
  return waveTabs.find((tab) => tab === text) ?? 'summary';
}

/** How a status of a membership is coloured; its word always stands there. */
export function toneOf(status: MembershipStatus | null): Tone {
  switch (status) {
    case 'switched':
    case 'stabilised':
      return 'done';
    case 'candidate':
    case 'postponed':
      return 'wait';
    case 'inSwitchover':
    case 'reinforcedSupport':
      return 'info';
    case 'withdrawn':
      return 'late';
    default:
      return 'plain';
  }
}

/**
 * The word of a status. Where a programme has its own word for the switchover, those that are named
 * after it say what happens without it.
 */
export function statusWord(t: TFunction, { one }: Terms, status: MembershipStatus): string {
  const isOwn = one('switchover') !== t('term.switchover.one');
  if (isOwn && status === 'inSwitchover') return t('waves:move.moving');
  if (isOwn && status === 'switched') return t('waves:move.moved');
  return t(`waves:status.${status}`, { switchover: one('switchover') });
}

/** Choices of a status for a list of options. */
export function statusOptions(
  t: TFunction,
  terms: Terms,
): { value: MembershipStatus; label: string }[] {
  return membershipStatuses.map((value) => ({ value, label: statusWord(t, terms, value) }));
}
