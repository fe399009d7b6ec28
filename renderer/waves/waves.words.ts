import type { TFunction } from 'i18next';
import {
  membershipStatuses,
  type MembershipStatus,
} from '../../shared/wave/waveMembership.entity.ts';
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

/** Choices of a status for a list of options. */
export function statusOptions(t: TFunction): { value: MembershipStatus; label: string }[] {
  return membershipStatuses.map((value) => ({ value, label: t(`waves:status.${value}`) }));
}
