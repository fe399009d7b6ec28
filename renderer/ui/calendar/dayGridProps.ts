import type { PointerEvent, ReactNode } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Band } from './weekBands.ts';

/** What stands in a day. */
export interface DayItem {
  readonly key: string;
}

/** Something on its way to another day. */
export interface Carried {
  readonly key: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** What a day would mean for it, in words. */
  readonly said: (day: LocalDate) => string;
  /** The same as a mark in the day. */
  readonly renderMark: (day: LocalDate) => ReactNode;
  readonly over: (day: LocalDate) => void;
  readonly drop: (day: LocalDate) => void;
  readonly leave: () => void;
}

/** What a grid of days is given; its days are given the same. */
export interface DayGridProps<I extends DayItem> {
  readonly label: string;
  readonly weeks: readonly (readonly LocalDate[])[];
  /** The month that is meant, `2024-01`; null: all days alike. */
  readonly month: string | null;
  readonly today: LocalDate;
  /** The day that the keyboard is on. */
  readonly at: LocalDate;
  readonly items: ReadonlyMap<LocalDate, readonly I[]>;
  readonly bands: readonly Band[];
  /** Draws what stands in a day: an element that the keyboard finds by `data-session`, its key. */
  readonly renderChip: (
    item: I,
    how: { readonly detailed: boolean; readonly tabIndex: 0 | -1 },
  ) => ReactNode;
  /** How many stand in a day, and how many more do than are drawn, in words. */
  readonly counted: (count: number) => string;
  readonly more: (count: number) => string;
  readonly onAt: (day: LocalDate) => void;
  /** Makes something on a day. */
  readonly onNew?: ((day: LocalDate) => void) | undefined;
  readonly carried?: Carried | null;
  /** Takes something along by the keyboard. @returns whether it may go elsewhere */
  readonly onTake?: ((key: string) => boolean) | undefined;
  readonly onPointerDown?: (event: PointerEvent<HTMLElement>) => void;
}
