import type { Point } from './planner.types.ts';

const EARTH_KM = 6371;
const ROADS_ARE_LONGER = 1.3;
const KM_PER_MINUTE = 1;
const START_AND_PARKING_MINUTES = 10;
const RADIANS = Math.PI / 180;

/** Kilometres by road, one way, guessed without a map: great circle × 1.3; 0 within a hundred metres. */
export function roadKm(from: Point, to: Point): number {
  const north = Math.sin(((to.lat - from.lat) * RADIANS) / 2);
  const east = Math.sin(((to.lng - from.lng) * RADIANS) / 2);
  const chord = north ** 2 + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * east ** 2;
  const km = 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  return km < 0.1 ? 0 : km * ROADS_ARE_LONGER;
}

/**
 * Minutes by road, one way, guessed without a map: {@link roadKm} at 60 km/h, and 10 minutes to
 * start and park. 0 within a hundred metres, and where a place is not known.
 */
export function travelMinutes(from: Point | null, to: Point | null): number {
  if (from === null || to === null) return 0;
  const km = roadKm(from, to);
  return km === 0 ? 0 : Math.round(km / KM_PER_MINUTE + START_AND_PARKING_MINUTES);
}
