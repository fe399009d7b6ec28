import { describe, expect, it } from 'vitest';
import { readTime, statusOfKey, timeAt } from './marks.ts';

describe('a time of arrival', () => {
  it('is read as people type it', () => {
    expect(['9:25', '9h25', '0925', '925', '9', '9 h 25', '٩:٢٥', '23.59'].map(readTime)).toEqual([
      '09:25',
      '09:25',
      '09:25',
      '09:25',
      '09:00',
      '09:25',
      '09:25',
      '23:59',
    ]);
    expect(['', '24:00', '9:60', 'midi', '12345'].map(readTime)).toEqual(Array(5).fill(null));
  });

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
