import { describe, expect, it } from 'vitest';
import { isCurrent, sphereOf, teamWarnings, type Membership } from './team.rules.ts';

const rule = {
  fte: { projectManager: 0.5, functionalLead: 0.25, technicalLead: 0.25 },
  functionalCorrespondents: 2,
  technicalCorrespondents: 2,
};
const member = (
  name: string,
  job: Membership['function'],
  fte: number | null = null,
  more: Partial<Membership> = {},
): Membership => ({ person: null, name, function: job, fte, since: null, until: null, ...more });

const complete = [
  member('Ada', 'projectManager', 0.6),
  member('Bea', 'functionalLead', 0.3),
  member('Cid', 'technicalLead', 0.3),
  member('Bea', 'functionalCorrespondent'),
  member('Dan', 'functionalCorrespondent'),
  member('Cid', 'technicalCorrespondent'),
  member('Eve', 'technicalCorrespondent'),
];
const DAY = '2024-01-22';

describe('a team', () => {
  it('that has what is asked for lacks nothing; one person may hold several functions', () => {
    expect(teamWarnings(complete, rule, DAY)).toEqual([]);
  });

  it('needs strictly more than the least share', () => {
    const exact = complete.map((one) => (one.name === 'Ada' ? { ...one, fte: 0.5 } : one));
    expect(teamWarnings(exact, rule, DAY)).toEqual([
      { type: 'tooLittleTime', function: 'projectManager', has: 0.5, needs: 0.5 },
    ]);
  });

  it('adds up the shares of those who hold a function together', () => {
    const shared = [...complete.slice(1), member('A', 'projectManager', 0.3)];
    expect(teamWarnings(shared, rule, DAY)).toHaveLength(1);
    const two = [...shared, member('B', 'projectManager', 0.21)];
    expect(teamWarnings(two, rule, DAY)).toEqual([]);
  });

  it('counts correspondents as people: one who is named twice is one', () => {
    const twice = complete.map((one) => (one.name === 'Dan' ? { ...one, name: ' bea ' } : one));
    expect(teamWarnings(twice, rule, DAY)).toEqual([
      { type: 'tooFewCorrespondents', function: 'functionalCorrespondent', has: 1, needs: 2 },
    ]);
  });

  it('counts who is there on the day, the first and the last included', () => {
    const leaving = complete.map((one) => (one.name === 'Eve' ? { ...one, until: DAY } : one));
    expect(teamWarnings(leaving, rule, DAY)).toEqual([]);
    expect(teamWarnings(leaving, rule, '2024-01-23')).toHaveLength(1);
    expect(isCurrent(member('x', 'other', null, { since: DAY }), DAY)).toBe(true);
    expect(isCurrent(member('x', 'other', null, { since: DAY }), '2024-01-21')).toBe(false);
  });

  it('says when one person has more than a full-time post', () => {
    const too = [...complete, member('Ada', 'sponsor', 0.5)];
    expect(teamWarnings(too, rule, DAY)).toEqual([
      { type: 'tooMuchForOne', name: 'Ada', has: 1.1 },
    ]);
  });

  it('of a programme without a rule is not judged', () => {
    expect(teamWarnings([], null, DAY)).toEqual([]);
  });
});

it('keeps the two spheres of public accounts apart', () => {
  expect(sphereOf('authorisingOfficer')).toBe('ordering');
  expect(sphereOf('accountingOfficer')).toBe('accounting');
  expect(sphereOf('tutor')).toBeNull();
});
