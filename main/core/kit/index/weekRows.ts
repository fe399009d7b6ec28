import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import type { StepStatus } from '../../../../shared/kit/stepStatus.ts';
import {
  groupIn,
  weekGroups,
  type Week,
  type WeekGroup,
} from '../../../../shared/week/week.rules.ts';
import { dayNumber, dayOfNumber, NEVER } from './days.ts';
import type { Desk } from './desk.ts';
import { BLOCKED, DONE, NONE, NOT_APPLICABLE, TODO } from './matrix.ts';
import type { Place } from './places.ts';

/** Whose week it is, which, and what of it. */
export interface WeekQuestion {
  readonly person: string;
  readonly week: Week;
  readonly today: LocalDate;
  /** Only what they have taken on by name. */
  readonly onlyAssigned: boolean;
  /** Rows of each group that are answered at most. */
  readonly limit: number;
  /** Columns of an action in the order of the kit, by programme; retired and unknown ones left out. */
  readonly columns: (programme: string) => readonly number[];
  /** By column, 1 where the person plays a part of the action in a school. */
  readonly plays: (place: Place, programme: string) => Uint8Array;
}

/** A step of a week. */
export interface WeekRow {
  readonly place: Place;
  readonly programme: string;
  readonly action: string;
  readonly group: WeekGroup;
  readonly due: LocalDate | null;
  readonly status: StepStatus;
  readonly assigned: boolean;
}

export interface WeekRows {
  /** Steps still to be done, by group. */
  readonly counts: Record<WeekGroup, number>;
  /** Group by group; by day, then by school and by the order of the kit. */
  readonly rows: readonly WeekRow[];
  /** The first day after the week, and not before today, that something is due. */
  readonly nextDue: LocalDate | null;
}

const NO_GROUP = -1;
const statusOf: Readonly<Record<number, StepStatus>> = {
  [TODO]: 'todo',
  [DONE]: 'done',
  [BLOCKED]: 'blocked',
};

/** The groups of a list of due days, by column: of steps to be done, and of blocked ones. */
interface Groups {
  readonly open: Int8Array;
  readonly blocked: Int8Array;
}

/** Steps of a group by their due day, as many of each as can come to be shown. */
class Shown {
  readonly #byDay = new Map<number, WeekRow[]>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Rows come in the order of schools, then of the kit. */
  add(day: number, row: () => WeekRow): void {
    const rows = this.#byDay.get(day);
    if (rows === undefined) this.#byDay.set(day, [row()]);
    else if (rows.length < this.#limit) rows.push(row());
  }

  rows(): WeekRow[] {
    const days = [...this.#byDay].sort(([a], [b]) => a - b);
    return days.flatMap(([, rows]) => rows).slice(0, this.#limit);
  }
}

/** Finds a person's week in the matrices of all schools. */
export function weekRows(desk: Desk, question: WeekQuestion): WeekRows {
  const { week, today, onlyAssigned } = question;
  const me = desk.personNumber(question.person);
  const now = dayNumber(today);
  const weekEnd = dayNumber(week.to);
  const counts = weekGroups.map(() => 0);
  const shown = weekGroups.map(() => new Shown(question.limit));
  const groupsOf = groupReader(week, today);
  const seen = new Set<string>();
  let next = NEVER;
  for (const place of desk.places) {
    const { programme } = place;
    const kit = programme === null ? undefined : desk.kit(programme);
    const start = kit?.matrix.start(place.id);
    if (programme === null || kit === undefined || start === undefined) continue;
    // A school that is in two waves of a programme has one kit.
    const key = `${place.id} ${programme}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { status, since, assignee, actions } = kit.matrix;
    const plays = onlyAssigned ? null : question.plays(place, programme);
    const dues = kit.dues(place);
    const groups = groupsOf(dues);
    for (const column of question.columns(programme)) {
      const at = start + column;
      const code = status[at]!;
      if (code === NONE || code === NOT_APPLICABLE) continue;
      const isDone = code === DONE;
      if (isDone && since[at] !== now) continue;
      // Who has taken it on by name does it; else whoever plays the part.
      const holder = assignee[at]!;
      const assigned = me !== 0 && holder === me;
      if (!assigned && (holder !== 0 || plays === null || plays[column] === 0)) continue;
      const due = dues[column]!;
      if (!isDone && due > weekEnd && due >= now && due < next) next = due;
      const group = (code === BLOCKED ? groups.blocked : groups.open)[column]!;
      if (group === NO_GROUP) continue;
      if (!isDone) counts[group]! += 1;
      shown[group]!.add(due, () => ({
        place,
        programme,
        action: actions[column]!,
        group: weekGroups[group]!,
        due: dayOfNumber(due),
        status: statusOf[code] ?? 'todo',
        assigned,
      }));
    }
  }
  const [late = 0, inWeek = 0, after = 0, blocked = 0] = counts;
  return {
    counts: { late, week: inWeek, next: after, blocked },
    rows: shown.flatMap((group) => group.rows()),
    nextDue: dayOfNumber(next),
  };
}

/** Schools of one date share the list of their due days, and so their groups. */
function groupReader(week: Week, today: LocalDate): (dues: Int32Array) => Groups {
  const known = new Map<Int32Array, Groups>();
  return (dues) => {
    const before = known.get(dues);
    if (before !== undefined) return before;
    const of = (status: StepStatus): Int8Array =>
      Int8Array.from(dues, (day) => {
        const group = groupIn({ status, due: dayOfNumber(day) }, week, today);
        return group === null ? NO_GROUP : weekGroups.indexOf(group);
      });
    const groups = { open: of('todo'), blocked: of('blocked') };
    known.set(dues, groups);
    return groups;
  };
}
