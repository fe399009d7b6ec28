import towns from './towns.json' with { type: 'json' };

const points = new Map<string, readonly number[]>(Object.entries(towns));

/** Where a town of the practice data is, in degrees to a hundredth; nothing where it is not known. */
export function pointOf(town: string): { latitude?: number; longitude?: number } {
  const [latitude, longitude] = points.get(town) ?? [];
  return latitude === undefined || longitude === undefined ? {} : { latitude, longitude };
}
