import type { HeldRole } from '../../../shared/access/access.rules.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { enrolRequestSchema } from '../../../shared/sync/protocol.ts';
import type { SessionView } from '../../../shared/session/session.contract.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import { ExpectedFailure } from '../store/failures.ts';
import { createHttpLink } from '../sync/httpLink.ts';
import type { ProxyFor } from '../sync/line.ts';
import { WireFailure, type ServerLink } from '../sync/serverLink.ts';
import { createWire, parseServer } from '../sync/wire.ts';
import type { DeviceKey } from '../sync/deviceKey.ts';
import { deviceIdOf, type KeyFolder } from './deviceKey.ts';

interface SessionParts {
  readonly folder: string;
  readonly deviceName: string;
  readonly keys: KeyFolder;
  readonly states: DeviceStates;
  readonly held: () => HeldRole[];
  /** The language of a person, where this device knows it. */
  readonly languageOf: (person: string) => Language | undefined;
  /** A new address of the server; kept once the device is enrolled there. */
  readonly server: string | undefined;
  /** Milliseconds since 1970 by the computer's own clock. */
  readonly now: () => number;
  /** The proxy on the way to an address, or null. */
  readonly proxyFor: ProxyFor | undefined;
  /** A line to the server that is not HTTP. */
  readonly connect: ((device: string, key: () => Promise<DeviceKey>) => ServerLink) | undefined;
}

/** Who this device is, and its line to the server. */
export interface SessionService {
  current(): SessionView | null;
  enrol(input: {
    server: string;
    code: string;
  }): Promise<Result<{ device: string; person: string }, CoreFailure>>;
  /** The line to the enrolled server; null before enrolment and once closed. */
  link(): ServerLink | null;
  /**
   * The key of the enrolled device, read once.
   * @throws ExpectedFailure DeviceKeyMissing, DeviceKeyUnreadable
   */
  key(): Promise<DeviceKey>;
  /** The device is another now, or none: key and line are forgotten. */
  forget(): Promise<void>;
  /** Whether the enrolled server answers now; null before enrolment. */
  probe(): Promise<boolean | null>;
  close(): Promise<void>;
}

