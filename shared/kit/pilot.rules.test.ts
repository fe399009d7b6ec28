import { describe, expect, it } from 'vitest';
import { bucketOf, DEFAULT_BOUNDS, standingOn, statusOn } from './pilot.rules.ts';

describe('the groups of progress', () => {
  it('have both bounds in the middle one', () => {
    const groups = [30.01, 30, 10, 9.99, 0].map((percent) => bucketOf(percent, DEFAULT_BOUNDS));
    expect(groups).toEqual(['over', 'between', 'between', 'under', 'under']);
  });

  it('follow the bounds that a programme has set', () => {
    expect(bucketOf(30, { lower: 20, upper: 29 })).toBe('over');
    expect(bucketOf(19.99, { lower: 20, upper: 29 })).toBe('under');
    expect(bucketOf(20, { lower: 20, upper: 20 })).toBe('between');
  });
});

describe('a step on a past day', () => {
  const day = '2024-01-22';
  it('is done from its day on', () => {
    expect(statusOn({ status: 'done', since: '2024-01-22' }, day)).toBe('done');
    expect(statusOn({ status: 'done', since: '2024-01-23' }, day)).toBe('todo');
    expect(statusOn({ status: 'done', since: null }, day)).toBe('done');
  });

  it('is blocked from the day that somebody wrote so', () => {
    expect(statusOn({ status: 'blocked', since: '2024-01-21' }, day)).toBe('blocked');
    expect(statusOn({ status: 'blocked', since: '2024-02-01' }, day)).toBe('todo');
  });

  it('does not apply on any day, and is otherwise as it is', () => {
    expect(statusOn({ status: 'notApplicable', since: '2025-01-01' }, day)).toBe('notApplicable');
    expect(statusOn({ status: 'todo', since: null }, day)).toBe('todo');
  });
});

describe('an action on a past day', () => {
  const on = (day: string, action: { retired: boolean; addedOn?: string; retiredOn?: string }) =>
    standingOn({ addedOn: null, retiredOn: null, ...action }, day);

  it('is there from the day that it was added, and always where no day is known', () => {
    const added = { retired: false, addedOn: '2024-01-22' };
    expect(on('2024-01-21', added)).toBe('notYet');
    expect(on('2024-01-22', added)).toBe('there');
    expect(on('1999-01-01', { retired: false })).toBe('there');
  });

  it('is retired from the day that it went, and always where no day is known', () => {
    const gone = { retired: true, addedOn: '2024-01-10', retiredOn: '2024-01-22' };
    expect(on('2024-01-09', gone)).toBe('notYet');
    expect(on('2024-01-21', gone)).toBe('there');
    expect(on('2024-01-22', gone)).toBe('retired');
    expect(on('1999-01-01', { retired: true })).toBe('retired');
  });

  it('is there on every day once it has come back', () => {
    expect(on('2024-01-25', { retired: false, retiredOn: '2024-01-22' })).toBe('there');
  });
});
