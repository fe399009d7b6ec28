import type { BucketBounds } from '../programme/programme.entity.ts';
import type { StepStatus } from './stepStatus.ts';

/** Groups of schools by how far their kit is, as a committee reads them. */
export const buckets = ['over', 'between', 'under'] as const;
export type Bucket = (typeof buckets)[number];

/** What holds where a programme has not set its own. */
export const DEFAULT_BOUNDS: BucketBounds = { lower: 10, upper: 30 };

/**
 * The group of a share in percent (as `percentOf` rounds it: what is shown is what counts). Both
 * bounds belong to the middle group.
 */
export function bucketOf(percent: number, bounds: BucketBounds): Bucket {
  if (percent > bounds.upper) return 'over';
  return percent < bounds.lower ? 'under' : 'between';
}

/** What is known of a step: its state now, and the day since when. Days are `T`s that compare. */
export interface KnownStep<T> {
  readonly status: StepStatus;
  /**
   * Done: the day it was done. Blocked: the day that somebody wrote so. Null: not known, which
   * counts as always.
   */
  readonly since: T | null;
}

/**
 * The state of a step on a past day, from a state that it has, or had until a later day (see
 * `shared/past/remember.rules.ts`):
 * - done counts as done from its day on; before, it was to be done;
 * - blocked counts as blocked from the day that it was written; before, it was to be done;
 * - not applicable is a property of the school rather than an event: unless somebody is known to
 *   have written it on a later day, it holds on every day;
 * - to be done stays so.
 */
export function statusOn<T extends string | number>(step: KnownStep<T>, day: T): StepStatus {
  const begins = step.status === 'done' || step.status === 'blocked';
  return begins && step.since !== null && step.since > day ? 'todo' : step.status;
}

/** What an action of a kit is on a day: retired ones count only where they are done. */
export type Standing = 'notYet' | 'there' | 'retired';

/** When an action came into the running kits, and went. Days are `T`s that compare. */
export interface KnownAction<T> {
  readonly retired: boolean;
  /** Null: from the start. */
  readonly addedOn: T | null;
  /** The last time; null: not known, which counts as always. Means nothing where it is not retired. */
  readonly retiredOn: T | null;
}

/**
 * What an action is on a day, that of its coming or going included, from what it is, or was until a
 * later day.
 */
export function standingOn<T extends string | number>(action: KnownAction<T>, day: T): Standing {
  const { retired, addedOn, retiredOn } = action;
  if (addedOn !== null && addedOn > day) return 'notYet';
  return retired && !(retiredOn !== null && retiredOn > day) ? 'retired' : 'there';
}

/** Calendar days without a step done after which a school counts as idle. */
export const IDLE_DAYS = 30;