export function createSessionService(parts: SessionParts): SessionService {
  const { states, folder, keys } = parts;
  let link: ServerLink | null = null;
  let loaded: Promise<DeviceKey> | null = null;
  let closed = false;
  moveServer();

  /** An administrator has moved the server: only the one that knows this device's key will answer. */
  function moveServer(): void {
    const state = states.read();
    if (parts.server === undefined || state.device === null) return;
    const address = parseServer(parts.server);
    if (address !== state.server) states.write({ server: address });
  }

  function connect(server: string, device: string, key: () => Promise<DeviceKey>): ServerLink {
    return (
      parts.connect?.(device, key) ??
      createHttpLink(createWire(server, parts.proxyFor), device, key)
    );
  }

  async function loadKey(): Promise<DeviceKey> {
    const key = await keys.load(states.read().device);
    if (key === null) throw new ExpectedFailure({ type: 'DeviceKeyMissing', folder });
    return key;
  }

  /** Turns a code into the device of that key. */
  async function enrolWith(
    key: DeviceKey,
    address: string,
    code: string,
  ): Promise<Result<{ device: string; person: string }, CoreFailure>> {
    const { publicKey, recipient } = key;
    const line = connect(address, deviceIdOf(publicKey), () => Promise.resolve(key));
    try {
      const { deviceName } = parts;
      const answer = await line.enrol({ code, publicKey, recipient, deviceName });
      if (answer.device !== deviceIdOf(publicKey)) throw new Error('not this key’s device');
      states.write({
        device: answer.device,
        server: address,
        epoch: answer.epoch,
        person: answer.person.id,
        login: answer.person.login,
        personName: answer.person.name,
        clockOffsetMs: Math.round(parts.now() - answer.serverTime),
        serverId: answer.server.id,
        serverKey: answer.server.publicKey,
        serverRecipient: answer.server.recipient,
        recipientTold: recipient,
        notice: null,
      });
      return ok({ device: answer.device, person: answer.person.login });
    } catch (error) {
      const failure = error instanceof ExpectedFailure ? error.failure : null;
      if (failure?.type !== 'ServerUnreachable') throw error;
      return err({ type: 'EnrolUnreachable', server: failure.server });
    } finally {
      await line.close();
    }
  }

  /** Whether the server no longer knows this device: it was restored from before its enrolment. */
  async function isForgotten(): Promise<boolean> {
    const line = session.link();
    if (line === null) return true;
    try {
      await line.devices();
      return false;
    } catch (error) {
      return error instanceof WireFailure && error.error.type === 'DeviceRefused';
    }
  }

  /** Makes the device known again with the key that it has; all its work stays, to be sent anew. */
  async function enrolAgain(
    address: string,
    code: string,
  ): Promise<Result<{ device: string; person: string }, CoreFailure>> {
    const before = states.read();
    const key = await session.key();
    const line = connect(address, before.device!, session.key);
    try {
      const { publicKey, recipient } = key;
      const { person } = await line.enrol({
        code,
        publicKey,
        recipient,
        deviceName: parts.deviceName,
      });
      if (person.id !== before.person) {
        // The server takes this key for somebody else's now: nothing of theirs may come in here.
        states.write({ server: null });
        await session.forget();
        return err({ type: 'AlreadyEnrolled', login: before.login ?? '' });
      }
      states.write({ server: address });
      await session.forget();
      return ok({ device: before.device!, person: person.login });
    } finally {
      await line.close();
    }
  }

  const session: SessionService = {
    current() {
      const state = states.read();
      if (state.device === null || state.person === null) return null;
      const language = parts.languageOf(state.person);
      return {
        device: state.device,
        deviceName: parts.deviceName,
        server: state.server ?? '',
        person: {
          id: state.person,
          login: state.login ?? state.person,
          name: state.personName ?? state.person,
          ...(language !== undefined && { language }),
        },
        roles: parts.held(),
        keyProtection: keys.protection() ?? 'file',
        folder,
      };
    },

    async enrol({ server, code }) {
      const { device, login } = states.read();
      const address = parseServer(server);
      // Nobody was given such a code: the server need not be asked.
      if (!enrolRequestSchema.shape.code.safeParse(code).success) {
        return err({ type: 'ServerRefused', error: { type: 'CodeUnknown' } });
      }
      if (device !== null) {
        if (!(await isForgotten())) return err({ type: 'AlreadyEnrolled', login: login ?? '' });
        return enrolAgain(address, code);
      }
      // A key that is there without an enrolment is of a try whose answer was lost.
      const known = await keys.load(null);
      try {
        return await enrolWith(known ?? (await keys.make()), address, code);
      } catch (error) {
        // It may as well be of a device that was revoked here: another key has to be made.
        if (known === null || !isRefused(error)) throw error;
        return enrolWith(await keys.make(), address, code);
      }
    },

    link() {
      const { device, server } = states.read();
      if (closed || device === null || server === null) return null;
      link ??= connect(server, device, session.key);
      return link;
    },
    key() {
      loaded ??= loadKey().catch((error: unknown) => {
        loaded = null;
        throw error;
      });
      return loaded;
    },
    async forget() {
      const line = link;
      link = null;
      loaded = null;
      await line?.close();
    },
    probe: async () => (await session.link()?.probe()) ?? null,
    close() {
      // Nothing that still runs may open another line.
      closed = true;
      return session.forget();
    },
  };
  return session;
}

function isRefused(error: unknown): boolean {
  return (
    error instanceof WireFailure &&
    (error.error.type === 'DeviceRefused' || error.error.type === 'DeviceRevoked')
  );
}
