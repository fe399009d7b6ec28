import { safeStorage } from 'electron';
import type { VaultAnswer, VaultQuestion } from '../core/port.ts';

/**
 * Wraps the device's key with the system's protected storage (Keychain, DPAPI, libsecret, KWallet).
 * Where there is none the key is kept by file rights alone, and the session view says so.
 */
export function answerVault({ op, data }: VaultQuestion): VaultAnswer {
  try {
    if (op === 'unprotect') {
      const kept = safeStorage.decryptString(Buffer.from(data, 'base64'));
      return { ok: true, kept: { protection: 'system', data: kept } };
    }
    if (!isProtected()) return { ok: true, kept: { protection: 'file', data } };
    const wrapped = safeStorage.encryptString(data).toString('base64');
    return { ok: true, kept: { protection: 'system', data: wrapped } };
  } catch {
    return { ok: false };
  }
}

/** On Linux `basic_text` is a fixed password that everybody can read in the source: no protection. */
function isProtected(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}
