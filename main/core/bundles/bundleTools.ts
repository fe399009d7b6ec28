import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { BundleTools } from '../../../shared/sync/bundle.ts';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/** What a bundle may become when it is unpacked: the snapshot of a whole region is smaller. */
const MAX_UNPACKED_BYTES = 256_000_000;

/**
 * Cryptography and compression of bundles, by Node and the age library, which is loaded when it is
 * first needed.
 * @param identity opens what is encrypted to this device
 */
export function bundleTools(identity: () => Promise<string>): BundleTools {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return {
    encode: (text) => Buffer.from(text, 'utf8'),
    decode(bytes) {
      try {
        return decoder.decode(bytes);
      } catch {
        return null;
      }
    },
    sha256: (bytes) => createHash('sha256').update(bytes).digest(),
    compress: (bytes) => gzipAsync(bytes),
    decompress: (bytes) => gunzipAsync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }),
    async encrypt(bytes, recipient) {
      const { Encrypter } = await import('age-encryption');
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      return encrypter.encrypt(bytes);
    },
    async decrypt(bytes) {
      const { Decrypter } = await import('age-encryption');
      const decrypter = new Decrypter();
      decrypter.addIdentity(await identity());
      try {
        return await decrypter.decrypt(bytes);
      } catch {
        return null;
      }
    },
  };
}
