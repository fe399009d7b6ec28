/** The training of the practice data as a problem for the planner: 200 people, 10 pairs, 6 sites. */
import amiens from '../../../server/demo/amiens-v6.json' with { type: 'json' };
import { pointOf } from '../../../server/demo/towns.ts';
import { calendarOf } from '../../../shared/calendar/calendar.ts';
import { addDays } from '../../../shared/kernel/dates.ts';
import type {
  PlanDay,
  PlanPerson,
  PlanProblem,
  PlanSite,
  PlanTrack,
  PlanTrainer,
  Point,
} from '../../../shared/training/planner/planner.types.ts';

const FIRST = '2023-11-13';
const LAST = '2024-03-29';
const AIM = 20;
const MAX = 22;
const MIN_GAP_DAYS = 14;
const ROOMS: Readonly<Record<string, readonly number[]>> = {
  Amiens: [22, 30],
  Beauvais: [24],
  Laon: [24],
  'Saint-Quentin': [24],
  Compiègne: [24],
  Abbeville: [24],
};
/** Weeks that schools need for themselves; Infinity: no training at all. */
const PERIODS = [
  { from: '2023-11-20', until: '2023-12-01', label: 'Préparation du budget', weight: 1 },
  { from: '2023-12-18', until: '2023-12-22', label: "Clôture de l'exercice", weight: Infinity },
  { from: '2024-01-08', until: '2024-01-12', label: 'Bascule', weight: 3 },
  { from: '2024-03-18', until: '2024-03-20', label: 'Droits constatés', weight: 2 },
];
/** Tracks that trainers of a track can teach as well. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  ac: 'sc-fp',
  'sc-fp': 'ac',
  'ac-ag': 'sg',
  sg: 'ac-ag',
};

const placeOf = (town: string): Point => {
  const { latitude, longitude } = pointOf(town);
  if (latitude === undefined || longitude === undefined)
    throw new Error(`no place known for ${town}`);
  return { lat: latitude, lng: longitude };
};

/** The practice data as it is, before anything is planned. */
export function amiensProblem(): PlanProblem {
  return {
    days: days(),
    tracks: tracks(),
    people: people(),
    trainers: trainers(),
    pairs: amiens.trainer_pairs.map(({ id, trainer_ids: [one, two] }) => ({
      id,
      trainers: [one!, two!] as const,
    })),
    sites: sites(),
  };
}

function days(): PlanDay[] {
  const calendar = calendarOf('FR', 'fr-b');
  const all: PlanDay[] = [];
  for (let date = FIRST; date <= LAST; date = addDays(date, 1)) {
    const period = PERIODS.find(({ from, until }) => from <= date && date <= until);
    all.push({
      date,
      off: calendar?.dayOff(date)?.id ?? null,
      avoid: period === undefined ? null : { label: period.label, weight: period.weight },
      trainingBase: amiens.fm1_weeks.some(
        ({ opens_on, closes_on }) => opens_on <= date && date <= closes_on,
      ),
    });
  }
  return all;
}

function tracks(): PlanTrack[] {
  return amiens.training_tracks.map(({ id, label_fr }) => {
    const titles = new Map<string, { halfDays: 1 | 2; trainingBase: boolean }>();
    for (const session of amiens.training_sessions) {
      if (session.track_id !== id || session.kind !== 'in-person') continue;
      titles.set(session.title_fr, {
        halfDays: session.half_days === 1 ? 1 : 2,
        trainingBase: session.uses_fm1,
      });
    }
    const modules = [...titles].map(([title, rest], at) => ({
      id: `${id}-m${at + 1}`,
      title,
      ...rest,
    }));
    return { id, label: label_fr, aim: AIM, max: MAX, minGapDays: MIN_GAP_DAYS, modules };
  });
}

function people(): PlanPerson[] {
  const town = new Map(amiens.establishments.map((one) => [one.id, one.town]));
  const person = new Map(amiens.people.map((one) => [one.id, one]));
  return amiens.enrolments.map(({ person_id, track_id }) => {
    const { first_name, last_name, ...rest } = person.get(person_id)!;
    const establishment = rest.establishment_id!;
    return {
      id: person_id,
      name: `${first_name} ${last_name}`,
      track: track_id,
      establishment,
      office: rest.accounting_group_id ?? null,
      at: placeOf(town.get(establishment)!),
    };
  });
}

function trainers(): PlanTrainer[] {
  const person = new Map(amiens.people.map((one) => [one.id, one]));
  return amiens.trainer_pairs.flatMap(({ id, trainer_ids }) => {
    const group = amiens.training_groups.find((one) => one.trainer_pair_id === id)!;
    return trainer_ids.map((trainer) => {
      const { first_name, last_name, sphere } = person.get(trainer)!;
      return {
        id: trainer,
        name: `${first_name} ${last_name}`,
        sphere,
        tracks: [group.track_id, NEIGHBOURS[group.track_id]!],
        home: placeOf(group.site),
        maxTravelMinutes: 120,
        maxDaysPerWeek: 2,
        away: [],
      };
    });
  });
}

function sites(): PlanSite[] {
  return Object.entries(ROOMS).map(([town, rooms]) => ({
    id: town,
    name: town,
    at: placeOf(town),
    rooms: rooms.map((seats, at) => ({ id: `${town}-${at + 1}`, seats })),
    closed: [],
  }));
}

/** Degrees to the next academy: too far for anybody to travel. */
const APART = 4;

/** Several academies like one, side by side, planned as one. */
export function timesAs(problem: PlanProblem, times: number): PlanProblem {
  const copies = Array.from({ length: times }, (_, at) => at);
  const move = (at: Point | null, copy: number): Point | null =>
    at === null ? null : { lat: at.lat, lng: at.lng + copy * APART };
  return {
    days: problem.days,
    tracks: problem.tracks,
    people: copies.flatMap((copy) =>
      problem.people.map((one) => ({
        ...one,
        id: `${one.id}/${copy}`,
        establishment: `${one.establishment}/${copy}`,
        office: one.office === null ? null : `${one.office}/${copy}`,
        at: move(one.at, copy),
      })),
    ),
    trainers: copies.flatMap((copy) =>
      problem.trainers.map((one) => ({
        ...one,
        id: `${one.id}/${copy}`,
        home: move(one.home, copy),
      })),
    ),
    pairs: copies.flatMap((copy) =>
      problem.pairs.map(({ id, trainers: [one, two] }) => ({
        id: `${id}/${copy}`,
        trainers: [`${one}/${copy}`, `${two}/${copy}`] as const,
      })),
    ),
    sites: copies.flatMap((copy) =>
      problem.sites.map((one) => ({
        ...one,
        id: `${one.id}/${copy}`,
        at: move(one.at, copy),
        rooms: one.rooms.map((room) => ({ ...room, id: `${room.id}/${copy}` })),
      })),
    ),
  };
}
