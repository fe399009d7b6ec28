import { describe, expect, it } from 'vitest';
import { groupIn, weekOf } from './week.rules.ts';

describe('a week', () => {
  it('goes from Monday to Sunday, over months and years', () => {
    expect(weekOf('2024-01-22')).toEqual({ from: '2024-01-22', to: '2024-01-28' });
    expect(weekOf('2024-01-28')).toEqual({ from: '2024-01-22', to: '2024-01-28' });
    expect(weekOf('2024-01-01')).toEqual({ from: '2024-01-01', to: '2024-01-07' });
    expect(weekOf('2023-12-31')).toEqual({ from: '2023-12-25', to: '2023-12-31' });
  });
});

describe('a step in a week', () => {
  const today = '2024-01-24';
  const now = weekOf(today);
  const group = (due: string | null, week = now, status: 'todo' | 'blocked' = 'todo') =>
    groupIn({ status, due }, week, today);

  it('is late from the day after, due until Sunday, next until the Sunday after', () => {
    expect(group('2024-01-23')).toBe('late');
    expect(group('2023-06-05')).toBe('late');
    expect(group('2024-01-24')).toBe('week');
    expect(group('2024-01-28')).toBe('week');
    expect(group('2024-01-29')).toBe('next');
    expect(group('2024-02-04')).toBe('next');
    expect(group('2024-02-05')).toBeNull();
    expect(group(null)).toBeNull();
  });

  it('is blocked whatever its day, in the week of today', () => {
    for (const due of ['2023-06-05', '2024-01-24', '2024-05-01', null]) {
      expect(group(due, now, 'blocked')).toBe('blocked');
    }
  });

  it('is in another week only by its own day', () => {
    const before = weekOf('2024-01-17');
    expect(group('2024-01-16', before)).toBe('week');
    expect(group('2024-01-23', before)).toBe('next');
    expect(group('2023-06-05', before)).toBeNull();
    const after = weekOf('2024-01-31');
    expect(group('2024-01-23', after)).toBeNull();
    expect(group('2024-01-31', after)).toBe('week');
    expect(group('2023-06-05', after, 'blocked')).toBeNull();
    expect(group('2024-01-31', after, 'blocked')).toBe('blocked');
  });
});
