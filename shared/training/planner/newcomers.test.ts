import { describe, expect, it } from 'vitest';
import { createPlanning } from './planning.ts';
import type { Broken, ExistingGroup, Plan, PlanPerson, PlanProblem } from './planner.types.ts';
import { legalPlan, smallProblem } from './testing/smallProblem.ts';

/* People who come after a plan has been made, and groups that shrink, grow or lose everybody. */

function planned(problem: PlanProblem): Plan {
  const planning = createPlanning(problem, { seed: 1, now: () => 0, totalMs: Infinity });
  while (!planning.stepCount(100).done);
  return planning.best();
}

const base = smallProblem();
const standing = legalPlan();

function groupsOf(plan: Pick<Plan, 'groups'>): ExistingGroup[] {
  return plan.groups.map(({ site, ...group }) => ({ ...group, site: site ?? undefined }));
}
/** So many more people of the first track. */
function newcomers(count: number): PlanPerson[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `n${at + 1}`;
    return { ...base.people[1]!, id, name: id.toUpperCase(), establishment: `school-${id}` };
  });
}
/** The plan as it stands, with its first session held. */
function begun(more: number): PlanProblem {
  return {
    ...base,
    tracks: base.tracks.map((track) => ({ ...track, max: 8 })),
    people: [...base.people, ...newcomers(more)],
    groups: groupsOf(standing),
    sessions: standing.sessions.map((one) => ({
      ...one,
      pinned: false,
      held: one.id === 'ga-m1',
    })),
  };
}
const hardOf = ({ broken }: Plan): Broken[] => broken.filter(({ hard }) => hard);
const membersOf = (plan: Plan, id: string): readonly string[] =>
  plan.groups.find((one) => one.id === id)?.members ?? [];

