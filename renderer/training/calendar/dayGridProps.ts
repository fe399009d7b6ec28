import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { Move } from './useMove.ts';
import type { SessionWords } from '../useSessionWords.ts';
import type { Band } from './weekBands.ts';

/** What a grid of days is given; its days are given the same. */
export interface DayGridProps {
  readonly label: string;
  readonly weeks: readonly (readonly LocalDate[])[];
  /** The month that is meant, `2024-01`; null: all days alike. */
  readonly month: string | null;
  readonly today: LocalDate;
  /** The day that the keyboard is on. */
  readonly at: LocalDate;
  readonly sessions: ReadonlyMap<LocalDate, readonly SessionDay[]>;
  readonly conflicts: Readonly<Record<string, readonly BrokenRule[]>>;
  readonly bands: readonly Band[];
  readonly words: SessionWords;
  readonly selected: string | undefined;
  readonly mayPlan: boolean;
  readonly move: Move;
  readonly onAt: (day: LocalDate) => void;
  readonly onOpen: (session: string) => void;
  readonly onNew: (day: LocalDate) => void;
  readonly onDrop: (day: LocalDate) => void;
}
