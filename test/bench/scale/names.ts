/** What the rows of the filled store are named by. */
export const PROGRAMME = 'opale';
/** The day that the store pretends to be. */
export const TODAY = '2024-01-22';
/** Waves with a switchover of their own; schools that wait for one have another. */
export const WAVES = 24;
export const WAITING = 'attente';
export const TERRITORIES = 30;
/** Who the device belongs to. */
export const PILOT = 'pilote';
/** Somebody who works off kits in every school. */
export const TECHNICIAN = 'technicienne';

/** Id of the nth school. */
export function schoolId(school: number): string {
  return `etab-${String(school).padStart(5, '0')}`;
}

/** Id of the nth wave. */
export function waveId(wave: number): string {
  return `vague-${wave}`;
}
