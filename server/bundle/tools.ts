import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import type { BundleTools } from '../../shared/sync/bundle.ts';

const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

/** What a bundle may become when it is unpacked; a device's whole outbox is far smaller. */
const MAX_UNPACKED_BYTES = 256_000_000;

/**
 * Cryptography and compression of bundles, by Node and the age library.
 * @param identity opens what is encrypted to this server (age)
 * @param limit most bytes of an unpacked payload
 */
export function bundleTools(identity: string, limit = MAX_UNPACKED_BYTES): BundleTools {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return {
    encode: (text) => Buffer.from(text),
    decode(bytes) {
      try {
        return decoder.decode(bytes);
      } catch {
        return null;
      }
    },
    sha256: (bytes) => createHash('sha256').update(bytes).digest(),
    compress: (bytes) => gzip(bytes),
    decompress: (bytes) => gunzip(bytes, { maxOutputLength: limit }),
    async encrypt(bytes, recipient) {
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      return encrypter.encrypt(bytes);
    },
    async decrypt(bytes) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      try {
        return await decrypter.decrypt(bytes);
      } catch {
        return null;
      }
    },
  };
}
