import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { percentOf } from '../../../../shared/kit/kit.rules.ts';
import { cellsOn, codeOn } from './cells.ts';
import { dayNumber, NEVER, UNKNOWN_DAY } from './days.ts';
import type { Desk } from './desk.ts';
import { BLOCKED, DONE, NONE, NOT_APPLICABLE } from './matrix.ts';
import type { Reported } from './observed.ts';
import type { Place } from './places.ts';

/** Figures of every place of a desk on a day, by its number in {@link Figures.places}. */
export interface Figures {
  /** Those of the desk; of a past day as they were then. */
  readonly places: readonly Place[];
  /** Days since 1970: the past day, later than any where it is today; and what lateness is from. */
  readonly past: number;
  readonly day: number;
  readonly done: Uint16Array;
  readonly applicable: Uint16Array;
  readonly late: Uint16Array;
  readonly blocked: Uint16Array;
  /** In percent, as `percentOf` rounds it. */
  readonly percent: Float64Array;
  /** The last day on which a step was done; earlier than any where none was. */
  readonly lastDone: Int32Array;
  /** 1 where a report shows what the linked action is for. */
  readonly observed: Uint8Array;
  /** The state of the linked action, as a code of the matrix. */
  readonly declared: Uint8Array;
  /** What reports say by programme; none where the kit has no linked action. */
  readonly reports: ReadonlyMap<string, Reported>;
}

export function computeFigures(desk: Desk, pastDay: LocalDate | null, today: LocalDate): Figures {
  const places = pastDay === null ? desk.places : desk.placesOn(pastDay);
  const count = places.length;
  const past = pastDay === null ? NEVER : dayNumber(pastDay);
  const day = dayNumber(pastDay ?? today);
  const figures = {
    places,
    past,
    day,
    done: new Uint16Array(count),
    applicable: new Uint16Array(count),
    late: new Uint16Array(count),
    blocked: new Uint16Array(count),
    percent: new Float64Array(count),
    lastDone: new Int32Array(count).fill(UNKNOWN_DAY),
    observed: new Uint8Array(count),
    declared: new Uint8Array(count),
    reports: new Map<string, Reported>(),
  };
  for (let place = 0; place < count; place += 1) countPlace(desk, place, figures);
  return figures;
}

/**
 * The same figures where only steps of some schools have changed: those are counted anew, in the
 * same arrays. The answer is a new object, so that what was kept for the old one is not used.
 */
export function recount(
  desk: Desk,
  figures: Figures,
  schools: { has(school: string): boolean },
): Figures {
  const counting: Counting = { ...figures, reports: new Map(figures.reports) };
  for (const [number, { id }] of figures.places.entries()) {
    if (!schools.has(id)) continue;
    for (const name of COUNTED) counting[name][number] = 0;
    counting.lastDone[number] = UNKNOWN_DAY;
    countPlace(desk, number, counting);
  }
  return counting;
}

const COUNTED = [
  'done',
  'applicable',
  'late',
  'blocked',
  'percent',
  'observed',
  'declared',
] as const satisfies readonly (keyof Figures)[];

type Counting = { [K in keyof Figures]: Figures[K] } & { reports: Map<string, Reported> };

function countPlace(desk: Desk, number: number, figures: Counting): void {
  const place = figures.places[number]!;
  if (place.programme === null || !place.dealt) return;
  const kit = desk.kit(place.programme);
  const { past, day } = figures;
  const cells = kit === undefined ? undefined : cellsOn(desk, kit, place, past);
  if (kit === undefined || cells === undefined) return;
  const { status, since, start } = cells;
  const { actions } = kit.matrix;
  const { standing, linked } = kit.on(past);
  const dues = kit.dues(place, past);
  let done = 0;
  let applicable = 0;
  let late = 0;
  let blocked = 0;
  let lastDone = UNKNOWN_DAY;
  for (let column = 0; column < actions.length; column += 1) {
    const at = start + column;
    const stored = status[at]!;
    if (stored === NONE || stored === NOT_APPLICABLE || standing[column] === 'notYet') continue;
    const code = codeOn(stored, since[at]!, past);
    if (code === DONE) {
      done += 1;
      applicable += 1;
      if (since[at]! > lastDone) lastDone = since[at]!;
    } else if (standing[column] === 'there') {
      applicable += 1;
      if (code === BLOCKED) blocked += 1;
      if (dues[column]! < day) late += 1;
    }
  }
  figures.done[number] = done;
  figures.applicable[number] = applicable;
  figures.late[number] = late;
  figures.blocked[number] = blocked;
  figures.percent[number] = percentOf(done, applicable);
  figures.lastDone[number] = lastDone;
  if (linked === null) return;
  const at = start + kit.matrix.column(linked.action.action);
  figures.declared[number] = codeOn(status[at]!, since[at]!, past);
  let report = figures.reports.get(place.programme);
  if (report === undefined) {
    report = desk.observed.on(place.programme, linked.indicator, day);
    figures.reports.set(place.programme, report);
  }
  if (report.schools.has(place.id)) figures.observed[number] = 1;
}
