import { describe, expect, it } from 'vitest';
import { languages } from '../../shared/kernel/language.ts';
import { readDay, weekdayNames } from './dayText.ts';
import { formatOf } from './format.ts';

const NEAR = '2024-01-22';

describe('a day as people write it', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['5/3/2024', '2024-03-05'],
    ['05.03.24', '2024-03-05'],
    ['5-3', '2024-03-05'],
    ['05032024', '2024-03-05'],
    ['5 mars', '2024-03-05'],
    ['1er août 2023', '2023-08-01'],
    ['1 fev 2023', '2023-02-01'],
    ['3 Sept 2023', '2023-09-03'],
    ['11 شتنبر 2013', '2013-09-11'],
    ['11 سبتمبر 2013', '2013-09-11'],
    ['١١/٩/٢٠١٣', '2013-09-11'],
    ['۱۱/۹/۲۰۱۳', '2013-09-11'],
  ])('reads %s', (text, day) => {
    expect(readDay(text, NEAR)).toBe(day);
  });

  it.each(['', 'demain', '30/2/2024', '31 avril', '12', '3 ju 2024', '5 mars 2024 env.'])(
    'does not guess at %j',
    (text) => {
      expect(readDay(text, NEAR)).toBeNull();
    },
  );

  it.each(languages)('reads back every day that is written in %s', (language) => {
    for (let month = 1; month <= 12; month += 1) {
      const day = `2025-${String(month).padStart(2, '0')}-01`;
      expect(readDay(formatOf(language).longDay(day), NEAR)).toBe(day);
      expect(readDay(formatOf(language).day(day, '2025-06-01'), day)).toBe(day);
    }
  });
});

it('names the days of the week from Monday on', () => {
  expect(weekdayNames('fr')[0]).toMatch(/^lun/);
  expect(weekdayNames('en')[6]).toMatch(/^Sun/);
});
