import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ExpectedFailure } from '../store/failures.ts';

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

const keyFileSchema = z.object({ publicKey: z.string(), privateKey: keptSecretSchema });
type KeyFile = z.infer<typeof keyFileSchema>;

/** A device's Ed25519 key. */
export interface DeviceKey {
  /** JWK `x` of the public key, base64url. */
  readonly publicKey: string;
  readonly protection: KeptSecret['protection'];
  /** Signs UTF-8 text; base64url. */
  sign(text: string): string;
}

/** A vault for where there is no protected storage: the file's rights are all there is. */
export const fileVault: KeyVault = {
  protect: (secret) =>
    Promise.resolve({ protection: 'file', data: Buffer.from(secret).toString('base64') }),
  unprotect: (kept) =>
    kept.protection === 'file'
      ? Promise.resolve(Buffer.from(kept.data, 'base64'))
      : Promise.reject(new Error('sealed by the system of the desktop program')),
};

/** How the key of a folder is kept, or null when there is none. */
export function keyProtection(folder: string): KeptSecret['protection'] | null {
  return readKeyFile(folder)?.privateKey.protection ?? null;
}

/**
 * The key of a data folder, or null when there is none.
 * @throws ExpectedFailure DeviceKeyUnreadable
 */
export async function loadDeviceKey(folder: string, vault: KeyVault): Promise<DeviceKey | null> {
  const kept = readKeyFile(folder);
  if (kept === null) return null;
  try {
    const secret = await vault.unprotect(kept.privateKey);
    const key = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
    return deviceKey(kept.publicKey, kept.privateKey.protection, key);
  } catch {
    throw new ExpectedFailure({ type: 'DeviceKeyUnreadable', file: join(folder, KEY_FILE) });
  }
}

/**
 * Makes a key and writes it durably before anybody learns of it, so that an enrolment that is cut
 * can be tried again with the same key.
 */
export async function makeDeviceKey(folder: string, vault: KeyVault): Promise<DeviceKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
  const { x } = publicKey.export({ format: 'jwk' });
  const kept = await vault.protect(secret);
  const file: KeyFile = { publicKey: x!, privateKey: kept };
  writeDurably(join(folder, KEY_FILE), JSON.stringify(file));
  return deviceKey(x!, kept.protection, privateKey);
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

function deviceKey(
  publicKey: string,
  protection: KeptSecret['protection'],
  key: KeyObject,
): DeviceKey {
  return {
    publicKey,
    protection,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
  };
}

function readKeyFile(folder: string): KeyFile | null {
  const file = join(folder, KEY_FILE);
  if (!existsSync(file)) return null;
  try {
    return keyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ExpectedFailure({ type: 'DeviceKeyUnreadable', file });
  }
}

/** Writes a file so that after a crash either the old or the whole new one is there. */
function writeDurably(file: string, text: string): void {
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  // Windows has no handle on folders to flush; its rename is journalled.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
