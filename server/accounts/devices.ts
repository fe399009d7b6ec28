import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { DeviceCard, SplitRequest, WireError } from '../../shared/sync/protocol.ts';
import type { DeviceRecord, Reading, Storage, Writing } from '../db/storage.ts';
import { readableBy } from '../sync/access.ts';
import type { Feed } from '../sync/feed.ts';
import { deviceIdOf, isSplitSignature } from './deviceKey.ts';
import { personName } from './people.ts';
import type { Session } from './session.ts';

export interface DevicesContext {
  readonly storage: Storage;
  readonly feed: Feed;
  readonly now: () => number;
}

type Asker = Pick<Session, 'device' | 'person'>;

/**
 * Devices of whoever acts in a place that the asker may read, and the asker's own, by person.
 * @param recipient the asking device's own, when the server may not know it yet
 */
export async function listDevices(
  { storage }: DevicesContext,
  asker: Asker,
  recipient?: string,
): Promise<DeviceCard[]> {
  if (recipient !== undefined) await learnRecipient(storage, asker.device, recipient);
  return storage.read(async (read) => {
    const grants = await read.rowsInScopes('grant', await readableBy(read, asker.person));
    const people = new Set([asker.person]);
    for (const { values } of grants) {
      if (typeof values['person'] === 'string') people.add(values['person']);
    }
    return cards(read, await read.devicesOf([...people].sort()));
  });
}

/** Devices as their colleagues know them; those that only sign seeded data are left out. */
export async function cards(
  read: Reading,
  devices: readonly DeviceRecord[],
): Promise<DeviceCard[]> {
  const ids = [...new Set(devices.map(({ person }) => person))];
  const rows = await read.rows(ids.map((id) => ({ entity: 'person', id })));
  const names = new Map(
    rows
      .filter(({ values }) => values[DELETED_FIELD] !== true)
      .map((row) => [row.id, personName(row).name]),
  );
  return devices.flatMap((device) => {
    const { id, person, name, publicKey, recipient, enrolledAt, revokedAt } = device;
    if (publicKey === null) return [];
    const known = { id, person, personName: names.get(person) ?? '', name };
    return [{ ...known, publicKey, recipient, enrolledAt, revokedAt }];
  });
}

async function learnRecipient(storage: Storage, device: string, recipient: string): Promise<void> {
  const known = await storage.read((read) => read.device(device));
  if (known === null || known.recipient === recipient) return;
  await storage.transaction((write) => write.setRecipient(device, recipient));
}

/** Gives a device of one's own another name. */
export function renameDevice(
  { storage }: DevicesContext,
  asker: Asker,
  target: string,
  name: string,
): Promise<Result<object, WireError>> {
  return storage.transaction(async (write) => {
    const device = await ownDevice(write, asker, target);
    if (device === null) return err({ type: 'Forbidden' });
    await write.renameDevice(target, name);
    return ok({});
  });
}

/** Revokes a device of one's own: it is refused from now on. Asked again, it is answered again. */
export async function revokeDevice(
  { storage, feed, now }: DevicesContext,
  asker: Asker,
  target: string,
): Promise<Result<object, WireError>> {
  const done = await storage.transaction(async (write) => {
    const device = await ownDevice(write, asker, target);
    if (device === null) return false;
    if (device.revokedAt === null) await write.revokeDevice(target, now());
    return true;
  });
  if (!done) return err({ type: 'Forbidden' });
  // Its event stream ends, and it learns why when it comes back.
  feed.publish({ moved: [], access: true });
  return ok({});
}

async function ownDevice(
  write: Writing,
  { person }: Asker,
  target: string,
): Promise<DeviceRecord | null> {
  const device = await write.lockDevice(target);
  return device !== null && device.publicKey !== null && device.person === person ? device : null;
}

/**
 * Makes a copied profile a device of its own, which counts on from what it and the server have in
 * common. The same new key is answered again: the first answer may have been lost.
 */
export function splitDevice(
  { storage, now }: DevicesContext,
  asker: Asker,
  request: Omit<SplitRequest, 'protocol' | 'device'>,
): Promise<Result<{ device: string }, WireError>> {
  const { publicKey, recipient, deviceName, decided, signature } = request;
  const id = deviceIdOf(publicKey);
  if (id === null) return Promise.resolve(err({ type: 'BadRequest', detail: 'publicKey' }));
  return storage.transaction(async (write) => {
    const old = await write.lockDevice(asker.device);
    if (old === null || old.publicKey === null || old.revokedAt !== null) {
      return err({ type: 'DeviceRefused' });
    }
    if (!isSplitSignature(old.publicKey, publicKey, signature))
      return err({ type: 'BadSignature' });
    const known = await write.device(id);
    if (known !== null) {
      return known.forkedFrom === old.id ? ok({ device: id }) : err({ type: 'Forbidden' });
    }
    if (decided > old.lastN) return err({ type: 'BadRequest', detail: 'decided' });
    await write.addDevice({
      id,
      person: old.person,
      publicKey,
      recipient,
      name: deviceName,
      enrolledAt: now(),
      lastN: decided,
      chain: '',
      forkedFrom: old.id,
      revokedAt: null,
    });
    return ok({ device: id });
  });
}
