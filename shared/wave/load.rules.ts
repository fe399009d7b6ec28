import type { LocalDate } from '../kernel/dates.ts';

/** What a wave asks for, and what there is; null where nobody has said how much there is. */
export interface LoadFacts {
  /** Schools that go along. */
  readonly establishments: number;
  /** People of these schools, each of whom is trained once. */
  readonly staff: number;
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
}

/** What a wave asks for against its means: staff in trainings, schools in tutoring, budget. */
export function loadOf(facts: LoadFacts): LoadLine[] {
  const { establishments, staff, costs, trainingPlaces, tutoringPlaces, budget } = facts;
  return [
    line('training', staff, trainingPlaces),
    line('tutoring', establishments, tutoringPlaces),
    line('budget', costs, budget),
  ];
}

function line(kind: LoadKind, need: number, means: number | null): LoadLine {
  return { kind, need, means, over: means === null ? 0 : Math.max(0, need - means) };
}

/** Whether anything of a wave is over its means. */
export function isOverloaded(lines: readonly LoadLine[]): boolean {
  return lines.some(({ over }) => over > 0);
}

/** Whether a day lies after the end of the contract or campaign, which nothing may outlast. */
export function isAfterEnd(day: LocalDate | null, endsOn: LocalDate | null): boolean {
  return day !== null && endsOn !== null && day > endsOn;
}
