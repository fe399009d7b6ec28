import { daysBetween, type LocalDate } from '../../kernel/dates.ts';
import type { Placement } from './placement.ts';
import type { Half, PlanProblem, Stretch } from './planner.types.ts';
import { RULE_IDS, RULES, type RuleId } from './rules.ts';
import { travelMinutes } from './travel.ts';

/** Halves of a day as bits. */
export const MORNING = 1;
export const AFTERNOON = 2;
export const WHOLE_DAY = 3;

/** Bits of the halves of a day. */
export function bitsOf(half: Half): number {
  if (half === 'day') return WHOLE_DAY;
  return half === 'morning' ? MORNING : AFTERNOON;
}

/** A module as the planner counts: days and tracks by number. */
export interface ModelModule {
  readonly id: string;
  readonly title: string;
  readonly whole: boolean;
  readonly base: boolean;
  readonly remote: boolean;
  /** First and last number of day of its window. */
  readonly first: number;
  readonly last: number;
  /** Days on which it may be held as far as the calendar goes, in order. */
  readonly open: Int32Array;
}

export interface ModelTrack {
  readonly id: string;
  readonly label: string;
  readonly aim: number;
  readonly max: number;
  readonly minGapDays: number;
  readonly modules: readonly ModelModule[];
}

export interface ModelRoom {
  readonly id: string;
  readonly name: string;
  readonly site: number;
  readonly seats: number;
}

/** What takes people, trainers and a room, and is not planned. */
export interface ModelTaken {
  readonly id: string;
  readonly label: string;
  readonly at: Placement;
  readonly people: readonly number[];
  readonly idle: boolean;
}

/**
 * A problem with everything numbered and every table looked up once: day × trainer, person × site.
 * Tables are flat: the row's number × the length of a row + the column's number.
 */
export interface Model {
  readonly problem: PlanProblem;
  /** Days of the span, and those of sessions outside it, in order. */
  readonly dates: readonly LocalDate[];
  readonly dayAt: ReadonlyMap<LocalDate, number>;
  readonly epoch: Int32Array;
  readonly week: Int32Array;
  readonly weeks: number;
  readonly outside: Uint8Array;
  readonly off: readonly (string | null)[];
  /** Days before today. */
  readonly past: Uint8Array;
  /** Days on which nothing is proposed any more: past ones, and today. */
  readonly gone: Uint8Array;
  readonly forbidden: Uint8Array;
  /** Tenths of the weight. */
  readonly avoided: Int32Array;
  readonly avoidLabel: readonly string[];
  readonly base: Uint8Array;
  readonly tracks: readonly ModelTrack[];
  readonly trackAt: ReadonlyMap<string, number>;
  readonly personAt: ReadonlyMap<string, number>;
  readonly personTrack: Int32Array;
  readonly school: Int32Array;
  readonly schools: readonly string[];
  /** −1: none that has more than one person. */
  readonly office: Int32Array;
  readonly offices: readonly string[];
  readonly officeSize: Int32Array;
  /** Last number of day; a large number: none. */
  readonly deadline: Int32Array;
  /** Numbers of modules of their track that each person has followed; null: what their group has held. */
  readonly followed: readonly (ReadonlySet<number> | null)[];
  readonly trainerAt: ReadonlyMap<string, number>;
  /** Trainer × day. */
  readonly away: Uint8Array;
  /** Trainer × site, minutes. */
  readonly trainerMinutes: Int32Array;
  /** Trainer × site. */
  readonly tooFar: Uint8Array;
  /** Trainer × track. */
  readonly taught: Uint8Array;
  readonly maxDays: Float64Array;
  /** Number of a trainer's sphere; −1: not known. */
  readonly sphere: Int32Array;
  readonly siteAt: ReadonlyMap<string, number>;
  /** Site × day. */
  readonly closed: Uint8Array;
  readonly rooms: readonly ModelRoom[];
  /** Key: site's id, a space, the room's id. */
  readonly roomAt: ReadonlyMap<string, number>;
  /** Numbers of a site's rooms, fewest seats first. */
  readonly roomsOf: readonly (readonly number[])[];
  /** Person × site, minutes. */
  readonly personMinutes: Int32Array;
  readonly taken: readonly ModelTaken[];
  /** Cost of one unit by rule's number. */
  readonly costs: Float64Array;
  readonly hardRules: Uint8Array;
}

