/**
 * PostgreSQL's text holds every character but U+0000. It is kept as an escape character of the
 * private use area and a digit, and so is that character itself: what is read is what was written.
 */
const NUL = '\u0000';
const ESCAPE = '\uE000';

/** Text as it is written into a column. */
export function encodeText(text: string): string {
  return text.includes(NUL) || text.includes(ESCAPE)
    ? text.replaceAll(ESCAPE, `${ESCAPE}1`).replaceAll(NUL, `${ESCAPE}0`)
    : text;
}

/** Text as it was before {@link encodeText}. */
export function decodeText(text: string): string {
  return text.includes(ESCAPE)
    ? text.replaceAll(/\uE000([01])/g, (_, digit) => (digit === '0' ? NUL : ESCAPE))
    : text;
}
