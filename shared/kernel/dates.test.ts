import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isLocalDate, localDateAt, addMonths } from './dates.ts';

describe('calendar days', () => {
  it('add months, ending with the month where that is too short', () => {
    expect(addMonths('2024-01-01', 3)).toBe('2024-04-01');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-01-15', -2)).toBe('2023-11-15');
    expect(addMonths('2023-11-30', 3)).toBe('2024-02-29');
  });

  it('are counted over both clock changes and leap days', () => {
    expect(addDays('2024-03-30', 2)).toBe('2024-04-01');
    expect(addDays('2024-10-26', 2)).toBe('2024-10-28');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-01-01', -120)).toBe('2023-09-03');
    expect(daysBetween('2023-09-03', '2024-01-22')).toBe(141);
    expect(daysBetween('2024-01-22', '2023-09-03')).toBe(-141);
  });

  it('exist or not', () => {
    expect(isLocalDate('2024-02-29')).toBe(true);
    expect(isLocalDate('2023-02-29')).toBe(false);
    expect(isLocalDate('2024-2-1')).toBe(false);
    expect(isLocalDate('')).toBe(false);
  });

  it('begin at midnight of their zone', () => {
    const justBeforeMidnightInParis = Date.UTC(2024, 0, 21, 22, 59, 59);
    expect(localDateAt(justBeforeMidnightInParis, 'Europe/Paris')).toBe('2024-01-21');
    expect(localDateAt(justBeforeMidnightInParis + 1_000, 'Europe/Paris')).toBe('2024-01-22');
    expect(localDateAt(justBeforeMidnightInParis, 'Africa/Casablanca')).toBe('2024-01-21');
  });
});
