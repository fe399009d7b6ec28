import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { ServerCard, WireError } from '../../shared/sync/protocol.ts';
import type { Storage } from '../db/storage.ts';

/** What makes this server this server, shared by all processes on its database. */
export interface ServerIdentity {
  readonly id: string;
  /** Changes when the server goes back in time: devices then fetch everything again. */
  readonly epoch: string;
  /** Signs challenges and session tokens. */
  readonly sessionSecret: Uint8Array;
  /** What devices keep of it. */
  readonly card: ServerCard;
  /** Opens what is encrypted to the card's recipient (age). */
  readonly ageIdentity: string;
  /** Signs UTF-8 text with the key of the card; base64url. */
  sign(text: string): string;
}

/** Setting that holds the epoch. */
export const EPOCH_SETTING = 'epoch';

const SECRET_BYTES = 32;
const REVOKED_PREFIX = 'bascule-revoked:';

/** Reads the server's identity, which is made once. */
export async function loadIdentity(storage: Storage): Promise<ServerIdentity> {
  const made = {
    server: randomUUID(),
    epoch: randomUUID(),
    sessionSecret: randomBytes(SECRET_BYTES).toString('base64url'),
    signingKey: newSigningKey(),
    ageIdentity: await generateX25519Identity(),
  };
  const kept = await storage.transaction(async (write) => {
    const once = async (key: string, value: string): Promise<string> => {
      const known = await write.setting(key);
      if (known !== null) return known;
      await write.setSetting(key, value);
      return value;
    };
    return {
      id: await once('server', made.server),
      epoch: await once(EPOCH_SETTING, made.epoch),
      sessionSecret: await once('sessionSecret', made.sessionSecret),
      signingKey: await once('signingKey', made.signingKey),
      ageIdentity: await once('ageIdentity', made.ageIdentity),
    };
  });
  const privateKey = createPrivateKey({
    key: Buffer.from(kept.signingKey, 'base64url'),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = privateKey.export({ format: 'jwk' }).x!;
  const recipient = await identityToRecipient(kept.ageIdentity);
  return {
    id: kept.id,
    epoch: kept.epoch,
    sessionSecret: Buffer.from(kept.sessionSecret, 'base64url'),
    card: { id: kept.id, publicKey, recipient },
    ageIdentity: kept.ageIdentity,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
}

/**
 * What a revoked device is told: signed, so that nobody else can make a device drop its data.
 * @param at when it was revoked, milliseconds since 1970
 */
export function revokedError(identity: ServerIdentity, device: string, at: number): WireError {
  const signature = identity.sign(`${REVOKED_PREFIX}${device}:${at}`);
  return { type: 'DeviceRevoked', device, at, signature };
}
