import { describe, expect, it } from 'vitest';
import { impossible } from './impossible.ts';
import { createPlanning } from './planning.ts';
import type { Broken, ExistingGroup, Plan, PlanPerson, PlanProblem } from './planner.types.ts';
import { legalPlan, smallProblem } from './testing/smallProblem.ts';

/* Groups that have begun and are larger than they may be, since the most was lowered. */

function planned(problem: PlanProblem): Plan {
  const planning = createPlanning(problem, { seed: 1, now: () => 0, totalMs: Infinity });
  while (!planning.stepCount(100).done);
  return planning.best();
}

const base = smallProblem();
const standing = legalPlan();
const m1 = standing.sessions[0]!;
/** What is planned of the groups `ga` and `gb`; of `ga` the first module is held. */
const sessions = standing.sessions.map((one) => ({
  ...one,
  pinned: false,
  held: one.id === m1.id,
}));

const people = (count: number, prefix = 'n'): PlanPerson[] =>
  Array.from({ length: count }, (_, at) => {
    const id = `${prefix}${at + 1}`;
    return { ...base.people[1]!, id, name: id.toUpperCase(), establishment: `school-${id}` };
  });
const group = (id: string, members: readonly PlanPerson[]): ExistingGroup => ({
  id,
  track: 'ac',
  members: members.map((one) => one.id),
  trainers: ['t1', 't2'],
  site: 'amiens',
});
const ac = base.people.filter(({ track }) => track === 'ac');
const gb: ExistingGroup = { ...group('gb', []), track: 'sg', members: ['b1', 'b2', 'b3', 'b4'] };

/** The group `ga` with so many people more than the four of the most, and other groups. */
function shrunk(more: number, others: PlanProblem = base): PlanProblem {
  const own = [...ac, ...people(more)];
  return {
    ...others,
    tracks: base.tracks.map((track) => ({ ...track, aim: 4, max: 4 })),
    people: [...others.people, ...people(more)],
    groups: [group('ga', own), gb, ...(others.groups ?? [])],
    sessions: [...sessions, ...(others.sessions ?? [])],
  };
}
const hardOf = ({ broken }: Plan): Broken[] => broken.filter(({ hard }) => hard);
const membersOf = (plan: Plan, id: string): readonly string[] =>
  plan.groups.find((one) => one.id === id)?.members ?? [];
const modulesOf = (plan: Plan, id: string): string[] =>
  plan.sessions.flatMap((one) => (one.group === id ? [one.module] : [])).sort();

describe('those who are too many in a group that has begun', () => {
  it('go to a new group that holds what they have not followed', () => {
    const plan = planned(shrunk(3));
    expect(hardOf(plan)).toEqual([]);
    const [made, ...others] = plan.groups.filter(({ id }) => id !== 'ga' && id !== 'gb');
    expect(others).toEqual([]);
    expect(made!.members).toHaveLength(3);
    expect(modulesOf(plan, made!.id)).toEqual(['m2']);
    // What the group has held stays, and what it is to hold is not moved for it.
    expect(membersOf(plan, 'ga')).toHaveLength(4);
    expect(plan.sessions).toContainEqual(expect.objectContaining({ id: m1.id, day: m1.day }));
    expect(plan.moved).toBe(0);
    const moved = plan.broken.filter(({ rule }) => rule === 'memberMoved');
    expect(moved).toHaveLength(3);
    for (const { facts } of moved) {
      expect(facts).toEqual({ group: 'ga', to: made!.label, max: 4 });
    }
  });

  it('stay so when the plan is written and made once more', () => {
    const problem = shrunk(3);
    const first = planned(problem);
    const home = new Map(
      problem.groups!.flatMap(({ id, members }) => members!.map((one) => [one, id])),
    );
    const again = planned({
      ...problem,
      people: problem.people.map((one) => ({
        ...one,
        followed: home.get(one.id) === 'ga' ? ['m1'] : [],
      })),
      groups: first.groups.map(({ site, ...one }) => ({ ...one, site: site ?? undefined })),
      sessions: first.sessions.map((one) => ({ ...one, pinned: false, held: one.id === m1.id })),
    });
    expect(hardOf(again)).toEqual([]);
    expect(again.sessions).toEqual(first.sessions);
    expect(again.groups).toEqual(first.groups);
  });

  it('go to a group that has held the same and has a place', () => {
    const own = people(2, 'o');
    const plan = planned(
      shrunk(2, {
        ...base,
        people: [...base.people, ...own],
        groups: [{ ...group('go', own), trainers: ['t3', 't4'], site: 'laon' }],
        sessions: [
          {
            ...m1,
            id: 'go-m1',
            group: 'go',
            trainers: ['t3', 't4'],
            site: 'laon',
            pinned: false,
            held: true,
          },
        ],
      }),
    );
    expect(hardOf(plan)).toEqual([]);
    expect(plan.groups).toHaveLength(3);
    expect(membersOf(plan, 'go')).toHaveLength(4);
    expect(plan.broken.map(({ rule }) => rule)).not.toContain('moduleRepeated');
  });

  it('go to a group that has not begun, where it is said what they hear again', () => {
    const own = people(2, 'o');
    const plan = planned(
      shrunk(2, {
        ...base,
        people: [...base.people, ...own],
        groups: [{ ...group('go', own), trainers: ['t3', 't4'], site: 'laon' }],
      }),
    );
    expect(hardOf(plan)).toEqual([]);
    expect(plan.groups).toHaveLength(3);
    expect(membersOf(plan, 'go')).toHaveLength(4);
    expect(modulesOf(plan, 'go')).toEqual(['m1', 'm2']);
    expect(plan.broken.filter(({ rule }) => rule === 'moduleRepeated')).toMatchObject([
      { hard: false, where: { group: { id: 'go' } }, facts: { people: 2 } },
    ]);
  });

  it('stay where they are too few for a group of their own', () => {
    const plan = planned(shrunk(2));
    expect(plan.groups).toHaveLength(2);
    expect(hardOf(plan)).toMatchObject([
      { rule: 'groupTooLarge', where: { group: { id: 'ga' } }, facts: { size: 6, stays: 'begun' } },
    ]);
  });

  it('stay where they are pinned', () => {
    const problem = shrunk(3);
    const [ga, ...others] = problem.groups!;
    for (const pinned of [{ pinned: true }, { pinnedMembers: ga!.members }]) {
      const plan = planned({ ...problem, groups: [{ ...ga!, ...pinned }, ...others] });
      expect(membersOf(plan, 'ga')).toHaveLength(7);
      expect(hardOf(plan)).toMatchObject([
        { rule: 'groupTooLarge', facts: { size: 7, max: 4, stays: 'pinned' } },
      ]);
    }
  });

  it('need no more days of pairs than what they have not followed takes', () => {
    const narrow = shrunk(3);
    const days = narrow.days.map((one) =>
      ['2024-01-16', '2024-01-17'].includes(one.date) ? one : { ...one, off: 'closed' },
    );
    const trainers = narrow.trainers.slice(0, 2);
    const alone = {
      ...narrow,
      days,
      trainers,
      pairs: [],
      people: narrow.people.filter(({ track }) => track === 'ac'),
    };
    expect(impossible({ ...alone, groups: alone.groups!.slice(0, 1) })).toEqual([]);
  });
});
