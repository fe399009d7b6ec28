import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../store/durableFile.ts';
import { ageIdentityOf } from './ageIdentity.ts';
import { ExpectedFailure } from '../store/failures.ts';
import type { DeviceKey } from '../sync/deviceKey.ts';

/** The device's identity lives beside the store, not in it: a copied store is not a second device. */
const KEY_FILE = 'device.json';

const keptSecretSchema = z.object({ protection: z.enum(['system', 'file']), data: z.string() });
/** A secret as it is kept: sealed by the system's protected storage, or by the file's rights alone. */
export type KeptSecret = z.infer<typeof keptSecretSchema>;

/** Seals and opens secrets with what the platform has. */
export interface KeyVault {
  protect(secret: Uint8Array): Promise<KeptSecret>;
  /** @throws when the secret cannot be opened here (another user, another computer) */
  unprotect(kept: KeptSecret): Promise<Uint8Array>;
}

const keptKeySchema = z.object({ publicKey: z.string(), privateKey: keptSecretSchema });
type KeptKey = z.infer<typeof keptKeySchema>;

const keyFileSchema = keptKeySchema.extend({
  /** What bundles for this device are encrypted to (age), and what opens them. */
  recipient: z.string().optional(),
  identity: keptSecretSchema.optional(),
  /** The key of the device that this profile is about to become, since it exists twice. */
  next: keptKeySchema.optional(),
  /** Keys of devices that this profile was before. */
  previous: z.array(keptKeySchema).optional(),
});
type KeyFile = z.infer<typeof keyFileSchema>;

/** `length` random bytes. */
export type Random = (length: number) => Uint8Array;

/** A vault for where there is no protected storage: the file's rights are all there is. */
export const fileVault: KeyVault = {
  protect: (secret) =>
    Promise.resolve({ protection: 'file', data: Buffer.from(secret).toString('base64') }),
  unprotect: (kept) =>
    kept.protection === 'file'
      ? Promise.resolve(Buffer.from(kept.data, 'base64'))
      : Promise.reject(new Error('sealed by the system of the desktop program')),
};

/** The file with the keys of a data folder. */
export interface KeyFolder {
  /** How the key is kept, or null when there is none. */
  protection(): KeptSecret['protection'] | null;
  /**
   * The key of `device`, or of whatever device the file is of when `device` is null; null when
   * there is no file. A key of before age identities gets one.
   * @throws ExpectedFailure DeviceKeyUnreadable
   */
  load(device: string | null): Promise<DeviceKey | null>;
  /**
   * Makes a key and writes it durably before anybody learns of it, so that an enrolment that is
   * cut can be tried again with the same key.
   */
  make(): Promise<DeviceKey>;
  /** The key that this profile is to have next: made once, the same until `load` finds it in use. */
  next(): Promise<DeviceKey>;
  /** Removes the file: the device was revoked. */
  remove(): void;
}

export function createKeyFolder(folder: string, vault: KeyVault, random: Random): KeyFolder {
  const file = join(folder, KEY_FILE);

  function read(): KeyFile | null {
    if (!existsSync(file)) return null;
    try {
      return keyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      throw new ExpectedFailure({ type: 'DeviceKeyUnreadable', file });
    }
  }
  const write = (kept: KeyFile): void => writeDurably(file, Buffer.from(JSON.stringify(kept)));

  async function makeKept(): Promise<KeptKey> {
    const secret = Buffer.concat([PKCS8_ED25519, random(32)]);
    const publicKey = createPublicKey(importKey(secret)).export({ format: 'jwk' }).x!;
    return { publicKey, privateKey: await vault.protect(secret) };
  }

  async function withIdentity(kept: KeyFile): Promise<KeyFile> {
    if (kept.recipient !== undefined && kept.identity !== undefined) return kept;
    const { identity, recipient } = ageIdentityOf(random(32));
    const sealed = await vault.protect(Buffer.from(identity));
    const whole = { ...kept, recipient, identity: sealed };
    write(whole);
    return whole;
  }

  async function open(kept: KeyFile, which: KeptKey): Promise<DeviceKey> {
    try {
      const key = importKey(Buffer.from(await vault.unprotect(which.privateKey)));
      return {
        publicKey: which.publicKey,
        protection: which.privateKey.protection,
        recipient: kept.recipient!,
        identity: Buffer.from(await vault.unprotect(kept.identity!)).toString(),
        sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
      };
    } catch {
      throw new ExpectedFailure({ type: 'DeviceKeyUnreadable', file });
    }
  }

  return {
    protection: () => read()?.privateKey.protection ?? null,
    async load(device) {
      const found = read();
      if (found === null) return null;
      const isOf = ({ publicKey }: KeptKey): boolean =>
        device === null || deviceIdOf(publicKey) === device;
      let kept = found;
      const { next, publicKey, privateKey, previous = [] } = found;
      if (!isOf(found) && next !== undefined && isOf(next)) {
        // The store already is the new device: the file follows.
        const { next: _, ...rest } = found;
        kept = { ...rest, ...next, previous: [...previous, { publicKey, privateKey }] };
        write(kept);
      }
      if (!isOf(kept)) throw new ExpectedFailure({ type: 'DeviceKeyUnreadable', file });
      const whole = await withIdentity(kept);
      return open(whole, whole);
    },
    async make() {
      const whole = await withIdentity(await makeKept());
      return open(whole, whole);
    },
    async next() {
      const found = read();
      if (found === null) throw new ExpectedFailure({ type: 'DeviceKeyUnreadable', file });
      let whole = await withIdentity(found);
      if (whole.next === undefined) {
        whole = { ...whole, next: await makeKept() };
        write(whole);
      }
      return open(whole, whole.next!);
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** The device id that belongs to a public key: 80 bits of its SHA-256 in base 32. */
export function deviceIdOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest();
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  let bits = 0n;
  for (const byte of digest.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let index = 0; index < 16; index += 1) {
    id = alphabet[Number(bits & 31n)]! + id;
    bits >>= 5n;
  }
  return id;
}

/** Everything of a PKCS #8 Ed25519 private key but its 32 bytes of secret (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function importKey(secret: Buffer): KeyObject {
  return createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
}
