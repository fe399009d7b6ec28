import type { BoardState } from './board.types.ts';
import { AFTERNOON, MORNING } from './model.ts';

/**
 * The room of a site that suits best: the smallest free one with enough seats, else a free one, else
 * one with enough seats; −1: the site has none.
 * @param preferred taken as soon as it is free and large enough
 */
export function roomFor(
  board: BoardState,
  site: number,
  day: number,
  halves: number,
  people: number,
  preferred = -1,
): number {
  if (site < 0) return -1;
  const { model } = board;
  const isFree = (room: number): boolean => {
    const slot = (room * model.dates.length + day) * 2;
    if ((halves & MORNING) !== 0 && board.roomSlots[slot]! > 0) return false;
    return (halves & AFTERNOON) === 0 || board.roomSlots[slot + 1] === 0;
  };
  const seats = (room: number): number => model.rooms[room]!.seats;
  if (preferred >= 0 && model.rooms[preferred]!.site === site && seats(preferred) >= people) {
    if (isFree(preferred)) return preferred;
  }
  let free = -1;
  let enough = -1;
  // Fewest seats first: the first that does is the smallest, the last free one the largest.
  for (const room of model.roomsOf[site]!) {
    const does = seats(room) >= people;
    if (isFree(room)) {
      if (does) return room;
      free = room;
    } else if (does && enough < 0) enough = room;
  }
  if (free >= 0) return free;
  return enough >= 0 ? enough : (model.roomsOf[site]!.at(-1) ?? -1);
}
