import { describe, expect, it } from 'vitest';
import { secretsIn } from './secrets.ts';

const kinds = (text: string): string[] => secretsIn(text).map(({ kind }) => kind);

describe('secrets and data of people', () => {
  it.each([
    ['password', 'mdp: Azerty12'],
    ['password', 'Le mot de passe est Lilas-2024'],
    ['password', 'password = hunter22'],
    ['password', 'كلمة السر: Maroc2024'],
    ['password', 'voir https://jean:lilas@serveur.fr/x'],
    ['token', 'Jeton d’authentification : a8f5f167f44f4964e6c998dee827110c'],
    ['token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc_def-123'],
    ['token', 'Authorization: Bearer 0123456789abcdef0123'],
    ['token', 'ghp_0123456789abcdefghijABCDEFGHIJ0123'],
    ['privateKey', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ['privateKey', '-----BEGIN PRIVATE KEY-----\nMIIEcut'],
    ['iban', 'RIB FR14 2004 1010 0505 0001 3M02 606 du lycée'],
    ['iban', 'FR1420041010050500013M02606'],
    ['card', 'carte 4970 1000 0000 0055'],
    ['socialNumber', 'NIR 2 84 05 80 123 456 23'],
    ['learnerCode', 'élève 123456789AB'],
    ['learnerCode', 'INE 0123456789J'],
    ['learnerCode', 'code massar J130245678'],
    ['birthDate', 'née le 12/03/2009'],
    ['birthDate', 'تاريخ الازدياد: 2009-03-12'],
    ['emails', 'a@x.fr; b@x.fr; c@x.fr'],
    ['phones', '06 12 34 56 78, 06 12 34 56 79, +212 612345678'],
  ])('notices a %s in «%s»', (kind, text) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    'Le mot de passe est refusé à la connexion.',
    'mot de passe oublié, que faire ?',
    'mot de passe : ****',
    'Le jeton est arrivé à expiration hier.',
    'Mandat 2024-000123 de 1 234,56 €, engagement 4500012345',
    'UAI 0801234K, code FR76',
    'FR14 2004 1010 0505 0001 3M02 607',
    'Répondre à intendance@lycee.fr ou au 03 22 00 00 00',
    'Version 24.1.0 du 12/03/2024',
    'SIRET 198 012 345 00017',
    'commande 4970 1000 0000 0056',
  ])('leaves «%s» alone', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('names places in their order, none inside another', () => {
    const text = 'née le 12/03/2009, INE 123456789AB, mdp: secret1';
    const found = secretsIn(text);
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual([
      'née le 12/03/2009',
      '123456789AB',
      'mdp: secret1',
    ]);
  });

  it('stays quick on a text that was made to slow it down', () => {
    const text = `${'1 '.repeat(8_000)}${'a@'.repeat(2_000)}${'mot de passe '.repeat(500)}`;
    expect(Array.isArray(secretsIn(text))).toBe(true);
    const many = 20_000;
    for (const [before, over] of [
      ['élève ', 'a'],
      ['élève ', 'a '],
      ['élève Martin Dupont', ' '],
      ['login: a', ' '],
      ['login: ', 'a'],
      ['INE', ' '],
      ['INE ', '1 '],
      ['Martin Dupont', '\t'],
      ['', 'Martin '],
      ['التلميذ ', 'م '],
      ['mot de passe', ' '],
      ['mot de passe : ', 'A1'],
      ['née le', ' '],
      ['', 'mot de passe provisoire '],
      ['', 'a@'],
      ['', 'A'],
      ['', 'eyJ'],
      ['jeton', ' '],
      ['', 'jeton '],
      ['', 'née le '],
      ['https://', ':'],
      ['', 'https://a:'],
      ['je me connecte', ' a'],
      ['', 'connexion avec a et '],
      ['identifiant ', 'a '],
      ['', 'code secret '],
      ['', 'ＭＤＰ：'],
      ['', 'm.d.p. '],
    ] as const) {
      expect(Array.isArray(secretsIn(`${before}${over.repeat(many)}`))).toBe(true);
    }
  });
});
