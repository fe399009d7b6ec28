import { addDays, weekdayOf } from '../../../kernel/dates.ts';
import type { PlanDraft, PlanProblem } from '../planner.types.ts';

const SATURDAY = 6;
const AMIENS = { lat: 49.89, lng: 2.3 };
const LAON = { lat: 49.56, lng: 3.62 };

/**
 * Four weeks from 8 January 2024, two tracks of four people, four trainers, two sites with two
 * rooms. The training base is open in the first two weeks.
 */
export function smallProblem(): PlanProblem {
  const person = (id: string, track: string, office: string | null, at: typeof LAON) => ({
    id,
    name: id.toUpperCase(),
    track,
    establishment: `school-${id}`,
    office,
    at,
  });
  const trainer = (id: string, sphere: string, home: typeof LAON) => ({
    id,
    name: id.toUpperCase(),
    sphere,
    tracks: null,
    home,
    maxTravelMinutes: null,
    maxDaysPerWeek: null,
    away: [],
  });
  return {
    days: Array.from({ length: 28 }, (_, at) => addDays('2024-01-08', at)).map((date) => ({
      date,
      off: weekdayOf(date) >= SATURDAY ? 'weekend' : null,
      avoid: null,
      trainingBase: date < '2024-01-20',
    })),
    tracks: [
      {
        id: 'ac',
        label: 'AC',
        aim: 4,
        max: 5,
        minGapDays: 3,
        modules: [
          { id: 'm1', title: 'First steps', halfDays: 2, trainingBase: true },
          { id: 'm2', title: 'Closing', halfDays: 1, trainingBase: false },
        ],
      },
      {
        id: 'sg',
        label: 'SG',
        aim: 4,
        max: 5,
        minGapDays: 3,
        modules: [{ id: 'm1', title: 'Budget', halfDays: 2, trainingBase: false }],
      },
    ],
    people: [
      person('a1', 'ac', 'office-1', AMIENS),
      person('a2', 'ac', null, AMIENS),
      person('a3', 'ac', null, AMIENS),
      person('a4', 'ac', null, AMIENS),
      person('b1', 'sg', 'office-1', LAON),
      person('b2', 'sg', null, LAON),
      person('b3', 'sg', null, LAON),
      person('b4', 'sg', null, LAON),
    ],
    trainers: [
      trainer('t1', 'accounting', AMIENS),
      trainer('t2', 'ordering', AMIENS),
      trainer('t3', 'accounting', LAON),
      trainer('t4', 'ordering', LAON),
    ],
    pairs: [
      { id: 'p1', trainers: ['t1', 't2'] },
      { id: 'p2', trainers: ['t3', 't4'] },
    ],
    sites: [
      {
        id: 'amiens',
        name: 'Amiens',
        at: AMIENS,
        rooms: [
          { id: 'small', seats: 4 },
          { id: 'large', seats: 12 },
        ],
        closed: [],
      },
      {
        id: 'laon',
        name: 'Laon',
        at: LAON,
        rooms: [
          { id: 'small', seats: 4 },
          { id: 'large', seats: 12 },
        ],
        closed: [],
      },
    ],
  };
}

/** A plan of {@link smallProblem} that breaks no rule. */
export function legalPlan(): PlanDraft {
  const ga = { group: 'ga', track: 'ac', trainers: ['t1', 't2'], site: 'amiens', room: 'small' };
  const gb = { group: 'gb', track: 'sg', trainers: ['t3', 't4'], site: 'laon', room: 'small' };
  return {
    groups: [
      {
        id: 'ga',
        track: 'ac',
        trainers: ['t1', 't2'],
        site: 'amiens',
        members: ['a1', 'a2', 'a3', 'a4'],
      },
      {
        id: 'gb',
        track: 'sg',
        trainers: ['t3', 't4'],
        site: 'laon',
        members: ['b1', 'b2', 'b3', 'b4'],
      },
    ],
    sessions: [
      { ...ga, id: 'ga-m1', module: 'm1', day: '2024-01-09', half: 'day' },
      { ...ga, id: 'ga-m2', module: 'm2', day: '2024-01-16', half: 'morning' },
      { ...gb, id: 'gb-m1', module: 'm1', day: '2024-01-10', half: 'day' },
    ],
  };
}
