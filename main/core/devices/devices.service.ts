import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { DeviceView } from '../../../shared/sync/devices.contract.ts';
import type { DeviceCard } from '../../../shared/sync/protocol.ts';
import type { DeviceCards } from '../store/deviceCards.ts';
import { ExpectedFailure } from '../store/failures.ts';
import { WireFailure, type ServerLink } from '../sync/serverLink.ts';

export interface DevicesParts {
  readonly cards: DeviceCards;
  readonly link: () => ServerLink | null;
  readonly me: () => { readonly person: string; readonly device: string } | null;
}

/** This person's devices and their colleagues'. */
export interface DevicesService {
  /** Asked of the server where it answers, else as it last said. */
  list(): Promise<Result<DeviceView[], CoreFailure>>;
  rename(device: string, name: string): Promise<Result<null, CoreFailure>>;
  revoke(device: string): Promise<Result<null, CoreFailure>>;
}

export function createDevicesService(parts: DevicesParts): DevicesService {
  const { cards } = parts;

  function view(card: DeviceCard): DeviceView {
    const me = parts.me();
    const { id, name, person, personName, enrolledAt, revokedAt, recipient } = card;
    return {
      id,
      name,
      person,
      personName,
      mine: person === me?.person,
      current: id === me?.device,
      enrolledAt,
      revokedAt,
      reachable: recipient !== null && revokedAt === null,
    };
  }

  /** Does something that only the server can do; what it says of the target is put in our words. */
  async function ask(
    device: string,
    work: (link: ServerLink) => Promise<void>,
  ): Promise<Result<null, CoreFailure>> {
    const link = parts.link();
    if (link === null) return err({ type: 'NotEnrolled' });
    try {
      await work(link);
      cards.replace(await link.devices());
      return ok(null);
    } catch (error) {
      if (error instanceof WireFailure) {
        const unknown = error.error.type === 'Forbidden' || error.error.type === 'NotFound';
        if (unknown) return err({ type: 'DeviceUnknown', device });
      }
      if (isUnreachable(error)) return err({ type: 'NeedsServer' });
      throw error;
    }
  }

  return {
    async list() {
      const link = parts.link();
      if (link === null) return err({ type: 'NotEnrolled' });
      try {
        cards.replace(await link.devices());
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        if (cards.all().length === 0) return err({ type: 'NeedsServer' });
      }
      return ok(cards.all().map(view));
    },
    rename: (device, name) => ask(device, (link) => link.rename(device, name)),
    revoke: (device) => ask(device, (link) => link.revoke(device)),
  };
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ExpectedFailure && error.failure.type === 'ServerUnreachable';
}