describe('people who come after their group has begun', () => {
  it('get a group of their own with all its modules', () => {
    const plan = planned(begun(3));
    expect(hardOf(plan)).toEqual([]);
    const [made, ...others] = plan.groups.filter(({ id }) => id !== 'ga' && id !== 'gb');
    expect(others).toEqual([]);
    expect(made).toMatchObject({ track: 'ac' });
    expect([...made!.members].sort()).toEqual(['n1', 'n2', 'n3']);
    const modules = plan.sessions.filter(({ group }) => group === made!.id);
    expect(modules.map(({ module }) => module).sort()).toEqual(['m1', 'm2']);
    expect(membersOf(plan, 'ga')).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('go to a group that has not begun where there is one', () => {
    const problem = begun(3);
    const waiting = { ...problem.groups![0]!, id: 'gw', members: ['w1', 'w2'] };
    const people = ['w1', 'w2'].map((id) => ({ ...base.people[1]!, id, name: id }));
    const plan = planned({
      ...problem,
      people: [...problem.people, ...people],
      groups: [...problem.groups!, waiting],
    });
    expect(hardOf(plan)).toEqual([]);
    expect(plan.groups).toHaveLength(3);
    expect([...membersOf(plan, 'gw')].sort()).toEqual(['n1', 'n2', 'n3', 'w1', 'w2']);
  });

  it('are told with the modules that they miss where they are too few for a group', () => {
    const plan = planned(begun(1));
    expect(plan.groups).toHaveLength(2);
    expect(membersOf(plan, 'ga')).toContain('n1');
    expect(hardOf(plan)).toMatchObject([
      {
        rule: 'modulesMissed',
        where: { person: { id: 'n1' }, group: { id: 'ga' } },
        facts: { modules: 'First steps' },
      },
    ]);
  });

  it('miss nothing that they have followed elsewhere', () => {
    const problem = begun(1);
    const plan = planned({
      ...problem,
      people: problem.people.map((one) => (one.id === 'n1' ? { ...one, followed: ['m1'] } : one)),
    });
    expect(membersOf(plan, 'ga')).toContain('n1');
    expect(hardOf(plan)).toEqual([]);
  });

  it('miss nothing that their group will hold again', () => {
    const problem = begun(1);
    const again = { ...standing.sessions[0]!, id: 'ga-m1b', day: '2024-01-12', pinned: true };
    const plan = planned({ ...problem, sessions: [...problem.sessions!, again] });
    expect(membersOf(plan, 'ga')).toContain('n1');
    expect(hardOf(plan).map(({ rule }) => rule)).not.toContain('modulesMissed');
  });
});

describe('a group without people', () => {
  const empty = (): PlanProblem => ({
    ...begun(0),
    groups: [...groupsOf(standing), { id: 'ge', track: 'sg', trainers: ['t1', 't2'] }],
    sessions: [
      ...begun(0).sessions!,
      {
        ...standing.sessions[2]!,
        id: 'ge-m1',
        group: 'ge',
        day: '2024-01-18',
        trainers: ['t1', 't2'],
        pinned: false,
      },
    ],
  });

  it('loses its sessions, which is said', () => {
    const plan = planned(empty());
    expect(plan.removed).toEqual(['ge-m1']);
    expect(plan.sessions.map(({ group }) => group)).not.toContain('ge');
    expect(plan.broken.filter(({ rule }) => rule === 'groupEmpty')).toMatchObject([
      { hard: false, where: { group: { id: 'ge' } }, facts: { sessions: 1 } },
    ]);
    expect(plan.score.hard).toBe(0);
    expect(plan.moved).toBe(0);
  });

  it('keeps them where it is pinned', () => {
    const problem = empty();
    const groups = problem.groups!.map((one) => (one.id === 'ge' ? { ...one, pinned: true } : one));
    const plan = planned({ ...problem, groups });
    expect(plan.removed).toEqual([]);
    expect(plan.sessions.map(({ id }) => id)).toContain('ge-m1');
  });

  it('is filled where people are looking for a group', () => {
    const problem = empty();
    const late = ['b5', 'b6', 'b7'].map((id) => ({ ...base.people[5]!, id, name: id }));
    const held = problem.sessions!.map((one) =>
      one.id === 'gb-m1' ? { ...one, held: true } : one,
    );
    const plan = planned({ ...problem, people: [...problem.people, ...late], sessions: held });
    expect([...membersOf(plan, 'ge')].sort()).toEqual(['b5', 'b6', 'b7']);
    expect(plan.removed).toEqual([]);
    expect(hardOf(plan)).toEqual([]);
  });

  it.each([2, 3, 4, 7, 20])('is never made, whatever the most of a group is (%i)', (max) => {
    const tracks = base.tracks.map((track) => ({ ...track, max }));
    const groups = groupsOf(standing);
    const sessions = standing.sessions.map((one) => ({ ...one, pinned: false }));
    for (const held of [false, true]) {
      const problem = {
        ...base,
        tracks,
        groups,
        sessions: sessions.map((one) => ({ ...one, held: held && one.id === 'ga-m1' })),
      };
      const plan = planned(problem);
      expect(plan.groups.filter(({ members }) => members.length === 0)).toEqual([]);
      const tooLarge = hardOf(plan).filter(({ rule }) => rule === 'groupTooLarge');
      // One too many of a group that has begun stays: nobody is trained alone.
      expect(tooLarge.map(({ where }) => where.group?.id)).toEqual(held && max === 3 ? ['ga'] : []);
    }
  });
});

describe('somebody in two groups', () => {
  it('stays in both, and it is said', () => {
    const problem = {
      ...base,
      groups: [
        ...groupsOf(standing),
        { id: 'gc', label: 'C', track: 'ac', members: ['a4'], trainers: ['t1', 't2'] },
      ],
      sessions: standing.sessions.map((one) => ({ ...one, pinned: false })),
    };
    const plan = planned(problem);
    expect(membersOf(plan, 'ga')).toContain('a4');
    expect(membersOf(plan, 'gc')).toContain('a4');
    expect(hardOf(plan)).toMatchObject([
      { rule: 'personInTwoGroups', where: { person: { id: 'a4' } }, facts: { groups: 'ga, C' } },
    ]);
  });
});