const NEVER = 1_000_000;
const DAYS_A_WEEK = 7;
/** 1 January 1970 was a Thursday. */
const MONDAY_SHIFT = 3;

const numbered = (ids: readonly string[]): Map<string, number> =>
  new Map(ids.map((id, at) => [id, at]));

/**
 * Numbers a problem.
 * @param alsoOn days outside the span on which sessions of a plan are
 */
export function modelOf(given: PlanProblem, alsoOn: readonly LocalDate[] = []): Model {
  const problem = withoutWaived(given);
  const calendar = calendarModel(problem, alsoOn);
  const { dates } = calendar;
  const days = dates.length;
  const tracks = problem.tracks.map((track) => ({
    id: track.id,
    label: track.label,
    aim: track.aim,
    max: track.max,
    minGapDays: track.minGapDays,
    modules: track.modules.map((module) => {
      const first = module.notBefore === undefined ? 0 : lowest(dates, module.notBefore);
      const last = module.notAfter === undefined ? days - 1 : highest(dates, module.notAfter);
      const open: number[] = [];
      for (let day = first; day <= last; day += 1) {
        if (calendar.off[day] !== null || calendar.outside[day] === 1) continue;
        if (calendar.gone[day] === 1 || calendar.forbidden[day] === 1) continue;
        if (!module.trainingBase || calendar.base[day] === 1) open.push(day);
      }
      return {
        id: module.id,
        title: module.title,
        whole: module.halfDays === 2,
        base: module.trainingBase,
        remote: module.remote === true,
        first,
        last,
        open: Int32Array.from(open),
      };
    }),
  }));
  const trackAt = numbered(tracks.map(({ id }) => id));
  const people = peopleModel(problem, dates, trackAt);
  const trainers = trainerModel(problem, dates);
  const sites = siteModel(problem, dates);
  return {
    problem,
    ...calendar,
    tracks,
    trackAt,
    ...people,
    ...trainers,
    ...sites,
    taken: (problem.taken ?? []).map((one) => ({
      id: one.id,
      label: one.label,
      at: {
        day: calendar.dayAt.get(one.day)!,
        halves: bitsOf(one.half),
        site: sites.siteAt.get(one.site ?? '') ?? -1,
        room: sites.roomAt.get(`${one.site} ${one.room}`) ?? -1,
        trainers: numbers(trainers.trainerAt, one.trainers),
      },
      people: numbers(people.personAt, one.people),
      idle: one.idle === true,
    })),
    costs: Float64Array.from(RULE_IDS, (id) => problem.weights?.[id] ?? RULES[id].cost),
    hardRules: Uint8Array.from(RULE_IDS, (id) => (RULES[id].hard ? 1 : 0)),
  };
}

