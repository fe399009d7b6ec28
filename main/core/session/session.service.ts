import type { Database } from 'better-sqlite3';
import type { HeldRole } from '../../../shared/access/access.rules.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { SessionView } from '../../../shared/session/session.contract.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import { createServerLink, enrolDevice, type ServerLink } from '../sync/serverLink.ts';
import { createWire, parseServer, type Wire } from '../sync/wire.ts';
import {
  deviceIdOf,
  keyProtection,
  loadDeviceKey,
  makeDeviceKey,
  type KeyVault,
} from './deviceKey.ts';

interface SessionParts {
  readonly folder: string;
  readonly deviceName: string;
  readonly vault: KeyVault;
  readonly states: DeviceStates;
  readonly db: Database;
  readonly held: () => HeldRole[];
  /** A new address of the server; kept once the device is enrolled there. */
  readonly server: string | undefined;
}

/** Who this device is, and its line to the server. */
export interface SessionService {
  current(): SessionView | null;
  enrol(input: {
    server: string;
    code: string;
  }): Promise<Result<{ device: string; person: string }, CoreFailure>>;
  /** The line to the enrolled server; null before enrolment. */
  link(): ServerLink | null;
  /** Whether the enrolled server answers now; null before enrolment. */
  probe(): Promise<boolean | null>;
  close(): Promise<void>;
}

export function createSessionService(parts: SessionParts): SessionService {
  const { states, folder, vault } = parts;
  let wire: Wire | null = null;
  let link: ServerLink | null = null;
  moveServer();

  /** An administrator has moved the server: only the one that knows this device's key will answer. */
  function moveServer(): void {
    const state = states.read();
    if (parts.server === undefined || state.device === null) return;
    const address = parseServer(parts.server);
    if (address !== state.server) states.write({ server: address });
  }

  function open(): ServerLink | null {
    const { device, server } = states.read();
    if (device === null || server === null) return null;
    if (link === null) {
      wire = createWire(server);
      link = createServerLink(wire, device, async () => {
        const key = await loadDeviceKey(folder, vault);
        if (key === null) throw new Error('the device has no key');
        return key;
      });
    }
    return link;
  }

  return {
    current() {
      const state = states.read();
      if (state.device === null || state.person === null) return null;
      return {
        device: state.device,
        deviceName: parts.deviceName,
        server: state.server ?? '',
        person: {
          id: state.person,
          login: state.login ?? state.person,
          name: state.personName ?? state.person,
        },
        roles: parts.held(),
        keyProtection: keyProtection(folder) ?? 'file',
        folder,
      };
    },

    async enrol({ server, code }) {
      const state = states.read();
      if (state.device !== null) return err({ type: 'AlreadyEnrolled', login: state.login ?? '' });
      const enrolWire = createWire(server);
      try {
        // A key that is there without an enrolment is of a try whose answer was lost.
        const key = (await loadDeviceKey(folder, vault)) ?? (await makeDeviceKey(folder, vault));
        const answer = await enrolDevice(enrolWire, {
          code,
          publicKey: key.publicKey,
          deviceName: parts.deviceName,
        });
        if (answer.device !== deviceIdOf(key.publicKey)) throw new Error('not this key’s device');
        states.write({
          device: answer.device,
          server: enrolWire.server,
          epoch: answer.epoch,
          person: answer.person.id,
          login: answer.person.login,
          personName: answer.person.name,
        });
        return ok({ device: answer.device, person: answer.person.login });
      } finally {
        await enrolWire.close();
      }
    },

    link: open,
    async probe() {
      open();
      return wire === null ? null : wire.probe();
    },
    async close() {
      await wire?.close();
    },
  };
}
