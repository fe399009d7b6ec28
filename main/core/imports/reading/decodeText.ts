import type { TextReading } from './table.ts';

/** Bytes that are looked at to see whether a text without a mark is UTF-16. */
const LOOKED_AT = 4_096;
/** Share of zero bytes on one side from which a text is UTF-16. */
const MOSTLY = 0.3;
const WINDOWS = 'windows-1252' as const;

/**
 * The text of a file and how it was written, or null when it is no text. A mark at the start
 * decides; without one, what is valid UTF-8 is that, and all else is what French Excel writes: on Windows, or
 * on a Mac where its letters make more sense so.
 */
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: TextReading['encoding'] } | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 'utf-16be');
  const zeros = zeroShares(bytes);
  if (zeros.odd > MOSTLY && zeros.even === 0) return utf16(bytes, 'utf-16le');
  if (zeros.even > MOSTLY && zeros.odd === 0) return utf16(bytes, 'utf-16be');
  if (bytes.includes(0)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isText(text) ? { text, encoding: 'utf-8' } : null;
  } catch {
    const windows = new TextDecoder('windows-1252').decode(bytes);
    const mac = new TextDecoder('macintosh').decode(bytes);
    const isMac = accentsIn(mac) > accentsIn(windows);
    const [text, encoding] = isMac ? [mac, 'macintosh' as const] : [windows, WINDOWS];
    return isText(text) ? { text, encoding } : null;
  }
}

function utf16(
  bytes: Uint8Array,
  label: 'utf-16le' | 'utf-16be',
): { text: string; encoding: 'utf-16' } | null {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return isText(text) ? { text, encoding: 'utf-16' } : null;
  } catch {
    return null;
  }
}

/**
 * How many letters with accents stand as French writes them: small ones in words, capitals where no
 * small letter is before them. In another encoding than its own a text has hardly any.
 */
function accentsIn(text: string): number {
  const small = text.match(/[àâäçéèêëîïôöùûüœ](?=[a-z])|(?<=[A-Za-z])[àâäçéèêëîïôöùûüœ]/g);
  const capital = text.match(/(?<![a-z])[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ](?=[A-Za-z])/g);
  return (small?.length ?? 0) + (capital?.length ?? 0);
}

/** Whether it holds none of the characters that no writing has: those of pictures and programs. */
function isText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
}

function zeroShares(bytes: Uint8Array): { even: number; odd: number } {
  const end = Math.min(bytes.length, LOOKED_AT);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = Math.max(1, end / 2);
  return { even: even / half, odd: odd / half };
}
