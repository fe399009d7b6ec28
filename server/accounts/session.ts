import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { SessionAnswer, SessionRequest, WireError } from '../../shared/sync/protocol.ts';
import type { DeviceRecord, Storage } from '../db/storage.ts';
import { isSessionSignature } from './deviceKey.ts';
import { revokedError, type ServerIdentity } from './identity.ts';

/** How long a session lasts, in seconds. */
const SESSION_SECONDS = 12 * 3_600;
/** How long a device may take to sign a challenge, in seconds. */
const CHALLENGE_SECONDS = 120;

const ALGORITHM = 'HS256';
type Purpose = 'challenge' | 'session';

/** Tokens that were found good lately are not verified again. */
const MAX_KNOWN = 2_000;

interface Verified {
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A device that has shown that it holds its key. */
export interface Session {
  readonly device: string;
  readonly person: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Opens and checks sessions. Nothing is kept in memory or in the database: challenges and tokens
 * are signed with the server's secret, so that any process of this server can check them.
 */
export class Sessions {
  readonly #storage: Storage;
  readonly #identity: ServerIdentity;
  readonly #now: () => number;
  /** What session tokens say that were found good, the oldest first. */
  readonly #known = new Map<string, Verified>();

  constructor(storage: Storage, identity: ServerIdentity, now: () => number) {
    this.#storage = storage;
    this.#identity = identity;
    this.#now = now;
  }

  /**
   * Answers a challenge, and a signed challenge with a token. Anybody gets a challenge: whether
   * a device is known is said only to who holds its key.
   */
  async open(request: SessionRequest): Promise<Result<SessionAnswer, WireError>> {
    const { device: id, challenge, signature } = request;
    if (challenge === undefined || signature === undefined) {
      const { token } = await this.#sign('challenge', id, CHALLENGE_SECONDS);
      return ok({ challenge: token, serverTime: this.#now() });
    }
    const signed = await this.#verify('challenge', challenge);
    if (signed === null || signed.subject !== id) return err({ type: 'NoSession' });
    const device = await this.#device(id);
    if (device === null || !isSessionSignature(device.publicKey!, challenge, signature)) {
      return err({ type: 'DeviceRefused' });
    }
    // That it was revoked is said only to who holds its key.
    if (device.revokedAt !== null) return err(revokedError(this.#identity, id, device.revokedAt));
    const { token, expiresAt } = await this.#sign('session', id, SESSION_SECONDS);
    return ok({ token, expiresAt, serverTime: this.#now() });
  }

  /**
   * The session that an `Authorization` header carries. The device is looked up each time: a
   * revocation takes effect at once.
   */
  async authenticate(header: string | undefined): Promise<Result<Session, WireError>> {
    const verified = await this.#verifyHeader(header);
    if (verified === null) return err({ type: 'NoSession' });
    const device = await this.#device(verified.subject);
    if (device === null) return err({ type: 'DeviceRefused' });
    if (device.revokedAt !== null) {
      return err(revokedError(this.#identity, device.id, device.revokedAt));
    }
    return ok({ device: device.id, person: device.person, expiresAt: verified.expiresAt });
  }

  /**
   * Id of the device whose session an `Authorization` header carries. The device is not looked up:
   * only for what looks at it itself, as a push does under its lock.
   */
  async deviceOf(header: string | undefined): Promise<Result<string, WireError>> {
    const verified = await this.#verifyHeader(header);
    return verified === null ? err({ type: 'NoSession' }) : ok(verified.subject);
  }

  async #verifyHeader(header: string | undefined): Promise<Verified | null> {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return null;
    const known = this.#known.get(token);
    if (known !== undefined && known.expiresAt > this.#now()) return known;
    this.#known.delete(token);
    const verified = await this.#verify('session', token);
    if (verified === null) return null;
    this.#known.set(token, verified);
    if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.keys().next().value!);
    return verified;
  }

  /** The device of that id, if it can sign at all. */
  async #device(id: string): Promise<DeviceRecord | null> {
    const device = await this.#storage.read((read) => read.device(id));
    return device === null || device.publicKey === null ? null : device;
  }

  async #sign(
    purpose: Purpose,
    device: string,
    seconds: number,
  ): Promise<{ token: string; expiresAt: number }> {
    const issued = Math.floor(this.#now() / 1000);
    const token = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(device)
      .setAudience(purpose)
      .setIssuer(this.#identity.id)
      .setJti(randomUUID())
      .setIssuedAt(issued)
      .setExpirationTime(issued + seconds)
      .sign(this.#identity.sessionSecret);
    return { token, expiresAt: (issued + seconds) * 1000 };
  }

  async #verify(purpose: Purpose, token: string): Promise<Verified | null> {
    try {
      const { payload } = await jwtVerify(token, this.#identity.sessionSecret, {
        algorithms: [ALGORITHM],
        audience: purpose,
        issuer: this.#identity.id,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.#now()),
      });
      return { subject: payload.sub!, expiresAt: payload.exp! * 1000 };
    } catch {
      return null;
    }
  }
}
