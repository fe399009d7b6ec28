const FRANCE = 'FR';
/** A code as a plain id can hold it, with nothing in front. */
const CODE = /^[A-Z0-9][A-Z0-9._-]{0,39}$/;

/** A code as it is stored: people write them with spaces and small letters. Null: it is none. */
export function establishmentCode(text: string): string | null {
  const code = text.toUpperCase().replaceAll(/\s/g, '');
  return CODE.test(code) ? code : null;
}

/**
 * Row id of an establishment by its administration's code: two pilots who bring the same school
 * in offline mean the same row. `0801234G` → `etab-0801234g`; with its country outside of France.
 * @param code of letters, figures, dots, hyphens; 40 at most
 */
export function establishmentIdOf(country: string, code: string): string {
  const place = country === FRANCE ? '' : `${country.toLowerCase()}-`;
  return `etab-${place}${code.toLowerCase()}`;
}
