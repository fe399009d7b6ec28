import { describe, expect, it } from 'vitest';
import { standingStays } from './planMembers.ts';

/* Which of somebody's times in groups a plan is made with. */

const TODAY = '2024-01-22';
const stay = (group: string, from: string | null, until: string | null = null) => ({
  enrolment: 'e1',
  group,
  from,
  until,
});
const groupsOf = (...stays: ReturnType<typeof stay>[]): (string | null)[] =>
  standingStays(stays, new Set(['list']), TODAY).map(({ group }) => group);

describe('the stays that a plan is made with', () => {
  it('are those that last, whatever was before', () => {
    expect(groupsOf(stay('a', null, '2024-01-10'), stay('b', '2024-01-10'))).toEqual(['b']);
    expect(groupsOf(stay('a', null, TODAY))).toEqual([]);
    expect(groupsOf(stay('a', null))).toEqual(['a']);
  });

  it('are where somebody will be who was moved by hand from a day on', () => {
    expect(groupsOf(stay('a', null, '2024-02-01'), stay('b', '2024-02-01'))).toEqual(['b']);
    expect(groupsOf(stay('b', '2024-02-01', '2024-03-01'), stay('a', null, '2024-02-01'))).toEqual([
      'b',
    ]);
  });

  it('are all of them where two computers moved somebody apart', () => {
    const left = stay('a', null, '2024-01-20');
    expect(groupsOf(left, stay('b', '2024-01-20'), stay('c', '2024-01-20'))).toEqual(['b', 'c']);
    expect(groupsOf(left, stay('b', '2024-01-25'), stay('c', '2024-02-20'))).toEqual(['b', 'c']);
    expect(groupsOf(left, stay('c', '2024-02-20'), stay('b', '2024-01-25'))).toEqual(['c', 'b']);
  });

  it('leave lists of people alone', () => {
    expect(groupsOf(stay('list', null), stay('a', null))).toEqual(['list', 'a']);
  });
});
