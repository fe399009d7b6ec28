import { describe, expect, it } from 'vitest';
import { createPageTexts } from '../app/i18n.ts';
import { formatOf } from './format.ts';
import { matches, plain } from './plain.ts';
import { whenWords } from './when.ts';

const TODAY = '2024-01-22';

describe('days and hours', () => {
  it('are short and local', () => {
    expect(formatOf('fr').day('2024-03-15', TODAY)).toBe('15 mars');
    expect(formatOf('en').day('2024-03-15', TODAY)).toBe('15 Mar');
    expect(formatOf('ar').day('2024-03-15', TODAY)).toBe('15 مارس');
  });

  it('have their year when they could be mistaken', () => {
    expect(formatOf('fr').day('2023-12-15', TODAY)).toBe('15 déc.');
    expect(formatOf('fr').day('2022-12-15', TODAY)).toBe('15 déc. 2022');
  });

  it('all have their year where one that they are compared with is in another year than today', () => {
    const said = (language: 'fr' | 'ar', ...days: string[]) =>
      days.map(formatOf(language).days(days, TODAY));
    expect(said('fr', '2023-10-18', '2024-01-18')).toEqual(['18 oct. 2023', '18 janv. 2024']);
    expect(said('fr', '2024-01-01', '2025-01-01')).toEqual(['1er janv. 2024', '1er janv. 2025']);
    expect(said('ar', '2023-12-15', '2024-03-15')).toEqual(['15 دجنبر 2023', '15 مارس 2024']);
    expect(said('fr', '2024-03-15', '2024-12-20')).toEqual(['15 mars', '20 déc.']);
    expect(formatOf('fr').days([null, '2024-03-15'], TODAY)('2024-03-15')).toBe('15 mars');
  });

  it('begin a French month with 1er', () => {
    expect(formatOf('fr').longDay('2024-01-01')).toBe('1er janvier 2024');
    expect(formatOf('fr').longDay('2024-01-11')).toBe('11 janvier 2024');
    expect(formatOf('fr').range('2024-06-01', '2024-06-05')).toMatch(/^1er–5 juin 2024$/);
    expect(formatOf('fr').range('2024-05-28', '2024-06-01')).toMatch(/1er juin 2024$/);
  });

  it('write hours as the language does', () => {
    const at = new Date(2024, 0, 22, 9, 5).getTime();
    expect(formatOf('fr').time(at)).toBe('9\u00a0h\u00a005');
    expect(formatOf('en').time(at)).toBe('09:05');
    expect(formatOf('ar').time(at)).toBe('09:05');
    expect(formatOf('en').time(new Date(2024, 0, 22, 0, 5).getTime())).toBe('00:05');
  });

  it('are said from now', () => {
    const { t } = createPageTexts();
    const now = new Date(2024, 0, 1, 8, 0).getTime();
    const say = (ms: number) => whenWords(t, formatOf('fr'), ms, now).replaceAll('\u00a0', ' ');
    expect(say(new Date(2024, 0, 1, 0, 1).getTime())).toBe('à 0 h 01');
    expect(say(new Date(2023, 11, 31, 23, 59).getTime())).toBe('hier à 23 h 59');
    expect(say(new Date(2023, 11, 30, 9, 12).getTime())).toBe('le 30 déc. à 9 h 12');
  });
});

describe('a search', () => {
  it('ignores accents, case and the form of the apostrophe', () => {
    expect(matches(plain('Équiper l’établissement'), "ETABLISSEMENT l'e equiper")).toBe(true);
    expect(matches(plain('عُدّة الانتقال'), 'عدة')).toBe(true);
    expect(matches(plain('Budget'), 'budgets')).toBe(false);
  });
});

describe('names side by side', () => {
  it('are joined as the language joins them, without what is missing', () => {
    expect(formatOf('fr').line(['Abbeville', null, 'V6'])).toBe('Abbeville · V6');
    expect(formatOf('fr').list(['Amiens', 'Beauvais'])).toBe('Amiens, Beauvais');
  });

  it('run together in Arabic where all of them are Latin', () => {
    expect(formatOf('ar').line(['Lycée du Vimeu', null, 'Amiens'])).toBe('Lycée du Vimeu · Amiens');
    expect(formatOf('ar').list(['Amiens', 'Laon'])).toBe('Amiens, Laon');
    expect(formatOf('ar').line(['Amiens', '12'])).toBe('\u200f\u2068Amiens\u2069 · \u206812\u2069');
  });

  it('keep the order of Arabic, whatever script they are in', () => {
    expect(formatOf('ar').line(['Massar', '', 'الحصة 1'])).toBe(
      '\u200f\u2068Massar\u2069 · \u2068الحصة 1\u2069',
    );
    expect(formatOf('ar').list([])).toBe('');
  });
});
