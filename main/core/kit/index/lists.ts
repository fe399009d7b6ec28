import { wordsOf } from '../../../../shared/kernel/plain.ts';
import {
  bucketOf,
  DEFAULT_BOUNDS,
  IDLE_DAYS,
  type Bucket,
} from '../../../../shared/kit/pilot.rules.ts';
import type {
  GapKind,
  SchoolColumn,
  SchoolsInput,
  Signal,
} from '../../../../shared/kit/pilot.contract.ts';
import { never } from '../../../../shared/kernel/never.ts';
import { heldOn } from '../../../../shared/past/remember.rules.ts';
import type { BucketBounds } from '../../../../shared/programme/programme.entity.ts';
import type { Desk } from './desk.ts';
import { cellsOn, codeOn } from './cells.ts';
import { dayOfNumber } from './days.ts';
import type { Figures } from './figures.ts';
import { BLOCKED, DONE, NONE, NOT_APPLICABLE, TODO } from './matrix.ts';
import { compare } from './places.ts';

/**
 * The bounds of the groups of progress of a programme.
 * @param past the day that is looked at, by bounds as they were then; later than any: today
 */
export function boundsOf(desk: Desk, programme: string | null, past: number): BucketBounds {
  const now = desk.programmes.find(({ id }) => id === programme)?.bounds;
  const day = dayOfNumber(past);
  if (day === null || programme === null) return now ?? DEFAULT_BOUNDS;
  const former = heldOn(desk.past().formers.of('programme', programme), day);
  const then = former?.held.bucketBounds;
  return (then === undefined ? now : then) ?? DEFAULT_BOUNDS;
}

/** Readings of one place's figures that lists and counts share. */
export interface Reading {
  /** Null without a kit. */
  bucket(place: number): Bucket | null;
  /** Whether a report shows it; null while none has been read. */
  observed(place: number): boolean | null;
  hasGap(place: number, kind: GapKind): boolean;
  signals(place: number): Signal[];
}

export function createReading(desk: Desk, figures: Figures): Reading {
  const { places } = figures;
  // Places of one programme mostly follow each other: what holds for the last one is kept.
  let programme: string | null = null;
  let bounds = DEFAULT_BOUNDS;
  let isReported = false;
  function turnTo(place: number): void {
    const next = places[place]!.programme;
    if (next === programme) return;
    programme = next;
    bounds = boundsOf(desk, next, figures.past);
    isReported = (figures.reports.get(next ?? '')?.latest ?? null) !== null;
  }
  const reading: Reading = {
    bucket(place) {
      if (figures.applicable[place] === 0) return null;
      turnTo(place);
      return bucketOf(figures.percent[place]!, bounds);
    },
    observed(place) {
      turnTo(place);
      return isReported ? figures.observed[place] === 1 : null;
    },
    hasGap(place, kind) {
      if (places[place]!.level !== null) return false;
      const observed = reading.observed(place);
      if (observed === null || figures.applicable[place] === 0) return false;
      const code = figures.declared[place]!;
      switch (kind) {
        case 'observed':
          return observed;
        case 'notObserved':
          return !observed;
        case 'observedNotDeclared':
          return observed && (code === TODO || code === BLOCKED);
        case 'declaredNotObserved':
          return !observed && code === DONE;
        default:
          return never(kind);
      }
    },
    signals(place) {
      const found: Signal[] = [];
      const bucket = reading.bucket(place);
      if (bucket === null || places[place]!.level !== null) return found;
      if (bucket === 'under') found.push('under');
      if (figures.blocked[place]! > 0) found.push('blocked');
      if (reading.observed(place) === false) found.push('notObserved');
      if (figures.lastDone[place]! < figures.day - IDLE_DAYS) found.push('idle');
      return found;
    },
  };
  return reading;
}

type Filter = Omit<SchoolsInput, 'sort' | 'descending' | 'offset' | 'limit' | 'asOf'>;

