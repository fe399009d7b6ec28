import { createPrivateKey, createPublicKey } from 'node:crypto';

/** A key pair of age (https://age-encryption.org/v1): what is encrypted to one, the other opens. */
export interface AgeIdentity {
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: string;
  /** `age1…` */
  readonly recipient: string;
}

/** Everything of a PKCS #8 X25519 private key but its 32 bytes of secret (RFC 8410). */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * Writes a secret as an age identity. The library does the same; to load it for this alone would
 * take most of the time of an enrolment.
 * @param secret 32 random bytes
 */
export function ageIdentityOf(secret: Uint8Array): AgeIdentity {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_X25519, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    identity: bech32('age-secret-key-', secret).toUpperCase(),
    recipient: bech32('age', Buffer.from(x!, 'base64url')),
  };
}

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP 173, without its limit of length: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki */
function bech32(prefix: string, bytes: Uint8Array): string {
  const data = inFives(bytes);
  const letters = [...Buffer.from(prefix, 'latin1')];
  const expanded = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)];
  const check = polymod([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checksum = [25, 20, 15, 10, 5, 0].map((shift) => (check >> shift) & 31);
  return `${prefix}1${[...data, ...checksum].map((five) => ALPHABET[five]!).join('')}`;
}

/** Bytes as groups of five bits, the last one filled up with zeros. */
function inFives(bytes: Uint8Array): number[] {
  const fives: number[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    for (; held >= 5; held -= 5) fives.push((bits >> (held - 5)) & 31);
    bits &= 31;
  }
  if (held > 0) fives.push((bits << (5 - held)) & 31);
  return fives;
}

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATOR.entries()) {
      if (((top >> bit) & 1) === 1) check ^= generator;
    }
  }
  return check;
}