/** A problem in which what a switched-off rule forbids is not there: no guess of a search heeds it. */
function withoutWaived(problem: PlanProblem): PlanProblem {
  const { weights, days, tracks, people, trainers, sites } = problem;
  const off = (rule: RuleId): boolean => weights?.[rule] === 0;
  const daysToo = off('dayForbidden') || off('dayAvoided') || off('trainingBaseClosed');
  const trainersToo = (
    ['trainerTooFar', 'trainerWeekFull', 'trackNotTaught', 'trainerAway', 'sameSphere'] as const
  ).some(off);
  return {
    ...problem,
    days: daysToo
      ? days.map((day) => {
          const forbids = day.avoid?.weight === Infinity;
          return {
            ...day,
            avoid: off(forbids ? 'dayForbidden' : 'dayAvoided') ? null : day.avoid,
            trainingBase: day.trainingBase || off('trainingBaseClosed'),
          };
        })
      : days,
    tracks: off('moduleWindow')
      ? tracks.map((track) => ({
          ...track,
          modules: track.modules.map((module) => ({
            ...module,
            notBefore: undefined,
            notAfter: undefined,
          })),
        }))
      : tracks,
    people: off('afterDeadline') ? people.map((one) => ({ ...one, deadline: undefined })) : people,
    trainers: trainersToo
      ? trainers.map((one) => ({
          ...one,
          ...(off('trainerTooFar') && { maxTravelMinutes: null }),
          ...(off('trainerWeekFull') && { maxDaysPerWeek: null }),
          ...(off('trackNotTaught') && { tracks: null }),
          ...(off('trainerAway') && { away: [] }),
          ...(off('sameSphere') && { sphere: null }),
        }))
      : trainers,
    sites: off('siteClosed') ? sites.map((one) => ({ ...one, closed: [] })) : sites,
  };
}

function calendarModel(problem: PlanProblem, alsoOn: readonly LocalDate[]) {
  const inSpan = new Map(problem.days.map((day) => [day.date, day]));
  const sessionDays = [...(problem.sessions ?? []), ...(problem.taken ?? [])].map(({ day }) => day);
  const dates = [...new Set([...inSpan.keys(), ...sessionDays, ...alsoOn])].sort();
  const epoch = Int32Array.from(dates, (date) => daysBetween('1970-01-01', date));
  const weekNumbers = Array.from(epoch, (day) => Math.floor((day + MONDAY_SHIFT) / DAYS_A_WEEK));
  const firstWeek = weekNumbers[0] ?? 0;
  const avoids = dates.map((date) => inSpan.get(date)?.avoid ?? null);
  return {
    dates,
    dayAt: numbered(dates),
    epoch,
    week: Int32Array.from(weekNumbers, (week) => week - firstWeek),
    weeks: (weekNumbers.at(-1) ?? 0) - firstWeek + 1,
    outside: Uint8Array.from(dates, (date) => (inSpan.has(date) ? 0 : 1)),
    off: dates.map((date) => inSpan.get(date)?.off ?? null),
    past: Uint8Array.from(dates, (date) => (inSpan.get(date)?.gone === 'past' ? 1 : 0)),
    gone: Uint8Array.from(dates, (date) => (inSpan.get(date)?.gone === undefined ? 0 : 1)),
    forbidden: Uint8Array.from(avoids, (avoid) => (avoid?.weight === Infinity ? 1 : 0)),
    avoided: Int32Array.from(avoids, (avoid) =>
      avoid === null || avoid.weight === Infinity ? 0 : Math.round(avoid.weight * 10),
    ),
    avoidLabel: avoids.map((avoid) => avoid?.label ?? ''),
    // Of a day outside nothing is known but that it is outside.
    base: Uint8Array.from(dates, (date) => (inSpan.get(date)?.trainingBase === false ? 0 : 1)),
  };
}

function peopleModel(
  problem: PlanProblem,
  dates: readonly LocalDate[],
  trackAt: ReadonlyMap<string, number>,
) {
  const { people, sites } = problem;
  const schools = [...new Set(people.map(({ establishment }) => establishment))];
  const schoolAt = numbered(schools);
  const sizes = new Map<string, number>();
  for (const { office } of people) {
    if (office !== null) sizes.set(office, (sizes.get(office) ?? 0) + 1);
  }
  // Who is alone in an office is always missed: no plan can help that.
  const offices = [...sizes].filter(([, size]) => size > 1).map(([office]) => office);
  const officeAt = numbered(offices);
  return {
    personAt: numbered(people.map(({ id }) => id)),
    personTrack: Int32Array.from(people, ({ track }) => trackAt.get(track) ?? -1),
    school: Int32Array.from(people, ({ establishment }) => schoolAt.get(establishment)!),
    schools,
    office: Int32Array.from(people, ({ office }) => officeAt.get(office ?? '') ?? -1),
    offices,
    officeSize: Int32Array.from(offices, (office) => sizes.get(office)!),
    deadline: Int32Array.from(people, ({ deadline }) =>
      deadline === undefined ? NEVER : highest(dates, deadline),
    ),
    followed: people.map(({ track, followed }) => {
      if (followed === undefined) return null;
      const modules = problem.tracks.find(({ id }) => id === track)?.modules ?? [];
      const known = new Set(followed);
      return new Set(modules.flatMap(({ id }, at) => (known.has(id) ? [at] : [])));
    }),
    personMinutes: Int32Array.from(
      people.flatMap(({ at }) => sites.map((site) => travelMinutes(at, site.at))),
    ),
  };
}

