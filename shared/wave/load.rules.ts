import type { LocalDate } from '../kernel/dates.ts';

/** What a wave asks for, and what there is; null where nobody has said how much there is. */
export interface LoadFacts {
  /** Schools that go along. */
  readonly establishments: number;
  /** People of these schools, each of whom is trained once. */
  readonly staff: number;
  /** Of these, schools that switch over later than the wave, and their people. */
  readonly later: { readonly establishments: number; readonly staff: number };
  readonly trainingPlaces: number | null;
  readonly tutoringPlaces: number | null;
  readonly budget: number | null;
  /** Costs that are known, in the currency's units. */
  readonly costs: number;
}

export const loadKinds = ['training', 'tutoring', 'budget'] as const;
export type LoadKind = (typeof loadKinds)[number];

/** One need against its means. */
export interface LoadLine {
  readonly kind: LoadKind;
  readonly need: number;
  /** Null: not known. */
  readonly means: number | null;
  /** By how much the need is over the means; 0 when it fits or nobody knows. */
  readonly over: number;
  /** What schools of the wave need at a later day of their own: it is not in `need`. */
  readonly later: number;
}

/**
 * What a wave asks for at its own day against its means: staff in trainings, schools in tutoring,
 * budget. Schools with a later day of their own leave their places to others until then.
 */
export function loadOf(facts: LoadFacts): LoadLine[] {
  const { establishments, staff, later, costs, trainingPlaces, tutoringPlaces, budget } = facts;
  return [
    line('training', staff, trainingPlaces, later.staff),
    line('tutoring', establishments, tutoringPlaces, later.establishments),
    line('budget', costs, budget, 0),
  ];
}

function line(kind: LoadKind, all: number, means: number | null, later: number): LoadLine {
  const need = Math.max(0, all - later);
  return { kind, need, means, over: means === null ? 0 : Math.max(0, need - means), later };
}

/** Whether anything of a wave is over its means. */
export function isOverloaded(lines: readonly LoadLine[]): boolean {
  return lines.some(({ over }) => over > 0);
}

/** Whether a day lies after the end of the contract or campaign, which nothing may outlast. */
export function isAfterEnd(day: LocalDate | null, endsOn: LocalDate | null): boolean {
  return day !== null && endsOn !== null && day > endsOn;
}
