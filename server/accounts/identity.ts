import { randomBytes, randomUUID } from 'node:crypto';
import type { Storage } from '../db/storage.ts';

/** What makes this server this server, shared by all processes on its database. */
export interface ServerIdentity {
  readonly id: string;
  /** Changes when the server goes back in time: devices then fetch everything again. */
  readonly epoch: string;
  /** Signs challenges and session tokens. */
  readonly sessionSecret: Uint8Array;
}

const SECRET_BYTES = 32;

/** Reads the server's identity, which is made once. */
export function loadIdentity(storage: Storage): Promise<ServerIdentity> {
  return storage.transaction(async (write) => {
    const once = async (key: string, make: () => string): Promise<string> => {
      const known = await write.setting(key);
      if (known !== null) return known;
      const made = make();
      await write.setSetting(key, made);
      return made;
    };
    return {
      id: await once('server', randomUUID),
      epoch: await once('epoch', randomUUID),
      sessionSecret: Buffer.from(
        await once('sessionSecret', () => randomBytes(SECRET_BYTES).toString('base64url')),
        'base64url',
      ),
    };
  });
}
