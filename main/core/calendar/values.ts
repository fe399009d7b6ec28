/**
 * Text as a calendar file may hold it: with `\n` for every end of a line, since readers take other
 * signs for the end of a line of the file, and without control characters or halves of characters.
 */
export function plainLines(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[\p{Cc}--[\n\t]]/gv, '')
    .toWellFormed();
}

/** Signs that end an address, or begin something else within one. */
const IN_ADDRESS: Readonly<Record<string, string>> = { '?': '%3F', '#': '%23', '&': '%26' };

/** Somebody's mail address as a URI; null when it is none. */
export function address(email: string): string | null {
  const trimmed = email.trim().toWellFormed();
  if (!/^[^@]+@[^@]+$/.test(trimmed)) return null;
  return `mailto:${encodeURI(trimmed).replaceAll(/[?#&]/g, (sign) => IN_ADDRESS[sign] ?? sign)}`;
}

/** An address of the web, written so that it holds no ends of lines; null when it is none. */
export function webAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { href, protocol } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
