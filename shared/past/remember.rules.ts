import type { Stamp } from '../kernel/clock.ts';
import type { LocalDate } from '../kernel/dates.ts';
import type { StepStatus } from '../kit/stepStatus.ts';
import type { evidences, kitAction } from '../programme/kitAction.entity.ts';
import type { Actor, BucketBounds, Phase } from '../programme/programme.entity.ts';
import type { JsonValue, RowOf } from '../schema/entity.ts';
import type { Label } from '../schema/values.ts';
import { DELETED_FIELD } from '../sync/change.ts';
import { sameValue, type RowState } from '../sync/merge.ts';

/** The values that past days depend on, by the entity that has them. */
const remembered: Readonly<Record<string, readonly string[]>> = {
  kitStep: ['status', 'doneOn'],
  kitAction: [
    'retired',
    'dueOffsetDays',
    'dueOffsetVariants',
    'variant',
    'level',
    'position',
    'phase',
    'actors',
    'title',
    'description',
    'dependsOn',
    'evidence',
    'blocking',
    'indicator',
  ],
  programme: ['kitName', 'phases', 'actors', 'bucketBounds'],
  wave: ['switchoverDate', 'variant'],
  waveMembership: ['joinedOn', 'leftOn', 'switchoverDate', 'variant'],
};

/** What a step held; `since` as `KnownStep` has it. */
export interface HeldStep {
  readonly status: StepStatus;
  readonly since: LocalDate | null;
  readonly stamp: Stamp | null;
}

/** When and for whom an action of a kit was to be done. */
interface HeldPlan {
  readonly retired: boolean | null;
  readonly dueOffsetDays: number | null;
  readonly dueOffsetVariants: Readonly<Record<string, number>> | null;
  readonly variant: string | null;
  readonly level: string | null;
}

/** What an action of a kit said to people; absent where an earlier program kept only its plan. */
interface HeldWords {
  readonly position: number | null;
  readonly phase: string | null;
  readonly actors: readonly string[] | null;
  readonly title: Label | null;
  readonly description: Label | null;
  readonly dependsOn: readonly string[] | null;
  readonly evidence: (typeof evidences)[number] | null;
  readonly blocking: boolean | null;
  readonly indicator: RowOf<(typeof kitAction)['fields']>['indicator'];
}

/** What an action of a kit held. */
export type HeldAction = HeldPlan & Partial<HeldWords>;

/** What a programme held. */
export interface HeldProgramme {
  readonly kitName: Label | null;
  readonly phases: readonly Phase[] | null;
  readonly actors: readonly Actor[] | null;
  /** Absent where an earlier program kept only the lists of the kit. */
  readonly bucketBounds?: BucketBounds | null;
}

/** What a wave held. */
export interface HeldWave {
  readonly switchoverDate: LocalDate | null;
  readonly variant: string | null;
}

/** What a school's part in a wave held. */
export interface HeldPart extends HeldWave {
  readonly joinedOn: LocalDate | null;
  readonly leftOn: LocalDate | null;
}

/** What a row held until a day. */
export interface Former<H> {
  /** The first day on which it held no longer. */
  readonly until: LocalDate;
  readonly held: H;
}

/** What only the write that makes a row says of it. */
const saidOnce: Readonly<Record<string, string>> = {
  kitStep: 'action',
  kitAction: 'action',
  programme: 'template',
  wave: 'programme',
  waveMembership: 'wave',
};

/** Whether a write may replace what past days depend on. */
export function mayReplace(entity: string, set: Readonly<Record<string, JsonValue>>): boolean {
  const fields = remembered[entity];
  if (fields === undefined || (saidOnce[entity] ?? '') in set) return false;
  return fields.some((field) => field in set);
}

/**
 * What has to be kept of a row before it is written over; null: past days do not depend on it.
 * @param set the values that replace others
 * @param dayOf the calendar day of a stamp
 */
export function heldBefore(
  row: RowState,
  set: Readonly<Record<string, JsonValue>>,
  today: LocalDate,
  dayOf: (stamp: Stamp) => LocalDate,
): Readonly<Record<string, JsonValue>> | null {
  const { entity, values, stamps } = row;
  const fields = remembered[entity] ?? [];
  const isReplaced = fields.some((field) => field in set && !sameValue(set[field], values[field]));
  if (!isReplaced || values[DELETED_FIELD] === true) return null;
  if (entity !== 'kitStep') {
    return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
  }
  const stamp = stamps['status'] ?? null;
  const blockedOn = stamp === null ? null : dayOf(stamp);
  const before = stepOf(values, blockedOn);
  const after = stepOf({ ...values, ...set }, today);
  // Past days see a step that is to be done both ways.
  if (beginsToday(before, today) && beginsToday(after, today)) return null;
  return { ...before, stamp };
}

function stepOf(values: RowState['values'], blockedOn: LocalDate | null): Omit<HeldStep, 'stamp'> {
  const status = (values['status'] ?? 'todo') as StepStatus;
  const doneOn = (values['doneOn'] ?? null) as LocalDate | null;
  return { status, since: status === 'done' ? doneOn : status === 'blocked' ? blockedOn : null };
}

/** Whether a step was to be done on every day before today, as far as its own values tell. */
function beginsToday({ status, since }: Omit<HeldStep, 'stamp'>, today: LocalDate): boolean {
  return status === 'todo' || (since !== null && since >= today);
}

/** An action of a kit as it was while it held other values. */
export function actionThen<T extends Partial<HeldWords>>(now: T, held: HeldAction) {
  return {
    ...now,
    ...held,
    retired: held.retired === true,
    ...(held.actors !== undefined && { actors: held.actors ?? [] }),
    ...(held.dependsOn !== undefined && { dependsOn: held.dependsOn ?? [] }),
    ...(held.blocking !== undefined && { blocking: held.blocking === true }),
  };
}

/**
 * What a row held on a day; undefined: what it holds now, as far as is known.
 * @param formers in the order of their days
 */
export function heldOn<H>(
  formers: readonly Former<H>[] | undefined,
  day: LocalDate,
): Former<H> | undefined {
  return formers?.find(({ until }) => until > day);
}
