import type { TrainingOverview } from '../../shared/training/training.contract.ts';

/** Readings of the trainings of a wave. */
export const trainingTabs = [
  'calendar',
  'groups',
  'attendance',
  'coverage',
  'plan',
  'setup',
] as const;
export type TrainingTab = (typeof trainingTabs)[number];

/** What every reading is given: the trainings, and where one can go. */
export interface TrainingTabProps {
  readonly overview: TrainingOverview;
  /** The one thing that is open in this reading, such as a session; undefined: none. */
  readonly open: string | undefined;
  readonly onWave: (wave: string) => void;
  /** Opens another reading, or one thing in it. */
  readonly onGo: (tab: TrainingTab, open?: string) => void;
  readonly hrefOf: (tab: TrainingTab, open?: string) => string;
  /** Address of the import of a wave's trainers. */
  readonly importHref: (wave: string) => string;
}
