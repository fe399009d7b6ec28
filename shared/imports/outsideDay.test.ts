import { expect, it } from 'vitest';
import { dayReader } from './outsideDay.ts';

const only = (text: string) => dayReader([text])(text);

it.each([
  ['2024-01-22 09:15:00', '2024-01-22'],
  ['2024-01-22T09:15:00.000+0100', '2024-01-22'],
  ['22/01/2024 à 09:15', '2024-01-22'],
  ['22-01-2024 09:15', '2024-01-22'],
  ['22/01/24 9:15 AM', '2024-01-22'],
  ['22/Jan/24 9:15 AM', '2024-01-22'],
  ['22/janv./24 9:15 AM', '2024-01-22'],
  ['22 janvier 2024 à 09:15', '2024-01-22'],
  ['1er février 2024', '2024-02-01'],
  ['lundi 22 janvier 2024', '2024-01-22'],
  ['Jan 22, 2024 9:15 AM', '2024-01-22'],
  ['January 22nd, 2024', '2024-01-22'],
  ['22 يناير 2024', '2024-01-22'],
  ['٢٢/٠١/٢٠٢٤', '2024-01-22'],
  ['45313', '2024-01-22'],
])('%s is a day', (text, day) => {
  expect(only(text)).toBe(day);
});

it.each(['31/02/2024', '22/13/2024', 'hier', '22 brumaire 2024', '2024', '1.2.3', '12345678901'])(
  '%s is none',
  (text) => {
    expect(only(text)).toBeNull();
  },
);

it('a table that can only be read month first is read so as a whole', () => {
  const american = dayReader(['01/05/2024', '1/22/2024 9:15 AM', '']);
  expect(american('01/05/2024')).toBe('2024-01-05');
  expect(american('2024-02-03')).toBe('2024-02-03');
});

it('one with days of both ways is read day first, and what is no day so is told', () => {
  const mixed = dayReader(['22/01/2024', '01/22/2024']);
  expect(mixed('01/05/2024')).toBe('2024-05-01');
  expect(mixed('01/22/2024')).toBeNull();
});
