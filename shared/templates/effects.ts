import type { Calendar } from '../calendar/calendar.ts';
import type { LocalDate } from '../kernel/dates.ts';
import { daysLate, dueDay, offsetDays } from '../kit/kit.rules.ts';
import type { StepStatus } from '../kit/stepStatus.ts';
import type { KitAction, RunningAction } from './kitContent.ts';

/** A school that has, or has had, the programme's kit. */
export interface SchoolFacts {
  readonly id: string;
  readonly variant: string | null;
  readonly level: string | null;
  readonly switchoverDate: LocalDate | null;
  /** Its kit was dealt out and its wave is not over: new actions are dealt out to it. */
  readonly open: boolean;
}

/** A step of a school, as far as a merge has to know it. */
export interface StepFacts {
  readonly school: string;
  readonly action: string;
  readonly status: StepStatus;
  /** It says more than that nothing was done: a status, a note, a comment or a file. */
  readonly worked: boolean;
}

/** What a merge does to the running kits, in steps of schools. */
export interface Effect {
  readonly schools: number;
  /** New steps, to be done. */
  readonly appear: number;
  /** Steps that nobody has touched, which are not shown any more. */
  readonly disappear: number;
  /** Steps that are kept in sight because somebody has worked on them. */
  readonly stay: number;
  /** Steps still to be done that are due earlier, or later. */
  readonly earlier: number;
  readonly later: number;
  /** Of those that appear or are due earlier: late at once. */
  readonly lateAtOnce: number;
}

export const noEffect: Effect = {
  schools: 0,
  appear: 0,
  disappear: 0,
  stay: 0,
  earlier: 0,
  later: 0,
  lateAtOnce: 0,
};

/** Whether an action is one of a school's kit: by the way that it takes and where it stands. */
export function appliesTo(
  action: Pick<KitAction, 'variant' | 'level'>,
  school: Pick<SchoolFacts, 'variant' | 'level'>,
): boolean {
  return (
    (action.variant === null || action.variant === school.variant) &&
    (action.level ?? null) === (school.level ?? null)
  );
}

export interface Measuring {
  readonly before: readonly RunningAction[];
  readonly after: readonly RunningAction[];
  readonly schools: readonly SchoolFacts[];
  /** Steps of the actions that differ. */
  readonly steps: readonly StepFacts[];
  readonly today: LocalDate;
  /** Working days that due days keep to; null: every day counts. */
  readonly calendar: Calendar | null;
}

export interface Measured {
  readonly total: Effect;
  /** By action; only those with an effect. */
  readonly byAction: ReadonlyMap<string, Effect>;
  /** Steps that are to be made. */
  readonly missing: readonly { readonly school: string; readonly action: string }[];
}

type Counts = { -readonly [K in keyof Omit<Effect, 'schools'>]: number };

/**
 * What becomes of the steps of schools when the kit runs as in `after` instead of `before`.
 * @param touched actions whose steps are given; the others are as they were
 */
export function measureMerge(given: Measuring, touched: ReadonlySet<string>): Measured {
  const { schools } = given;
  const before = new Map(given.before.map((action) => [action.id, action]));
  const after = new Map(given.after.map((action) => [action.id, action]));
  const facts = new Map(given.steps.map((step) => [`${step.school} ${step.action}`, step]));
  const byAction = new Map<string, Effect>();
  const missing: { school: string; action: string }[] = [];
  const everySchool = new Set<string>();
  const total = emptyCounts();
  for (const id of touched) {
    const was = before.get(id);
    const now = after.get(id);
    if (now === undefined) continue;
    const counts = emptyCounts();
    const met = new Set<string>();
    for (const school of schools) {
      const step = facts.get(`${school.id} ${id}`);
      const what = effectOn(was, now, school, step, given);
      if (what.length === 0) continue;
      met.add(school.id);
      everySchool.add(school.id);
      for (const each of what) {
        counts[each] += 1;
        total[each] += 1;
      }
      if (step === undefined && what.includes('appear'))
        missing.push({ school: school.id, action: id });
    }
    if (met.size > 0) byAction.set(id, { schools: met.size, ...counts });
  }
  return { total: { schools: everySchool.size, ...total }, byAction, missing };
}

function effectOn(
  was: RunningAction | undefined,
  now: RunningAction,
  school: SchoolFacts,
  step: StepFacts | undefined,
  { today, calendar }: Pick<Measuring, 'today' | 'calendar'>,
): (keyof Counts)[] {
  if (now.retired) {
    if (was === undefined || was.retired || step === undefined) return [];
    return [step.worked ? 'stay' : 'disappear'];
  }
  const status = step?.status ?? 'todo';
  const isLate = (action: RunningAction): boolean => {
    const due = dueDay(action, { ...school, calendar })?.due ?? null;
    return daysLate({ status, due }, today) > 0;
  };
  const appears: (keyof Counts)[] = isLate(now) ? ['appear', 'lateAtOnce'] : ['appear'];
  if (step === undefined) return school.open && appliesTo(now, school) ? appears : [];
  if (was === undefined || was.retired) return step.worked ? [] : appears;
  if (step.status === 'done' || step.status === 'notApplicable') return [];
  const dueBefore = offsetDays(was, school.variant);
  const dueNow = offsetDays(now, school.variant);
  if (dueBefore === dueNow || dueBefore === null || dueNow === null) return [];
  if (dueNow > dueBefore) return ['later'];
  return isLate(now) && !isLate(was) ? ['earlier', 'lateAtOnce'] : ['earlier'];
}

function emptyCounts(): Counts {
  return { appear: 0, disappear: 0, stay: 0, earlier: 0, later: 0, lateAtOnce: 0 };
}
