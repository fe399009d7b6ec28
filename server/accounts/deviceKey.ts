import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 16;
const BITS = 5;

/** What a device signs is bound to one use of its key. */
const SESSION_PREFIX = 'bascule-session:';
const SPLIT_PREFIX = 'bascule-split:';

/** Reading a key takes a third of the time of a verification: the last ones are kept. */
const MAX_KEYS = 1_000;
const keys = new Map<string, KeyObject>();

function importKey(publicKey: string): KeyObject | null {
  const known = keys.get(publicKey);
  if (known !== undefined) {
    // Used last: it goes last.
    keys.delete(publicKey);
    keys.set(publicKey, known);
    return known;
  }
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    keys.set(publicKey, key);
    if (keys.size > MAX_KEYS) keys.delete(keys.keys().next().value!);
    return key;
  } catch {
    return null;
  }
}

/**
 * The id of the device that holds a key: 16 base32 characters (80 bits) of the SHA-256 of the
 * key's bytes, so that it cannot be chosen, and names the key.
 * @param publicKey JWK `x`
 * @returns null when that is not an Ed25519 key in its one canonical form
 */
export function deviceIdOf(publicKey: string): string | null {
  const bytes = Buffer.from(publicKey, 'base64url');
  if (bytes.toString('base64url') !== publicKey || importKey(publicKey) === null) return null;
  const hash = createHash('sha256').update(bytes).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, (ID_LENGTH * BITS) / 8)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let at = 0; at < ID_LENGTH; at += 1) {
    id = BASE32[Number(bits & 31n)]! + id;
    bits >>= 5n;
  }
  return id;
}

/** Whether `signature` (base64url) is that of a device's key over UTF-8 text. */
export function isSignature(publicKey: string, text: string, signature: string): boolean {
  const key = importKey(publicKey);
  if (key === null) return false;
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

/** Whether `signature` is the device's over a session challenge. */
export function isSessionSignature(
  publicKey: string,
  challenge: string,
  signature: string,
): boolean {
  return isSignature(publicKey, SESSION_PREFIX + challenge, signature);
}

/** Whether `signature` is the old device's over the key of the device it is split into. */
export function isSplitSignature(
  publicKey: string,
  newPublicKey: string,
  signature: string,
): boolean {
  return isSignature(publicKey, SPLIT_PREFIX + newPublicKey, signature);
}
