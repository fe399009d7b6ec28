import { expect, it } from 'vitest';
import { movedMisses } from './movedMisses.rules.ts';
import type { SessionView } from './training.views.ts';

const session = (group: string, module: string, day: string, status = 'planned'): SessionView =>
  ({
    id: `${group}-${module}`,
    groups: [group],
    module,
    title: module.toUpperCase(),
    day,
    status,
    repeats: null,
    occurrences: [],
  }) as unknown as SessionView;

const sessions = [
  session('a', 'm1', '2024-01-10', 'held'),
  session('a', 'm2', '2024-02-10'),
  session('b', 'm1', '2024-01-12', 'held'),
  session('b', 'm2', '2024-01-19', 'held'),
  session('b', 'm3', '2024-02-20'),
  session('c', 'm1', '2024-02-01'),
  session('d', 'm2', '2024-01-15', 'cancelled'),
];
const from = 'a';

it('who goes to a group that has begun misses what it has held and theirs has not', () => {
  expect(movedMisses(sessions, { from, to: 'b', on: '2024-01-22' })).toEqual({
    begun: true,
    missed: ['M2'],
  });
  // On the day itself they are there.
  expect(movedMisses(sessions, { from, to: 'b', on: '2024-01-19' }).missed).toEqual([]);
  expect(movedMisses(sessions, { from, to: 'b', on: '2024-02-21' }).missed).toEqual(['M3']);
});

it('who goes to a group that has not begun misses nothing', () => {
  const none = { begun: false, missed: [] };
  expect(movedMisses(sessions, { from, to: 'c', on: '2024-01-22' })).toEqual(none);
  expect(movedMisses(sessions, { from, to: 'd', on: '2024-01-22' })).toEqual(none);
});

it('what is held again is not missed, and who was in no group has followed nothing', () => {
  const again = [...sessions, session('b', 'm2', '2024-02-02')];
  expect(movedMisses(again, { from, to: 'b', on: '2024-01-22' }).missed).toEqual([]);
  expect(movedMisses(sessions, { from: null, to: 'b', on: '2024-01-22' }).missed).toEqual([
    'M1',
    'M2',
  ]);
});
