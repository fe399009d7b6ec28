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

/** What JSON does not write as an array literal does: line ends and the like, half a pair. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0001-\u001F]/;

/**
 * An array of texts, numbers and nulls as a literal of PostgreSQL's. JSON quotes texts as a
 * literal does and is written many times faster; what it would write otherwise is left to the
 * driver.
 */
export function encodeArray(values: readonly unknown[]): unknown {
  const encoded: unknown[] = [];
  let plain = true;
  for (const value of values) {
    if (typeof value !== 'string') {
      encoded.push(value);
      continue;
    }
    const text = encodeText(value);
    plain &&= !CONTROL.test(text) && text.isWellFormed();
    encoded.push(text);
  }
  return plain ? `{${JSON.stringify(encoded).slice(1, -1)}}` : encoded;
}
