/** The four criteria that order schools, with the weight of each in percent. */
export const criteria = [
  { id: 'demand', weight: 30 },
  { id: 'digitalUse', weight: 20 },
  { id: 'technicalState', weight: 30 },
  { id: 'functionalState', weight: 20 },
] as const;
export type CriterionId = (typeof criteria)[number]['id'];

/** The highest mark of a criterion; the lowest is 0. */
export const HIGHEST_MARK = 4;

/** Marks by criterion; null: nobody has judged it yet. */
export type Marks = Readonly<Record<CriterionId, number | null>>;

export interface Readiness {
  /** 0 to 100; null when no criterion is marked. */
  readonly score: number | null;
  /** Criteria without a mark; each counts 0 points. */
  readonly missing: readonly CriterionId[];
}

/**
 * How ready a school is: the weighted share of the highest marks. A criterion that nobody has
 * judged counts nothing, so that a school is not ahead for what is not known of it.
 */
export function readinessOf(marks: Marks): Readiness {
  let points = 0;
  const missing: CriterionId[] = [];
  for (const { id, weight } of criteria) {
    const mark = marks[id];
    if (mark === null) missing.push(id);
    else points += (weight * mark) / HIGHEST_MARK;
  }
  return { score: missing.length === criteria.length ? null : Math.round(points), missing };
}

/** What candidates are ordered by. */
interface Candidate {
  readonly score: number | null;
  readonly appliedOn: string | null;
  readonly name: string;
}

/** Orders candidates: the readier first, then who applied first; those without marks come last. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  const byScore = (b.score ?? -1) - (a.score ?? -1);
  if (byScore !== 0) return byScore;
  const byDay = (a.appliedOn ?? '9999') < (b.appliedOn ?? '9999') ? -1 : 1;
  if (a.appliedOn !== b.appliedOn) return byDay;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
