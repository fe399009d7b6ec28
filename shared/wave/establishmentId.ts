const FRANCE = 'FR';

/**
 * Row id of an establishment by its administration's code: two pilots who bring the same school
 * in offline mean the same row. `0801234X` → `etab-0801234x`; with its country outside of France.
 * @param code of letters, figures, dots, hyphens; 40 at most
 */
export function establishmentIdOf(country: string, code: string): string {
  const place = country === FRANCE ? '' : `${country.toLowerCase()}-`;
  return `etab-${place}${code.toLowerCase()}`;
}
