import type { TutoringOverview } from '../../shared/tutoring/tutoring.contract.ts';

/** Readings of the tutoring of a wave. */
export const tutoringTabs = ['sessions', 'log', 'blockers', 'visits', 'follow', 'groups'] as const;
export type TutoringTab = (typeof tutoringTabs)[number];

/** What every reading is given: the tutoring, and where one can go. */
export interface TutoringTabProps {
  readonly overview: TutoringOverview;
  /** The one thing that is open in this reading, such as a session; undefined: none. */
  readonly open: string | undefined;
  readonly onWave: (wave: string) => void;
  /** Opens another reading, or one thing in it. */
  readonly onGo: (tab: TutoringTab, open?: string) => void;
  /** Where a request for help is shown. */
  readonly hrefOfTicket: (ticket: string) => string;
  readonly hrefOf: (tab: TutoringTab, open?: string) => string;
}
