import { describe, expect, it } from 'vitest';
import { fitting } from './columnRoom.ts';

const columns = [
  { id: 'name', width: 'minmax(150px, 1fr)' },
  { id: 'town', width: 'minmax(90px, 1fr)', spare: 1 },
  { id: 'joined', width: '90px', spare: 3 },
  { id: 'late', width: '70px', spare: 2 },
];
const shown = (room: number | null) => fitting(columns, room).map(({ id }) => id);

describe('columns of a list', () => {
  it('all stay where there is room, or where the room is not known', () => {
    // Widths, three gaps and what is free at both ends.
    const all = 150 + 90 + 90 + 70 + 3 * 14 + 32;
    expect(shown(all)).toEqual(['name', 'town', 'joined', 'late']);
    expect(shown(null)).toEqual(['name', 'town', 'joined', 'late']);
    expect(shown(all - 1)).toEqual(['name', 'town', 'late']);
  });

  it('go one after the other, and never those that nothing else says', () => {
    expect(shown(300)).toEqual(['name', 'town']);
    expect(shown(100)).toEqual(['name']);
  });
});
