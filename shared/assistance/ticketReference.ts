/** Letters and digits that nobody takes for each other. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 6;

/**
 * Reference of a request by which it is found again in what an outside tool exports, such as
 * `B-7F3K2M`. It follows from the row's id: the same on every device, and never written down.
 */
export function ticketReference(id: string): string {
  let hash = 0x811c9dc5;
  for (const letter of id) {
    hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  }
  // The last letters of ids that count up differ in few bits: they are spread.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  let text = '';
  for (let at = 0; at < LENGTH; at += 1) {
    text = LETTERS[hash % LETTERS.length]! + text;
    hash = Math.floor(hash / LETTERS.length);
  }
  return `B-${text}`;
}

/** References of requests that a text carries. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/\[(B-[0-9A-HJKMNP-TV-Z]{6})\]/g)].map(([, reference]) => reference!);
}

/**
 * The references that a text has on lines of their own: in brackets, or after a word for it
 * (`Référence : B-7F3K2M`).
 */
export function referenceLines(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = OWN_LINE.exec(line.trim());
    return found === null ? [] : [(found[1] ?? found[2])!.toUpperCase()];
  });
}
const OWN_LINE =
  /^(?:\[(B-[0-9A-HJKMNP-TV-Z]{6})\]|(?:notre |our )?(?:référence|réf\.?|reference|ref\.?|المرجع|مرجع)(?: bascule)?\s*:?\s*\[?(B-[0-9A-HJKMNP-TV-Z]{6})\]?\.?)$/iu;

/** The reference that a title ends with, as what is handed over has it; null: none. */
export function endingReference(title: string): string | null {
  return /\[(B-[0-9A-HJKMNP-TV-Z]{6})\]\s*$/.exec(title)?.[1] ?? null;
}

/** A title without its own reference at its end. */
export function withoutReference(title: string, reference: string): string {
  return endingReference(title) === reference ? title.replace(/\s*\[[^\]]*\]\s*$/, '') : title;
}
