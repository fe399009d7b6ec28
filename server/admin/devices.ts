import type { JsonValue } from '../../shared/schema/entity.ts';
import { cards } from '../accounts/devices.ts';
import type { Reading, Storage } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import type { Say } from '../speak.ts';
import { table } from './table.ts';

/** A device as it is listed: times are milliseconds since 1970. */
export interface DeviceListed {
  readonly id: string;
  readonly name: string;
  readonly person: string;
  readonly personName: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  /** Number of transactions that the server has decided on. */
  readonly decided: number;
}

/** All enrolled devices, by person. */
export async function listDevices(read: Reading): Promise<DeviceListed[]> {
  const devices = await read.devicesOf(null);
  const decided = new Map(devices.map(({ id, lastN }) => [id, lastN]));
  return (await cards(read, devices))
    .map(({ id, name, person, personName, enrolledAt, revokedAt }) => ({
      id,
      name,
      person,
      personName,
      enrolledAt,
      revokedAt,
      decided: decided.get(id)!,
    }))
    .sort((a, b) => (a.personName + a.id < b.personName + b.id ? -1 : 1));
}

/** The list as a table for a terminal. */
export function devicesTable(devices: readonly DeviceListed[], say: Say): string {
  if (devices.length === 0) return say('devices.none');
  const header = ['id', 'name', 'person', 'enrolled', 'revoked'].map((key) =>
    say(`devices.${key}`),
  );
  return table([
    header,
    ...devices.map(({ id, name, personName, enrolledAt, revokedAt }) => [
      id,
      name,
      personName,
      day(enrolledAt),
      revokedAt === null ? '' : day(revokedAt),
    ]),
  ]);
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/**
 * Revokes a device: nothing more is accepted from it. Asked again, it is answered again.
 * @param now milliseconds since 1970
 * @throws ProblemError when there is no such device
 */
export function revokeDevice(
  storage: Storage,
  id: string,
  now: number,
): Promise<{ readonly device: string; readonly revokedAt: number }> {
  return storage.transaction(async (write) => {
    const device = await write.lockDevice(id);
    if (device === null || device.publicKey === null) {
      throw new ProblemError({ type: 'deviceUnknown', device: id });
    }
    if (device.revokedAt !== null) return { device: id, revokedAt: device.revokedAt };
    await write.revokeDevice(id, now);
    return { device: id, revokedAt: now };
  });
}

/** What a revoked device had written, and what of it a person may still want. */
export interface ToReview {
  readonly device: string;
  readonly deviceName: string;
  readonly personName: string;
  readonly n: number;
  /** The transaction as it came. */
  readonly transaction: JsonValue;
}

/** Transactions that arrived after their device had been revoked. */
export async function listToReview(read: Reading): Promise<ToReview[]> {
  const devices = (await read.devicesOf(null)).filter(({ revokedAt }) => revokedAt !== null);
  const names = new Map((await cards(read, devices)).map((card) => [card.id, card.personName]));
  const found: ToReview[] = [];
  for (const { id, name } of devices) {
    for (const { n, refusal, transaction } of await read.refusals(id, 1, Number.MAX_SAFE_INTEGER)) {
      if (refusal.type !== 'DeviceRevoked') continue;
      const personName = names.get(id) ?? '';
      const content = transaction as JsonValue;
      found.push({ device: id, deviceName: name, personName, n, transaction: content });
    }
  }
  return found;
}

/** The list for a terminal: one line a transaction, its content as JSON. */
export function reviewText(found: readonly ToReview[], say: Say): string {
  if (found.length === 0) return say('review.none');
  const header = ['person', 'device', 'n', 'content'].map((key) => say(`review.${key}`));
  return table([
    header,
    ...found.map(({ personName, deviceName, n, transaction }) => [
      personName,
      deviceName,
      String(n),
      JSON.stringify(transaction),
    ]),
  ]);
}