/** The numbers of the places that a list is about, before search and filters, in their order. */
export function listed({ places }: Pick<Figures, 'places'>, filter: Filter): number[] {
  const found: number[] = [];
  const { programme, wave, everywhere } = filter;
  for (let number = 0; number < places.length; number += 1) {
    const place = places[number]!;
    if (wave !== undefined && place.wave !== wave) continue;
    if (everywhere !== true && place.programme !== programme) continue;
    found.push(number);
  }
  return found;
}

/** Those of places that figures count: establishments, and no places of a level above theirs. */
export function counted({ places }: Pick<Figures, 'places'>, numbers: readonly number[]): number[] {
  return numbers.filter((number) => places[number]!.level === null);
}

/**
 * The test that places must pass to be shown. What asks for a figure finds what the figure counts:
 * establishments alone.
 */
export function matcher(
  desk: Desk,
  figures: Figures,
  reading: Reading,
  filter: Filter,
): (place: number) => boolean {
  const words = wordsOf(filter.search ?? '');
  const { bucket, gap, action } = filter;
  const { followed, late, blocked, signals } = filter;
  const asksFigure =
    followed === true ||
    late === true ||
    blocked === true ||
    [bucket, gap, action, signals].some((asked) => asked !== undefined);
  return (place) => {
    const { text, level } = figures.places[place]!;
    if (asksFigure && level !== null) return false;
    for (const word of words) if (!text.includes(word)) return false;
    if (followed === true && figures.applicable[place] === 0) return false;
    if (late === true && figures.late[place] === 0) return false;
    if (blocked === true && figures.blocked[place] === 0) return false;
    if (bucket !== undefined && reading.bucket(place) !== bucket) return false;
    if (gap !== undefined && !reading.hasGap(place, gap)) return false;
    if (signals !== undefined && reading.signals(place).length < signals) return false;
    return action === undefined || actionIs(desk, figures, place, action);
  };
}

function actionIs(
  desk: Desk,
  figures: Figures,
  number: number,
  { id, state }: NonNullable<Filter['action']>,
): boolean {
  const place = figures.places[number]!;
  const kit = place.programme === null ? undefined : desk.kit(place.programme);
  if (kit === undefined || !place.dealt) return false;
  const cells = cellsOn(desk, kit, place, figures.past);
  if (cells === undefined) return false;
  const column = kit.matrix.actions.indexOf(id);
  if (column === -1) return false;
  const { status, since, start } = cells;
  const standing = kit.on(figures.past).standing[column];
  if (standing === 'notYet') return false;
  const code = codeOn(status[start + column]!, since[start + column]!, figures.past);
  const isOpen = code !== NONE && code !== NOT_APPLICABLE && code !== DONE && standing === 'there';
  switch (state) {
    case 'done':
      return code === DONE;
    case 'blocked':
      return isOpen && code === BLOCKED;
    case 'open':
      return isOpen;
    case 'late':
      return isOpen && kit.dues(place, figures.past)[column]! < figures.day;
    default:
      return never(state);
  }
}

/** Sorts numbers of places; what a column does not decide is by town and name. */
export function sorted(
  figures: Figures,
  reading: Reading,
  numbers: readonly number[],
  column: SchoolColumn,
  descending: boolean,
): number[] {
  const sign = descending ? -1 : 1;
  const { places } = figures;
  const by = (order: (a: number, b: number) => number): number[] =>
    numbers.toSorted((a, b) => sign * order(a, b) || a - b);
  switch (column) {
    case 'town':
      return by((a, b) => compare(places[a]!.keys.town, places[b]!.keys.town));
    case 'name':
    case 'code':
    case 'wave':
      return by((a, b) => compare(places[a]!.keys[column], places[b]!.keys[column]));
    case 'percent':
    case 'late':
    case 'blocked': {
      const values = figures[column];
      return by((a, b) => values[a]! - values[b]!);
    }
    case 'signals': {
      const counts = places.map((_, place) => reading.signals(place).length);
      return by((a, b) => counts[a]! - counts[b]! || figures.percent[b]! - figures.percent[a]!);
    }
    default:
      return never(column);
  }
}
