import { expect, it } from 'vitest';
import { firstOfMonth } from './firstOfMonth.ts';

it.each([
  ['1 juin', '1er juin'],
  ['lundi 1 avril 2024', 'lundi 1er avril 2024'],
  ['1\u00a0janv. 2024', '1er\u00a0janv. 2024'],
  ['1–5 juin 2024', '1er–5 juin 2024'],
  ['28 mai – 1 juin 2024', '28 mai – 1er juin 2024'],
  ['11 juin', '11 juin'],
  ['21–31 août', '21–31 août'],
])('a first of a French month is an ordinal: %s', (text, said) => {
  expect(firstOfMonth('fr-FR', text)).toBe(said);
  expect(firstOfMonth('ar-MA', text)).toBe(text);
});
