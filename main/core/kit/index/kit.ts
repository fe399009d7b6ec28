import { calendarOf } from '../../../../shared/calendar/calendar.ts';
import { standingOn, type Standing } from '../../../../shared/kit/pilot.rules.ts';
import { dueDay } from '../../../../shared/kit/kit.rules.ts';
import type { Indicator } from '../../../../shared/observation/indicator.ts';
import { dayNumber, NEVER } from './days.ts';
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
  /** The action that reports of the product show, and by which of their figures. */
  readonly linked: Linked | null;
}
const DAYS_KEPT = 20;

/** What the due days of a school depend on. */
type Plan = Pick<PlaceRecord, 'switchoverDate' | 'variant' | 'country' | 'calendarId'>;

/** The kit of a programme over all schools. */
export interface Kit {
  readonly matrix: Matrix;
  /** Actions of the template in the order of the kit. */
  actions(): readonly ActionFacts[];
  /** The template has changed. */
  retime(actions: readonly ActionFacts[]): void;
  /** How actions stand on a day, in days since 1970; {@link NEVER}: today. */
  on(day: number): OnDay;
  /** By column: the due day in a school; {@link NEVER} where there is none. */
  dues(place: Plan): Int32Array;
}

export function createKit(template: readonly ActionFacts[]): Kit {
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

  retime(template);
  return {
    matrix,
    actions: () => actions,
    retime,
    on(day) {
      const known = days.get(day);
      if (known !== undefined && isCurrent(known.standing)) return known;
      const standing = matrix.actions.map((id) => standingAt(byId.get(id), day));
      const shown = actions.find(
        (action) => action.indicator !== null && standingAt(action, day) === 'there',
      );
      const linked = shown === undefined ? null : { action: shown, indicator: shown.indicator! };
      if (days.size === DAYS_KEPT) days.clear();
      const found = { standing, linked };
      days.set(day, found);
      return found;
    },
    dues({ switchoverDate, variant, country, calendarId }) {
      const key = `${switchoverDate} ${variant} ${country} ${calendarId}`;
      const known = dues.get(key);
      if (known !== undefined && isCurrent(known)) return known;
      const plan = { switchoverDate, variant, calendar: calendarOf(country, calendarId) };
      const days = Int32Array.from(matrix.actions, (id) => {
        const action = byId.get(id);
        const day = action === undefined ? null : dueDay(action, plan);
        return day === null ? NEVER : dayNumber(day.due);
      });
      dues.set(key, days);
      return days;
    },
  };
}

/** An action that the template lacks is there. */
function standingAt(action: ActionFacts | undefined, day: number): Standing {
  if (action === undefined) return 'there';
  const { retired, addedOn, retiredOn } = action;
  const known = { retired, addedOn: dayNumber(addedOn), retiredOn: dayNumber(retiredOn) };
  return standingOn(known, day);
}
