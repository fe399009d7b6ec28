import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PLAIN_ID_PATTERN } from '../kernel/ids.ts';
import { byFamilyName, loginBase, loginOf, personIdOf, splitName } from './names.ts';

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

describe('names', () => {
  it('are told apart by capitals, else by their order', () => {
    expect(splitName('LE GOFF Éloïse')).toEqual({ firstName: 'Éloïse', lastName: 'LE GOFF' });
    expect(splitName('Jean-Paul MARTIN')).toEqual({ firstName: 'Jean-Paul', lastName: 'MARTIN' });
    expect(splitName(' Éloïse  Le Goff ')).toEqual({ firstName: 'Éloïse', lastName: 'Le Goff' });
    expect(splitName('فاطمة الزهراء')).toEqual({ firstName: 'فاطمة', lastName: 'الزهراء' });
    expect(splitName('Cher')).toEqual({ firstName: 'Cher', lastName: '' });
  });

  it('are in the order of a language: by family name, then by first name', () => {
    const people = [
      { name: 'Zoé Chêne' },
      { name: 'Anne Lise Bouleau', firstName: 'Anne Lise', lastName: 'Bouleau' },
      { name: 'CHÊNE Anna' },
      { name: 'Édith Erable' },
      { name: 'Cher' },
      { name: 'ليلى الرياض' },
    ];
    const order = (language: 'fr' | 'ar') =>
      people.toSorted(byFamilyName(language)).map(({ name }) => name);
    const latin = ['Anne Lise Bouleau', 'CHÊNE Anna', 'Zoé Chêne', 'Cher', 'Édith Erable'];
    expect(order('fr')).toEqual([...latin, 'ليلى الرياض']);
    expect(order('ar')).toEqual(['ليلى الرياض', ...latin]);
  });

  it('make a login in plain letters, the email where they have none', () => {
    expect(loginOf('Éloïse', 'Le Goff')).toBe('eloise.le-goff');
    expect(loginBase(splitName('فاطمة الزهراء'), 'F.Zahra@example.ma')).toBe('f-zahra');
    expect(loginBase(splitName('فاطمة'), null)).toBe('person');
    expect(loginBase(splitName('Cher'), null)).toBe('cher');
    expect(loginBase(splitName(`${'a'.repeat(100)} b`), null)).toMatch(
      /^[a-z0-9][a-z0-9._-]{0,79}$/,
    );
  });

  it('of one email are one person, however it is written', () => {
    expect(personIdOf(' A.B@Example.org', sha256)).toBe(personIdOf('a.b@example.org ', sha256));
    expect(personIdOf('a@b', sha256)).not.toBe(personIdOf('a@c', sha256));
    expect(personIdOf('a@b', sha256)).toMatch(PLAIN_ID_PATTERN);
  });
});
