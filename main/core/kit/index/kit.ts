import { calendarOf } from '../../../../shared/calendar/calendar.ts';
import { dueDay } from '../../../../shared/kit/kit.rules.ts';
import type { Indicator } from '../../../../shared/observation/indicator.ts';
import { dayNumber, NEVER } from './days.ts';
import type { ActionFacts, PlaceRecord } from './indexStore.ts';
import { createMatrix, type Matrix } from './matrix.ts';

export interface Linked {
  readonly action: ActionFacts;
  readonly indicator: Indicator;
}

/** What the due days of a school depend on. */
type Plan = Pick<PlaceRecord, 'switchoverDate' | 'variant' | 'country' | 'calendarId'>;

/** The kit of a programme over all schools. */
export interface Kit {
  readonly matrix: Matrix;
  /** Actions of the template in the order of the kit. */
  actions(): readonly ActionFacts[];
  /** The action that reports of the product show, and by which of their figures. */
  linked(): Linked | null;
  /** The template has changed. */
  retime(actions: readonly ActionFacts[]): void;
  /** By column: 1 where the action is retired, so that it counts only where it is done. */
  retired(): Uint8Array;
  /** By column: the due day in a school; {@link NEVER} where there is none. */
  dues(place: Plan): Int32Array;
}

export function createKit(template: readonly ActionFacts[]): Kit {
  const matrix = createMatrix();
  const dues = new Map<string, Int32Array>();
  let actions: readonly ActionFacts[] = [];
  let byId = new Map<string, ActionFacts>();
  let linked: Linked | null = null;
  let retired = new Uint8Array(0);

  function retime(changed: readonly ActionFacts[]): void {
    actions = changed;
    byId = new Map(actions.map((action) => [action.action, action]));
    for (const { action } of actions) matrix.column(action);
    const shown = actions.find((action) => action.indicator !== null && !action.retired);
    linked = shown === undefined ? null : { action: shown, indicator: shown.indicator! };
    retired = new Uint8Array(0);
    dues.clear();
  }

  /** Steps of an action that the template lacks may have brought more columns since. */
  const isCurrent = (list: { readonly length: number } | undefined): boolean =>
    list?.length === matrix.actions.length;

  retime(template);
  return {
    matrix,
    actions: () => actions,
    linked: () => linked,
    retime,
    retired() {
      if (!isCurrent(retired)) {
        retired = Uint8Array.from(matrix.actions, (id) => Number(byId.get(id)?.retired ?? false));
      }
      return retired;
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
