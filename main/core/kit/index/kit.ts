import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import {
  actionThen,
  heldOn,
  type Former,
  type HeldAction,
} from '../../../../shared/past/remember.rules.ts';
import { calendarOf } from '../../../../shared/calendar/calendar.ts';
import { standingOn, type Standing } from '../../../../shared/kit/pilot.rules.ts';
import { dueDay } from '../../../../shared/kit/kit.rules.ts';
import type { Indicator } from '../../../../shared/observation/indicator.ts';
import { dayNumber, dayOfNumber, NEVER } from './days.ts';
import type { ActionFacts, PlaceRecord } from './indexStore.ts';
import { createMatrix, type Matrix } from './matrix.ts';

export interface Linked {
  readonly action: ActionFacts;
  readonly indicator: Indicator;
}

/** How the actions of a kit stand on a day. */
export interface OnDay {
  /** By column. */
  readonly standing: readonly Standing[];
  /** By column; undefined: the template lacks it. */
  readonly actions: readonly (ActionFacts | undefined)[];
  /** Whether an action was for other schools than today. */
  readonly isElsewhere: boolean;
  /** The action that reports of the product show, and by which of their figures. */
  readonly linked: Linked | null;
}
const DAYS_KEPT = 20;
/** Lists of due days that are kept: those of many past days are not. */
const DUES_KEPT = 20_000;

/** What the due days of a school depend on. */
type Plan = Pick<PlaceRecord, 'switchoverDate' | 'variant' | 'country' | 'calendarId'>;

/** What an action held before, in the order of the days. */
export type FormerActions = (action: string) => readonly Former<HeldAction>[] | undefined;

/** The kit of a programme over all schools. */
export interface Kit {
  readonly matrix: Matrix;
  /** Actions of the template in the order of the kit. */
  actions(): readonly ActionFacts[];
  /** The template has changed. */
  retime(actions: readonly ActionFacts[]): void;
  /** How actions stand on a day, in days since 1970; {@link NEVER}: today. */
  on(day: number): OnDay;
  /**
   * By column: the due day in a school; {@link NEVER} where there is none.
   * @param day the past day that is looked at, by offsets as they were; default: today
   */
  dues(place: Plan, day?: number): Int32Array;
}

export function createKit(template: readonly ActionFacts[], formers: FormerActions): Kit {
  const matrix = createMatrix();
  const dues = new Map<string, Int32Array>();
  let actions: readonly ActionFacts[] = [];
  let byId = new Map<string, ActionFacts>();
  const days = new Map<number, OnDay>();

  function retime(changed: readonly ActionFacts[]): void {
    actions = changed;
    byId = new Map(actions.map((action) => [action.action, action]));
    for (const { action } of actions) matrix.column(action);
    days.clear();
    dues.clear();
  }

  /** Steps of an action that the template lacks may have brought more columns since. */
  const isCurrent = (list: { readonly length: number } | undefined): boolean =>
    list?.length === matrix.actions.length;

  /** An action as it was on a day. */
  function asOf(action: ActionFacts, day: LocalDate): ActionFacts {
    const former = heldOn(formers(action.action), day);
    if (former === undefined) return action;
    return actionThen(action, former.held);
  }

  retime(template);
  const kit: Kit = {
    matrix,
    actions: () => actions,
    retime,
    on(day) {
      const known = days.get(day);
      if (known !== undefined && isCurrent(known.standing)) return known;
      const date = day === NEVER ? null : dayOfNumber(day);
      const there = matrix.actions.map((id) => {
        const action = byId.get(id);
        return action === undefined || date === null ? action : asOf(action, date);
      });
      const standing = there.map((action) => standingAt(action, day));
      const shown = actions
        .map(({ action }) => there[matrix.column(action)]!)
        .find(
          ({ action, indicator }) =>
            indicator !== null && standing[matrix.column(action)] === 'there',
        );
      const linked = shown === undefined ? null : { action: shown, indicator: shown.indicator! };
      const isElsewhere = there.some((action) => {
        const now = action === undefined ? undefined : byId.get(action.action)!;
        return action?.variant !== now?.variant || action?.level !== now?.level;
      });
      if (days.size === DAYS_KEPT) days.clear();
      const found = { standing, actions: there, linked, isElsewhere };
      days.set(day, found);
      return found;
    },
    dues({ switchoverDate, variant, country, calendarId }, past = NEVER) {
      const key = `${switchoverDate} ${variant} ${country} ${calendarId} ${past}`;
      const known = dues.get(key);
      if (known !== undefined && isCurrent(known)) return known;
      const plan = { switchoverDate, variant, calendar: calendarOf(country, calendarId) };
      const days = Int32Array.from(kit.on(past).actions, (action) => {
        const day = action === undefined ? null : dueDay(action, plan);
        return day === null ? NEVER : dayNumber(day.due);
      });
      if (dues.size >= DUES_KEPT) dues.clear();
      dues.set(key, days);
      return days;
    },
  };
  return kit;
}

/** An action that the template lacks is there. */
function standingAt(action: ActionFacts | undefined, day: number): Standing {
  if (action === undefined) return 'there';
  const { retired, addedOn, retiredOn } = action;
  const known = { retired, addedOn: dayNumber(addedOn), retiredOn: dayNumber(retiredOn) };
  return standingOn(known, day);
}
