import { heldOn } from '../../../../shared/past/remember.rules.ts';
import { appliesTo } from '../../../../shared/wave/dealing.rules.ts';
import { dayNumber, dayOfNumber, NEVER, UNKNOWN_DAY } from './days.ts';
import type { Desk } from './desk.ts';
import type { Kit } from './kit.ts';
import { BLOCKED, codeOf, DONE, NONE, TODO } from './matrix.ts';
import { partKey } from './pastPlaces.ts';
import type { Place } from './places.ts';

/** The steps of one school; cell = start + column. */
export interface Cells {
  readonly status: Uint8Array;
  /** See `Matrix.since`. */
  readonly since: Int32Array;
  readonly start: number;
}

/** What a step is on a day; see `statusOn`. */
export function codeOn(code: number, since: number, past: number): number {
  return since > past && (code === DONE || code === BLOCKED) ? TODO : code;
}

/**
 * The steps of a school on a day; undefined: it has none.
 * @param place the school as it was then
 * @param past days since 1970; `NEVER`: today
 */
export function cellsOn(desk: Desk, kit: Kit, place: Place, past: number): Cells | undefined {
  const { matrix } = kit;
  const start = matrix.start(place.id);
  if (start === undefined) return undefined;
  const now = { status: matrix.status, since: matrix.since, start };
  if (past === NEVER) return now;
  const { formers, variants } = desk.past();
  const variant = variants.get(partKey(place.id, place.programme));
  const steps = formers.steps(place.id);
  const isMoved = variant !== undefined && variant !== place.variant;
  if (steps.length === 0 && !isMoved && !kit.on(past).isElsewhere) return now;
  const end = start + matrix.actions.length;
  const then = {
    status: now.status.slice(start, end),
    since: now.since.slice(start, end),
    start: 0,
  };
  if (variant !== undefined) putBack(kit, place, { variant, level: place.level }, then, past);
  const date = dayOfNumber(past)!;
  for (const step of steps) {
    const [, programme, action] = step.split(':');
    if (programme !== place.programme || action === undefined) continue;
    const held = heldOn(formers.of('kitStep', step), date)?.held;
    if (held === undefined) continue;
    const column = matrix.column(action);
    if (column >= then.status.length) continue;
    then.status[column] = codeOf(held.status);
    then.since[column] = held.since === null ? UNKNOWN_DAY : dayNumber(held.since);
  }
  return then;
}

/**
 * Steps come and go untouched with what actions are for, and with the variant of a school: those
 * that went since are there to be done, and those that came since are not there.
 */
function putBack(
  kit: Kit,
  then: Pick<Place, 'variant' | 'level'>,
  now: Pick<Place, 'variant' | 'level'>,
  { status, since }: Cells,
  past: number,
): void {
  const { actions, standing } = kit.on(past);
  const today = kit.on(NEVER).actions;
  for (const [column, action] of actions.entries()) {
    if (action === undefined || standing[column] !== 'there') continue;
    const was = appliesTo(action, then);
    const is = appliesTo({ ...today[column]!, retired: false }, now);
    if (was === is) continue;
    const code = codeOn(status[column]!, since[column]!, past);
    if (was && code === NONE) status[column] = TODO;
    if (!was && code === TODO) status[column] = NONE;
  }
}
