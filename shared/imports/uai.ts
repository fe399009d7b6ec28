const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/**
 * Whether a code has the form of a French UAI and the letter that its seven figures call for:
 * `wrongLetter` is a slip of the pen, `otherForm` any other code.
 */
export function checkUai(code: string): 'right' | 'wrongLetter' | 'otherForm' {
  const found = /^(\d{7})([A-Z])$/.exec(code.toUpperCase());
  if (found === null) return 'otherForm';
  return uaiLetter(found[1]!) === found[2] ? 'right' : 'wrongLetter';
}

/** The letter that goes with the seven figures of a UAI. */
export function uaiLetter(figures: string): string {
  return LETTERS[Number(figures) % LETTERS.length]!;
}
