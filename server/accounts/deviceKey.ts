import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 16;
const BITS = 5;

/** What a device signs is bound to this use of its key. */
const SESSION_PREFIX = 'bascule-session:';

function importKey(publicKey: string): KeyObject | null {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
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

/** Whether `signature` (base64url) is the device's over a session challenge. */
export function isSessionSignature(
  publicKey: string,
  challenge: string,
  signature: string,
): boolean {
  const key = importKey(publicKey);
  if (key === null) return false;
  const message = Buffer.from(SESSION_PREFIX + challenge);
  return verify(null, message, key, Buffer.from(signature, 'base64url'));
}
