import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { EnrolAnswer, EnrolRequest, WireError } from '../../shared/sync/protocol.ts';
import type { DeviceRecord, Storage, Writing } from '../db/storage.ts';
import { readableBy } from '../sync/access.ts';
import { demoLogin, hashCode } from './codes.ts';
import { deviceIdOf } from './deviceKey.ts';
import { revokedError, type ServerIdentity } from './identity.ts';
import { personById, personName, type PersonName } from './people.ts';

export interface EnrolContext {
  readonly storage: Storage;
  readonly identity: ServerIdentity;
  /** Whether `demo-LOGIN` is a code: only on practice data. */
  readonly demo: boolean;
  readonly now: () => number;
}

/**
 * Makes a device of a one-time code. The same code with the same key is answered again: the
 * first answer may have been lost on its way.
 */
export function enrol(
  context: EnrolContext,
  request: EnrolRequest,
): Promise<Result<EnrolAnswer, WireError>> {
  const { storage, identity, now } = context;
  const id = deviceIdOf(request.publicKey);
  if (id === null) {
    return Promise.resolve(err({ type: 'BadRequest', detail: 'publicKey' }));
  }
  return storage.transaction(async (write) => {
    const known = await write.lockDevice(id);
    const read = await readCode(write, context, request.code, id);
    if (!read.ok) return read;
    const { person, hash } = read.value;
    if (known !== null && known.person !== person.id) return err({ type: 'DeviceRefused' });
    if (known !== null && known.revokedAt !== null) {
      return err(revokedError(identity, id, known.revokedAt));
    }
    if (known === null) await write.addDevice(newDevice(id, person.id, request, now()));
    else if (known.recipient !== request.recipient) {
      await write.setRecipient(id, request.recipient);
    }
    if (hash !== null) await write.useCode(hash, id, now());
    return ok({
      device: id,
      person,
      scopes: await readableBy(write, person.id),
      serverTime: now(),
      epoch: identity.epoch,
      server: identity.card,
    });
  });
}

function newDevice(
  id: string,
  person: string,
  request: EnrolRequest,
  enrolledAt: number,
): DeviceRecord {
  const { publicKey, recipient, deviceName } = request;
  return {
    id,
    person,
    publicKey,
    recipient,
    name: deviceName,
    enrolledAt,
    lastN: 0,
    chain: '',
    forkedFrom: null,
    revokedAt: null,
  };
}

interface CodeRead {
  readonly person: PersonName;
  /** Hash of the code that the device uses up; null for a practice code. */
  readonly hash: string | null;
}

/** The person that a code is for, if this device may use it. */
async function readCode(
  write: Writing,
  { demo, now }: EnrolContext,
  code: string,
  device: string,
): Promise<Result<CodeRead, WireError>> {
  const login = demo ? demoLogin(code) : null;
  if (login !== null) {
    const row = await write.personByLogin(login);
    return row === null
      ? err({ type: 'CodeUnknown' })
      : ok({ person: personName(row), hash: null });
  }
  const hash = hashCode(code);
  const record = await write.code(hash);
  if (record === null) return err({ type: 'CodeUnknown' });
  if (record.usedAt !== null && record.usedByDevice !== device) return err({ type: 'CodeUsed' });
  if (record.usedAt === null && record.expiresAt <= now()) return err({ type: 'CodeExpired' });
  const person = await personById(write, record.person);
  return person === null ? err({ type: 'CodeUnknown' }) : ok({ person, hash });
}
