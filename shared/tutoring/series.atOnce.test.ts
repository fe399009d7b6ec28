import { expect, it } from 'vitest';
import { atOnce } from './series.atOnce.ts';

it('names two sessions of a group or a tutor at the same time, and no others', () => {
  const session = (id: string, from: string, to: string, more = {}) => ({
    id,
    group: 'g',
    tutors: ['p'],
    day: '2024-01-31',
    from,
    to,
    status: 'planned',
    ...more,
  });
  const sessions = [
    session('a', '14:00', '16:00'),
    session('b', '15:00', '17:00'),
    session('c', '16:00', '17:00', { day: '2024-02-01' }),
    session('d', '15:00', '16:00', { status: 'cancelled' }),
    session('e', '15:00', '16:00', { group: 'h', tutors: ['q'] }),
    session('f', '17:00', '18:00'),
  ];
  expect([...atOnce(sessions)]).toEqual(['a', 'b']);
  // Nobody leads two groups at a time.
  const led = [...sessions, session('i', '15:30', '16:30', { group: 'h', tutors: ['q', 'p'] })];
  expect([...atOnce(led)]).toEqual(['a', 'b', 'e', 'i']);
});
