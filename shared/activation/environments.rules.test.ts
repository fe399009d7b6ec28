import { describe, expect, it } from 'vitest';
import {
  dataDay,
  environmentKind,
  nextRefresh,
  nextSunday,
  previousSunday,
  trainingWeek,
  versionStandings,
  weeksWith,
  windowState,
} from './environments.rules.ts';

const sandbox = { id: 'bac-a-sable', refresh: 'weekly-sunday-evening', byWeeks: false };
const production = { id: 'production', refresh: null, byWeeks: false };

describe('the copy of Sunday evening', () => {
  it('comes the same day on a Sunday, else on the next one', () => {
    // 2024-01-21 was a Sunday.
    expect(nextSunday('2024-01-21')).toBe('2024-01-21');
    expect(nextSunday('2024-01-22')).toBe('2024-01-28');
    expect(nextSunday('2024-02-26')).toBe('2024-03-03');
    expect(nextSunday('2023-12-31')).toBe('2023-12-31');
  });
  it('that one sees is of the Sunday before: on a Sunday a week ago', () => {
    expect(previousSunday('2024-01-22')).toBe('2024-01-21');
    expect(previousSunday('2024-01-21')).toBe('2024-01-14');
  });
  it('is only made where the programme says so', () => {
    expect(nextRefresh(sandbox, '2024-01-22')).toBe('2024-01-28');
    expect(dataDay(sandbox, '2024-01-22')).toBe('2024-01-21');
    expect(nextRefresh(production, '2024-01-22')).toBeNull();
    expect(dataDay(production, '2024-01-22')).toBeNull();
  });
});

it('tells production from copies of real data, and both from the rest', () => {
  expect(environmentKind(production)).toBe('production');
  expect(environmentKind(sandbox)).toBe('copy');
  expect(environmentKind({ id: 'fm1', refresh: null, byWeeks: true })).toBe('copy');
  expect(environmentKind({ id: 'test', refresh: null, byWeeks: false })).toBe('other');
});

describe('weeks of a training base', () => {
  it('are from Monday to Friday, with the data of the Sunday before', () => {
    const week = { opensOn: '2024-01-22', closesOn: '2024-01-26', dataAsOf: '2024-01-21' };
    expect(trainingWeek('2024-01-22')).toEqual(week);
    expect(trainingWeek('2024-01-28')).toEqual(week);
  });
  it('are open on their first and on their last day', () => {
    const week = trainingWeek('2024-01-24');
    const on = (day: string) => windowState(week, day);
    expect(['2024-01-21', '2024-01-22', '2024-01-26', '2024-01-27'].map(on)).toEqual([
      'ahead',
      'open',
      'open',
      'past',
    ]);
  });
  it('show every window that touches one of their days', () => {
    const windows = [
      { opensOn: '2024-01-22', closesOn: '2024-01-26' },
      { opensOn: '2024-02-04', closesOn: '2024-02-05' },
      { opensOn: null, closesOn: null },
    ];
    const weeks = weeksWith(windows, '2024-01-24', 3);
    expect(weeks.map(({ monday }) => monday)).toEqual(['2024-01-22', '2024-01-29', '2024-02-05']);
    expect(weeks.map((week) => week.windows.length)).toEqual([1, 1, 1]);
  });
});

it('ranks versions by their numbers: N, N-1, older', () => {
  const standings = versionStandings(['24.9', '24.10', '24.10', '23.12']);
  expect(Object.fromEntries(standings)).toEqual({
    '24.10': 'current',
    '24.9': 'previous',
    '23.12': 'old',
  });
});
