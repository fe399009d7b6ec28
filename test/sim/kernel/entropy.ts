import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { Chance } from './chance.ts';

/** Everything of a PKCS #8 Ed25519 private key but its 32 bytes of secret (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

let chance = new Chance(0);

/**
 * Makes keys, salts and ids of this process follow a seed, so that a run can be replayed: stamps
 * carry device ids, which come from keys, and decide between concurrent writes.
 */
export function seedEntropy(seed: number): void {
  chance = new Chance(seed ^ 0x5eed);
}

/** An Ed25519 key pair of the seed's. */
export function seededKeyPair(): { publicKey: crypto.KeyObject; privateKey: crypto.KeyObject } {
  const key = Buffer.concat([PKCS8_ED25519, chance.bytes(32)]);
  const privateKey = crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: crypto.createPublicKey(privateKey) };
}

/** Replaces the sources of randomness of this process. Called once, before the product loads. */
export function takeOverEntropy(): void {
  const uuid = (): string => {
    const hex = chance.bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  const generate = crypto.generateKeyPairSync as (...given: unknown[]) => unknown;
  Object.assign(crypto, {
    randomBytes: (length: number, done?: (error: null, bytes: Buffer) => void) => {
      const bytes = chance.bytes(length);
      if (done === undefined) return bytes;
      done(null, bytes);
      return undefined;
    },
    randomUUID: uuid,
    randomInt: (low: number, high?: number) =>
      high === undefined ? chance.int(low) : low + chance.int(high - low),
    generateKeyPairSync: (type: string, ...rest: unknown[]) =>
      type === 'ed25519' && rest.length === 0 ? seededKeyPair() : generate(type, ...rest),
  });
  Object.defineProperty(globalThis.crypto, 'getRandomValues', {
    value: <T extends NodeJS.TypedArray>(array: T): T => {
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(
        chance.bytes(array.byteLength),
      );
      return array;
    },
  });
  Object.defineProperty(globalThis.crypto, 'randomUUID', { value: uuid });
  syncBuiltinESMExports();
}
