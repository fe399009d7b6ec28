import { describe, expect, it } from 'vitest';
import { readTime } from './dayTime.ts';

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['9h', '09:00'],
    ['9 h 30', '09:30'],
    ['9:05', '09:05'],
    ['9h25', '09:25'],
    ['23.59', '23:59'],
    ['٩:٢٥', '09:25'],
    ['0925', '09:25'],
    ['930', '09:30'],
    ['1645', '16:45'],
    [' 23:59 ', '23:59'],
  ])('%s is read as %s', (text, time) => expect(readTime(text)).toBe(time));

  it.each(['', 'midi', '24:00', '9:60', '9:5', '12345'])('%s is none', (text) =>
    expect(readTime(text)).toBeNull(),
  );
});
