import type { Calendar } from '../calendar/calendar.ts';
import type { LocalDate } from '../kernel/dates.ts';
import { daysLate, dueDay } from '../kit/kit.rules.ts';
import type { StepStatus } from '../kit/stepStatus.ts';
import { appliesTo } from '../wave/dealing.rules.ts';
import type { RunningAction } from './kitContent.ts';

/** A school that has, or has had, the programme's kit. */
export interface SchoolFacts {
  readonly id: string;
  readonly variant: string | null;
  readonly level: string | null;
  readonly switchoverDate: LocalDate | null;
  /** Its kit was dealt out and its wave is not over: new actions are dealt out to it. */
  readonly open: boolean;
}

/** Steps of schools, as far as a merge has to know them. */
export interface StepFacts {
  /** The status of a step; undefined: the school has none. */
  status(school: string, action: string): StepStatus | undefined;
  /** Whether a step says more than that nothing was done: a status, a note, a comment or a file. */
  worked(school: string, action: string): boolean;
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
  /** Steps still to be done that are due on an earlier day, or a later one, days off heeded. */
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

export interface Measuring {
  readonly before: readonly RunningAction[];
  readonly after: readonly RunningAction[];
  readonly schools: readonly SchoolFacts[];
  readonly steps: StepFacts;
  readonly today: LocalDate;
  /** Working days that due days keep to; null: every day counts. */
  readonly calendar: Calendar | null;
}

export interface Measured {
  readonly total: Effect;
  /** By action; only those with an effect. */
  readonly byAction: ReadonlyMap<string, Effect>;
  /** Steps that are to be made. */
  readonly missing: readonly StepPlace[];
  /** Steps that nobody has touched, of schools that an action is not for any more. */
  readonly leaving: readonly StepPlace[];
}

/** Where a step is. */
export interface StepPlace {
  readonly school: string;
  readonly action: string;
}

type Counts = { -readonly [K in keyof Omit<Effect, 'schools'>]: number };

/**
 * What becomes of the steps of schools when the kit runs as in `after` instead of `before`.
 * @param touched actions that are looked at; the others are as they were
 */
export function measureMerge(given: Measuring, touched: ReadonlySet<string>): Measured {
  const { schools, today } = given;
  const before = new Map(given.before.map((action) => [action.id, action]));
  const after = new Map(given.after.map((action) => [action.id, action]));
  const due = dueDays(given);
  const byAction = new Map<string, Effect>();
  const missing: StepPlace[] = [];
  const leaving: StepPlace[] = [];
  const everySchool = new Set<string>();
  const total = emptyCounts();
  for (const id of touched) {
    const was = before.get(id);
    const now = after.get(id);
    if (now === undefined) continue;
    const counts = emptyCounts();
    const met = new Set<string>();
    for (const school of schools) {
      const status = given.steps.status(school.id, id);
      const worked = (): boolean => given.steps.worked(school.id, id);
      const wasIts = was === undefined || was.retired || appliesTo(was, school);
      // A retired action hides its steps itself.
      if (status !== undefined && wasIts && !now.retired && !appliesTo(now, school) && !worked())
        leaving.push({ school: school.id, action: id });
      const what = effectOn(was, now, school, { status, worked, due, today });
      if (what.length === 0) continue;
      met.add(school.id);
      everySchool.add(school.id);
      for (const each of what) {
        counts[each] += 1;
        total[each] += 1;
      }
      if (status === undefined && what.includes('appear'))
        missing.push({ school: school.id, action: id });
    }
    if (met.size > 0) byAction.set(id, { schools: met.size, ...counts });
  }
  return { total: { schools: everySchool.size, ...total }, byAction, missing, leaving };
}

type DueDayOf = (action: RunningAction, school: SchoolFacts) => LocalDate | null;

/** Tells when a step is due; of schools that switch over alike, a due day is found once. */
function dueDays({ calendar }: Pick<Measuring, 'calendar'>): DueDayOf {
  const dues = new Map<RunningAction, Map<string, LocalDate | null>>();
  return (action, school) => {
    let known = dues.get(action);
    if (known === undefined) dues.set(action, (known = new Map()));
    const key = `${school.switchoverDate} ${school.variant}`;
    let due = known.get(key);
    if (due === undefined) {
      due = dueDay(action, { ...school, calendar })?.due ?? null;
      known.set(key, due);
    }
    return due;
  };
}

interface StepOf {
  readonly status: StepStatus | undefined;
  readonly worked: () => boolean;
  readonly due: DueDayOf;
  readonly today: LocalDate;
}

function effectOn(
  was: RunningAction | undefined,
  now: RunningAction,
  school: SchoolFacts,
  { status, worked, due, today }: StepOf,
): (keyof Counts)[] {
  if (now.retired) {
    if (was === undefined || was.retired || status === undefined) return [];
    return [worked() ? 'stay' : 'disappear'];
  }
  const late = (action: RunningAction): boolean =>
    daysLate({ status: status ?? 'todo', due: due(action, school) }, today) > 0;
  const appears = (): (keyof Counts)[] => (late(now) ? ['appear', 'lateAtOnce'] : ['appear']);
  if (status === undefined) return school.open && appliesTo(now, school) ? appears() : [];
  if (was === undefined || was.retired) {
    return worked() || !appliesTo(now, school) ? [] : appears();
  }
  if (appliesTo(was, school) && !appliesTo(now, school)) return [worked() ? 'stay' : 'disappear'];
  if (status === 'done' || status === 'notApplicable') return [];
  const dueBefore = due(was, school);
  const dueNow = due(now, school);
  if (dueBefore === dueNow || dueBefore === null || dueNow === null) return [];
  if (dueNow > dueBefore) return ['later'];
  return late(now) && !late(was) ? ['earlier', 'lateAtOnce'] : ['earlier'];
}

function emptyCounts(): Counts {
  return { appear: 0, disappear: 0, stay: 0, earlier: 0, later: 0, lateAtOnce: 0 };
}