function trainerModel(problem: PlanProblem, dates: readonly LocalDate[]) {
  const { trainers, sites, tracks } = problem;
  const spheres = numbered([...new Set(trainers.map(({ sphere }) => sphere ?? ''))]);
  const minutes = trainers.flatMap(({ home }) => sites.map(({ at }) => travelMinutes(home, at)));
  return {
    trainerAt: numbered(trainers.map(({ id }) => id)),
    away: within(
      trainers.map(({ away }) => away),
      dates,
    ),
    trainerMinutes: Int32Array.from(minutes),
    tooFar: Uint8Array.from(minutes, (one, at) => {
      const most = trainers[Math.floor(at / sites.length)]!.maxTravelMinutes;
      return most !== null && one > most ? 1 : 0;
    }),
    taught: Uint8Array.from(
      trainers.flatMap((trainer) =>
        tracks.map(({ id }) => (trainer.tracks === null || trainer.tracks.includes(id) ? 1 : 0)),
      ),
    ),
    maxDays: Float64Array.from(trainers, ({ maxDaysPerWeek }) => maxDaysPerWeek ?? Infinity),
    sphere: Int32Array.from(trainers, ({ sphere }) =>
      sphere === null ? -1 : spheres.get(sphere)!,
    ),
  };
}

function siteModel({ sites }: PlanProblem, dates: readonly LocalDate[]) {
  const rooms = sites.flatMap((site, at) =>
    site.rooms.map((room) => ({
      id: room.id,
      name: room.name ?? room.id,
      site: at,
      seats: room.seats,
    })),
  );
  return {
    siteAt: numbered(sites.map(({ id }) => id)),
    closed: within(
      sites.map(({ closed }) => closed),
      dates,
    ),
    rooms,
    roomAt: numbered(rooms.map((room) => `${sites[room.site]!.id} ${room.id}`)),
    roomsOf: sites.map((_, site) =>
      rooms
        .map((room, at) => ({ room, at }))
        .filter(({ room }) => room.site === site)
        .sort((a, b) => a.room.seats - b.room.seats)
        .map(({ at }) => at),
    ),
  };
}

/** Row × day: 1 where one of a row's stretches holds the day. */
function within(rows: readonly (readonly Stretch[])[], dates: readonly LocalDate[]): Uint8Array {
  const table = new Uint8Array(rows.length * dates.length);
  for (const [row, stretches] of rows.entries()) {
    for (const { from, until } of stretches) {
      const last = highest(dates, until);
      for (let day = lowest(dates, from); day <= last; day += 1) {
        table[row * dates.length + day] = 1;
      }
    }
  }
  return table;
}

/** Numbers of those that are known, each once. */
function numbers(at: ReadonlyMap<string, number>, ids: readonly string[]): number[] {
  return [...new Set(ids)].flatMap((id) => at.get(id) ?? []);
}

/** Number of the first day that is not before a date. */
function lowest(dates: readonly LocalDate[], date: LocalDate): number {
  const found = dates.findIndex((one) => one >= date);
  return found === -1 ? dates.length : found;
}

/** Number of the last day that is not after a date; −1: none. */
function highest(dates: readonly LocalDate[], date: LocalDate): number {
  return dates.findLastIndex((one) => one <= date);
}
