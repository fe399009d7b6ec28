import type { FromCore, VaultAnswer } from './port.ts';
import type { KeptSecret, KeyVault } from './session/deviceKey.ts';

/** Protects the device's key through the shell, which alone reaches the system's storage. */
export interface VaultPort extends KeyVault {
  /** Hands in the shell's answer to a question. */
  answered(id: number, answer: VaultAnswer): void;
}

export function vaultThrough(say: (message: FromCore) => void): VaultPort {
  const waiting = new Map<number, (answer: VaultAnswer) => void>();
  let last = 0;
  const ask = async (op: 'protect' | 'unprotect', data: string): Promise<KeptSecret> => {
    last += 1;
    const id = last;
    const answer = await new Promise<VaultAnswer>((resolve) => {
      waiting.set(id, resolve);
      say({ kind: 'vault', id, op, data });
    });
    if (!answer.ok) throw new Error('The system’s protected storage cannot read the device key');
    return answer.kept;
  };
  return {
    protect: (secret) => ask('protect', Buffer.from(secret).toString('base64')),
    async unprotect(kept) {
      // A key kept by file rights alone is not wrapped: the shell has nothing to add.
      const { data } = kept.protection === 'file' ? kept : await ask('unprotect', kept.data);
      return Buffer.from(data, 'base64');
    },
    answered(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}
