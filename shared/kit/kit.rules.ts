import type { Calendar } from '../calendar/calendar.ts';
import { addDays, daysBetween, type LocalDate } from '../kernel/dates.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { statusesWithReason, type StepStatus } from './stepStatus.ts';

/** What the rules need of an action of the template. */
export interface ActionTiming {
  readonly dueOffsetDays: number | null;
  readonly dueOffsetVariants: Readonly<Record<string, number>> | null;
}

/** Calendar days between the switchover and the due day, by the wave's variant; null: no due day. */
export function offsetDays(action: ActionTiming, variant: string | null): number | null {
  const own = variant === null ? undefined : action.dueOffsetVariants?.[variant];
  return own ?? action.dueOffsetDays;
}

/** The day an action is planned for: the switchover date plus the offset of the wave's variant. */
export function dueDate(
  action: ActionTiming,
  switchoverDate: LocalDate | null,
  variant: string | null,
): LocalDate | null {
  const offset = offsetDays(action, variant);
  return switchoverDate === null || offset === null ? null : addDays(switchoverDate, offset);
}

/** When and how a school switches over, and which days are worked there. */
export interface SwitchoverPlan {
  readonly switchoverDate: LocalDate | null;
  readonly variant: string | null;
  /** Null: every day counts. */
  readonly calendar: Calendar | null;
}

/** A due day; `planned` is what it was before days off were heeded. */
export interface DueDay {
  readonly due: LocalDate;
  readonly planned: LocalDate;
}

/**
 * The day an action is due: the day it is planned for or, where nobody works then, the last
 * working day before. The switchover itself (offset 0) is a legal date and never moves, and what
 * comes after the switchover never moves before it: it goes to the first working day after.
 */
export function dueDay(action: ActionTiming, plan: SwitchoverPlan): DueDay | null {
  const { switchoverDate, variant, calendar } = plan;
  const offset = offsetDays(action, variant);
  if (switchoverDate === null || offset === null) return null;
  const planned = addDays(switchoverDate, offset);
  if (calendar === null || offset === 0) return { due: planned, planned };
  const before = calendar.workingDayUpTo(planned);
  const due = offset > 0 && before <= switchoverDate ? calendar.workingDayFrom(planned) : before;
  return { due, planned };
}

/** Days a step is late by on `today`; 0 when it is not, or not to be done any more. */
export function daysLate(
  step: { readonly status: StepStatus; readonly due: LocalDate | null },
  today: LocalDate,
): number {
  if (step.status === 'done' || step.status === 'notApplicable' || step.due === null) return 0;
  return Math.max(0, daysBetween(step.due, today));
}

export interface Progress {
  /** Steps done. */
  readonly done: number;
  /** Steps that apply to the school. */
  readonly applicable: number;
  /** `done / applicable` in percent, rounded half up to two decimals; 0 when none applies. */
  readonly percent: number;
}

/** Progress of a kit: the share of applicable actions that are done. */
export function progressOf(statuses: Iterable<StepStatus>): Progress {
  let done = 0;
  let applicable = 0;
  for (const status of statuses) {
    if (status === 'notApplicable') continue;
    applicable += 1;
    if (status === 'done') done += 1;
  }
  return { done, applicable, percent: percentOf(done, applicable) };
}

/** A share in percent, rounded half up to two decimals; 0 of 0 is 0. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}

/** What somebody wants a step to be. An absent note is kept, an empty one is cleared. */
export interface TickRequest {
  readonly status: StepStatus;
  readonly note?: string | undefined;
}

export interface StepFields {
  readonly status: StepStatus | null;
  readonly note: string | null;
  readonly doneOn: LocalDate | null;
}

/**
 * A text as every database keeps it: without NUL and half characters, without blanks at its ends;
 * null when nothing is left.
 */
export function storableText(text: string): string | null {
  return text.replaceAll('\0', '').toWellFormed().trim() || null;
}

/**
 * The note of a step once a reason that was given for several is added: what was noted before stays.
 */
export function withReason(note: string | null, reason: string): string {
  const said = reason.trim();
  if (note === null || note.trim() === '') return said;
  return note.split('\n').includes(said) ? note : `${note.trimEnd()}\n${said}`;
}

/**
 * Decides what a tick writes: only the fields that change. A blocked step, or one that does not
 * apply, needs a reason in its note; the day done follows the status.
 */
export function decideTick(
  step: StepFields,
  request: TickRequest,
  today: LocalDate,
): Result<Partial<StepFields>, { readonly type: 'ReasonMissing'; readonly status: StepStatus }> {
  const note = request.note === undefined ? step.note : storableText(request.note);
  if (statusesWithReason.includes(request.status) && note === null) {
    return err({ type: 'ReasonMissing', status: request.status });
  }
  const doneOn =
    request.status !== 'done' ? null : step.status === 'done' ? (step.doneOn ?? today) : today;
  const wanted: StepFields = { status: request.status, note, doneOn };
  const set: { -readonly [K in keyof StepFields]?: StepFields[K] } = {};
  if (wanted.status !== step.status) set.status = wanted.status;
  if (wanted.note !== (step.note ?? null)) set.note = wanted.note;
  if (wanted.doneOn !== (step.doneOn ?? null)) set.doneOn = wanted.doneOn;
  return ok(set);
}
