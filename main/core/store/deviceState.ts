import { maxStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import type { Reader } from './database.ts';

/** Who this device is; all null before enrolment. Times are milliseconds since 1970. */
export interface DeviceState {
  readonly device: string | null;
  readonly server: string | null;
  readonly epoch: string | null;
  readonly person: string | null;
  readonly login: string | null;
  readonly personName: string | null;
  /** Number of the last transaction that the server has decided on. */
  readonly decidedN: number;
  /** Hash of the batch that held it; empty before the first. */
  readonly chain: string;
  readonly clockOffsetMs: number;
  readonly lastSyncAt: number | null;
  /** What the person should know, as JSON: see `SyncStatus.notice`. */
  readonly notice: string | null;
  /** Who the server is, as it said at first. */
  readonly serverId: string | null;
  readonly serverKey: string | null;
  readonly serverRecipient: string | null;
  /** The recipient for bundles that the server was told of. */
  readonly recipientTold: string | null;
  /** The device that this profile was, before it was found to exist twice. */
  readonly previousDevice: string | null;
  /** Epochs of the server that this device has left, as a JSON array. */
  readonly pastEpochs: string;
  /** When the devices of colleagues were listed last. */
  readonly cardsAt: number | null;
}

const columnOf: Readonly<Record<keyof DeviceState, string>> = {
  device: 'device',
  server: 'server',
  epoch: 'epoch',
  person: 'person',
  login: 'login',
  personName: 'person_name',
  decidedN: 'decided_n',
  chain: 'chain',
  clockOffsetMs: 'clock_offset_ms',
  lastSyncAt: 'last_sync_at',
  notice: 'notice',
  serverId: 'server_id',
  serverKey: 'server_key',
  serverRecipient: 'server_recipient',
  recipientTold: 'recipient_told',
  previousDevice: 'previous_device',
  pastEpochs: 'past_epochs',
  cardsAt: 'cards_at',
};

/** The device's state and counters; statements are prepared once. */
export interface DeviceStates {
  read(): DeviceState;
  /** Reads anew at the next question: what was written may have been rolled back. */
  forget(): void;
  /** Writes some of the state. */
  write(change: Partial<DeviceState>): void;
  /**
   * The highest stamp that this device has written or received. Refused ones do not count: a clock
   * that was a year ahead must not set the pace for ever.
   */
  highestStamp(): Stamp | null;
  /** Remembers a stamp that was received, so that the next one written is greater. */
  receive(stamp: Stamp): void;
  /** The number of this device's last transaction; 0 when it has written none. */
  lastNumber(): number;
}

export function createDeviceStates(db: Reader): DeviceStates {
  const columns = Object.entries(columnOf).map(([name, column]) => `${column} AS ${name}`);
  const select = db.prepare(`SELECT ${columns.join(', ')} FROM device_state`);
  const clock = db.prepare('SELECT clock FROM device_state').pluck();
  const setClock = db.prepare('UPDATE device_state SET clock = ?');
  // Each stamp is greater than all before it that count, so the last one is the highest.
  const written = db
    .prepare('SELECT stamp FROM outbox WHERE refusal IS NULL ORDER BY n DESC LIMIT 1')
    .pluck();
  const last = db.prepare('SELECT max(n) FROM outbox').pluck();
  const updates = new Map<string, ReturnType<Reader['prepare']>>();
  // Only this program writes here while it has the folder, so what was read stays true.
  let known: DeviceState | null = null;
  const states: DeviceStates = {
    read: () => (known ??= select.get() as DeviceState),
    forget() {
      known = null;
    },
    write(change) {
      known = null;
      const names = Object.keys(change) as (keyof DeviceState)[];
      const assignments = names.map((name) => `${columnOf[name]} = ?`).join(', ');
      const update =
        updates.get(assignments) ?? db.prepare(`UPDATE device_state SET ${assignments}`);
      updates.set(assignments, update);
      update.run(...names.map((name) => change[name]));
    },
    highestStamp: () =>
      maxStamp(clock.get() as Stamp | null, (written.get() as Stamp | undefined) ?? null),
    receive(stamp) {
      const current = clock.get() as Stamp | null;
      if (current === null || stamp > current) setClock.run(stamp);
    },
    // What was decided may have been removed with a scope that may no longer be read.
    lastNumber: () => Math.max((last.get() as number | null) ?? 0, states.read().decidedN),
  };
  return states;
}
