const zones: Readonly<Record<string, string>> = { FR: 'Europe/Paris', MA: 'Africa/Casablanca' };

/** IANA name of the zone that times of day of a country's schools are in; of others it is Paris's. */
export function timeZoneOf(country: string | null): string {
  return zones[country ?? ''] ?? 'Europe/Paris';
}
