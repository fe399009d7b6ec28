import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import {
  openBundle,
  readEnvelope,
  writeBundle,
  type BundleHeader,
  type BundlePart,
  type BundleTools,
} from './bundle.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const identity = await generateIdentity();
const recipient = await identityToRecipient(identity);
const stranger = await generateIdentity();

function toolsOf(key: string): BundleTools {
  return {
    encode: (text) => Buffer.from(text),
    decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    sha256: (bytes) => createHash('sha256').update(bytes).digest(),
    compress: promisify(zlib.gzip),
    decompress: promisify(zlib.gunzip),
    async encrypt(bytes, to) {
      const encrypter = new Encrypter();
      encrypter.addRecipient(to);
      return encrypter.encrypt(bytes);
    },
    async decrypt(bytes) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(key);
      return decrypter.decrypt(bytes).catch(() => null);
    },
  };
}

const tools = toolsOf(identity);
const header: BundleHeader = {
  bundle: 1,
  from: 'device-a',
  to: 'server',
  server: 'the-server',
  epoch: 'first',
  at: 1_700_000_000_000,
  cursors: { 'establishment:s': 4 },
};
const parts: BundlePart[] = [{ batch: 'premier lot' }, { batch: 'second lot' }];
const signText = (text: string): string =>
  sign(null, Buffer.from(text), privateKey).toString('base64url');
const isSigned = (_from: string, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));

const file = await writeBundle(header, parts, recipient, tools, signText);

async function read(bytes: Uint8Array, by = tools): Promise<unknown> {
  const outside = readEnvelope(bytes, by);
  if (!outside.ok) return outside.error.type;
  const { envelope, payload } = outside.value;
  const opened = await openBundle(envelope, payload, by, isSigned);
  return opened.ok ? opened.value : opened.error.type;
}

describe('a bundle', () => {
  it('is read by its receiver as it was written', async () => {
    expect(await read(file)).toEqual({ header, parts });
  });

  it('says in the clear for whom it is, and nothing else', async () => {
    const text = Buffer.from(file).toString('latin1');
    expect(JSON.parse(text.split('\n')[0]!)).toEqual({
      bascule: 'bundle',
      version: 1,
      to: 'server',
      from: 'device-a',
      server: 'the-server',
    });
    expect(text).not.toContain('lot');
    expect(await read(file, toolsOf(stranger))).toBe('BundleForOthers');
  });

  it('is noticed to be cut or changed, wherever that is', async () => {
    for (let length = 0; length < file.length; length += 7) {
      expect(await read(file.subarray(0, length))).toMatch(/^(NotABundle|BundleDamaged)$/);
    }
    for (let at = 0; at < file.length; at += 3) {
      const changed = Uint8Array.from(file);
      changed[at]! ^= 1;
      expect(await read(changed)).toMatch(/^(NotABundle|BundleDamaged)$/);
    }
    expect(await read(Buffer.from('un tableur'))).toBe('NotABundle');
  });

  it('is not taken from who did not sign it', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const forged = await writeBundle(header, parts, recipient, tools, (text) =>
      sign(null, Buffer.from(text), other).toString('base64url'),
    );
    expect(await read(forged)).toBe('BundleForged');
  });
});
