import { createHash, randomInt } from 'node:crypto';

/** Letters and digits that are not taken for each other when read aloud or from paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 16 of 31 characters: 79 bits, out of reach of guessing also with the hash in hand. */
const LENGTH = 16;
const GROUP = 4;

/** How long a code can be used unless said otherwise, in minutes: seven days. */
export const DEFAULT_CODE_MINUTES = 7 * 24 * 60;
/** A code that lives less cannot be handed over in time. */
export const LEAST_CODE_MINUTES = 10;

/** A new one-time code, `XXXX-XXXX-XXXX-XXXX`. It is shown once and never stored. */
export function newCode(): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  const groups: string[] = [];
  for (let at = 0; at < LENGTH; at += GROUP) groups.push(characters.slice(at, at + GROUP).join(''));
  return groups.join('-');
}

/** What is stored of a code: SHA-256, whatever the case, hyphens and spaces it is typed with. */
export function hashCode(code: string): string {
  const bare = code.toUpperCase().replaceAll(/[\s-]/g, '');
  return createHash('sha256').update(bare).digest('hex');
}

/** The login that a practice code `demo-LOGIN` is for, or null for any other code. */
export function demoLogin(code: string): string | null {
  const match = /^demo-([a-z0-9][a-z0-9._-]*)$/.exec(code.trim().toLowerCase());
  return match?.[1] ?? null;
}
