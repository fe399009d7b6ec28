import { describe, expect, it } from 'vitest';
import { daysBetween, isLocalDate } from '../kernel/dates.ts';
import { calendarIds, calendarOf } from './calendar.ts';
import { easterOf, publicHolidaysOf } from './publicHolidays.ts';

const amiens = calendarOf('FR', 'fr-b')!;
const lyon = calendarOf('FR', 'fr-a')!;
const rabat = calendarOf('MA', 'ma')!;

describe('public holidays', () => {
  it('follow Easter in France', () => {
    expect([2023, 2024, 2025, 2026, 2027, 2038].map(easterOf)).toEqual([
      '2023-04-09',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ]);
    const days = publicHolidaysOf('FR', 2024)!.map(({ on }) => on);
    expect(days).toHaveLength(11);
    expect(days).toEqual(expect.arrayContaining(['2024-04-01', '2024-05-09', '2024-05-20']));
  });

  it('of Morocco: fixed days from the year they were declared in, and those of the moon', () => {
    const days2013 = publicHolidaysOf('MA', 2013)!;
    expect(days2013).toContainEqual({ id: 'eidAlAdha', on: '2013-10-16' });
    expect(days2013).toContainEqual({ id: 'eidAlAdha', on: '2013-10-17' });
    expect(days2013.map(({ id }) => id)).not.toContain('amazighNewYear');
    expect(publicHolidaysOf('MA', 2024)).toContainEqual({ id: 'amazighNewYear', on: '2024-01-14' });
  });

  it('of a country that nobody has described are not invented', () => {
    expect(publicHolidaysOf('BE', 2024)).toBeNull();
    expect(calendarOf('BE', null)).toBeNull();
    expect(calendarOf(null, null)).toBeNull();
  });
});

describe('a school calendar', () => {
  it('knows the winter holidays of each zone', () => {
    expect(amiens.dayOff('2024-02-26')).toEqual({ kind: 'schoolHoliday', id: 'winter' });
    expect(amiens.dayOff('2024-02-20')).toBeNull();
    expect(lyon.dayOff('2024-02-20')).toEqual({ kind: 'schoolHoliday', id: 'winter' });
    expect(calendarOf('FR', 'fr-c')!.dayOff('2024-02-12')?.id).toBe('winter');
  });

  it('moves a day off to the last working day before it', () => {
    expect(amiens.workingDayUpTo('2023-11-08')).toBe('2023-11-08');
    // A Saturday of the autumn holidays: the Friday that they begin after.
    expect(amiens.workingDayUpTo('2023-10-28')).toBe('2023-10-20');
    expect(amiens.workingDayUpTo('2024-01-01')).toBe('2023-12-22');
    expect(amiens.workingDayFrom('2024-01-02')).toBe('2024-01-08');
    // The Sunday before school begins: teachers are back on the Friday.
    expect(amiens.workingDayUpTo('2023-09-03')).toBe('2023-09-01');
    expect(amiens.workingDayUpTo('2023-08-15')).toBe('2023-07-07');
  });

  it('says public holidays and weekends where there is no school calendar', () => {
    const land = calendarOf('FR', null)!;
    expect(land.dayOff('2024-02-26')).toBeNull();
    expect(land.workingDayUpTo('2024-11-11')).toBe('2024-11-08');
    expect(calendarOf('FR', 'fr-z')!.dayOff('2024-07-15')).toBeNull();
  });

  it('knows the years of the Moroccan pilots', () => {
    expect(rabat.dayOff('2013-01-30')).toEqual({ kind: 'schoolHoliday', id: 'midYear' });
    expect(rabat.workingDayUpTo('2013-03-17')).toBe('2013-03-15');
    expect(rabat.dayOff('2014-11-06')?.id).toBe('greenMarch');
    // No calendar is known for 2015 to 2022: weekends and public holidays only.
    expect(rabat.dayOff('2018-02-07')).toBeNull();
  });

  it('lists what touches some days', () => {
    expect(amiens.breaksBetween('2023-12-01', '2024-03-01').map(({ id }) => id)).toEqual([
      'christmas',
      'winter',
    ]);
    expect(amiens.publicHolidaysBetween('2023-12-01', '2024-01-31')).toEqual([
      { id: 'christmas', on: '2023-12-25' },
      { id: 'newYear', on: '2024-01-01' },
    ]);
  });

  it.each(calendarIds)('%s has breaks in order, apart, and of believable length', (id) => {
    const { years } = calendarOf(null, id)!;
    for (const { start, end, breaks } of years) {
      expect([start, end].every(isLocalDate)).toBe(true);
      let last = start;
      for (const one of breaks) {
        expect(isLocalDate(one.from) && isLocalDate(one.to)).toBe(true);
        expect(one.from > last).toBe(true);
        const days = daysBetween(one.from, one.to) + 1;
        expect(days).toBeGreaterThanOrEqual(4);
        expect(days).toBeLessThanOrEqual(18);
        last = one.to;
      }
      expect(end > last).toBe(true);
    }
  });
});
