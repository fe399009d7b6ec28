import { stampDevice, type Stamp } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { DeviceRecord, LogEntry, RowWrite, Storage, Writing } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import { demos } from './demos.ts';
import { additions } from './files.ts';
import { TEAM_DEVICE, type SeedRow } from './seedRows.ts';

const DEMO_SETTING = 'demo';

/**
 * Writes practice data once, in one transaction, as pushes would have: rows, stamps, versions,
 * log and who is behind each stamp. Does nothing when it is there already.
 * @param name one of the names of `demos.ts`; several stand side by side
 * @param now milliseconds since 1970
 * @throws ProblemError when the folder holds other data: practice codes open every door
 */
export function seedDemo(
  storage: Storage,
  name: string,
  folder: string,
  now: number,
): Promise<void> {
  return storage.transaction(async (write) => {
    const seeded = (await write.setting(DEMO_SETTING))?.split(' ') ?? [];
    if (seeded.includes(name)) return;
    if (seeded.length === 0 && (await write.allVersions()).size > 0) {
      throw new ProblemError({ type: 'demoOnOtherData', folder });
    }
    await writeSeed(write, demos[name]!(), now);
    await write.setSetting(DEMO_SETTING, [...seeded, name].join(' '));
  });
}

/** Writes seed rows as pushes would have: rows, stamps, versions, log, and who is behind each stamp. */
export async function writeSeed(
  write: Writing,
  seed: readonly SeedRow[],
  now: number,
): Promise<void> {
  const scopes = new Map<ScopeId, number>(seed.map(({ scope }) => [scope, 1]));
  const rows: RowWrite[] = seed.map(({ entity, id, scope, values, stamp }) => {
    const stamps: Record<string, Stamp> = {};
    for (const field of Object.keys(values)) stamps[field] = stamp;
    return { entity, id, scope, values, stamps, version: 1, touched: null };
  });
  const log: LogEntry[] = seed.map(({ entity, id, scope, values, stamp }) => ({
    scope,
    version: 1,
    entity,
    row: id,
    device: stampDevice(stamp),
    n: null,
    stamp,
    set: values,
    seen: undefined,
    at: now,
  }));
  await write.writeRows({ scopes, rows, log });
  const devices = [...new Set(log.map((entry) => entry.device))];
  const known = new Set((await write.devices(devices)).map(({ id }) => id));
  for (const device of devices) {
    if (!known.has(device)) await write.addDevice(pseudoDevice(device, now));
  }
}

/** Names who is behind seeded stamps. Without a key it can never open a session. */
function pseudoDevice(id: string, now: number): DeviceRecord {
  const person = id === TEAM_DEVICE ? id : id.slice(TEAM_DEVICE.length + 1);
  const name = additions.team;
  return {
    id,
    person,
    publicKey: null,
    recipient: null,
    name,
    enrolledAt: now,
    lastN: 0,
    chain: '',
    forkedFrom: null,
    revokedAt: null,
  };
}
