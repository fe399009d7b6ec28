import { describe, expect, it } from 'vitest';
import type { Half } from '../../../shared/training/trainingValues.ts';
import { firstHalf, statusOfKey, timeAt } from './marks.ts';

describe('a time of arrival', () => {
  it('is of the place where people are', () => {
    expect(timeAt(Date.UTC(2024, 0, 22, 8, 5), 'Europe/Paris')).toBe('09:05');
  });
});

describe('a key', () => {
  it('is a status by its letter, or by its place on a keyboard without Latin letters', () => {
    const of = (key: string, code = '') => statusOfKey({ key, code });
    expect([of('p'), of('A', 'KeyQ'), of('e'), of('r'), of('l')]).toEqual([
      'present',
      'absent',
      'excused',
      'late',
      'late',
    ]);
    expect(of('ح', 'KeyP')).toBe('present');
    expect(of('q', 'KeyA')).toBeNull();
    expect(of('Enter', 'Enter')).toBeNull();
  });
});

describe('the half-day that a sheet opens at', () => {
  const of = (
    time: string,
    day = '2024-01-22',
    halves: readonly Half[] = ['morning', 'afternoon'],
  ) => firstHalf({ session: { day }, today: '2024-01-22', halves: [...halves] }, time);

  it('is the one that it is', () => {
    expect([of('08:05'), of('12:59'), of('13:00'), of('18:00')]).toEqual([
      'morning',
      'morning',
      'afternoon',
      'afternoon',
    ]);
  });

  it('is the only one, and the first of another day', () => {
    expect(of('16:00', '2024-01-22', ['morning'])).toBe('morning');
    expect(of('09:00', '2024-01-22', ['afternoon'])).toBe('afternoon');
    expect(of('16:00', '2024-01-19')).toBe('morning');
  });
});
