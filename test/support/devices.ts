import type { CoreEvent } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import type { SyncReport, SyncStatus } from '../../shared/sync/sync.contract.ts';
import { createCore, fileVault, type Core, type CoreOptions } from '../../main/core/core.ts';

/** A device in this process: the real core on a real folder. */
export interface Device {
  readonly core: Core;
  kit(establishment?: string): Promise<KitView>;
  tick(
    step: string,
    status: 'todo' | 'done' | 'blocked' | 'notApplicable',
    note?: string,
  ): Promise<void>;
  sync(): Promise<SyncReport>;
  status(): Promise<SyncStatus>;
  /** The id that the server knows it by. */
  id(): Promise<string>;
  /** Steps that are still to be done, oldest in the kit first. */
  todo(): Promise<string[]>;
  close(): Promise<void>;
}

/** The value of a success. @throws with the failure */
export function must<T>(result: Result<T, CoreFailure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Opens a folder as a device, enrolled when a login (of practice data) or a code is given. */
export async function openDevice(
  dataDir: string,
  options: {
    server?: string;
    login?: string;
    /** A code of one's own instead of `demo-LOGIN`. */
    code?: string;
    autoSync?: boolean;
    /** Looks on beside another device object that has the folder. */
    readOnly?: boolean;
    /** Milliseconds since 1970 by this device's clock. */
    now?: () => number;
    proxyFor?: NonNullable<CoreOptions['proxyFor']>;
    /** Another line to the server. */
    link?: NonNullable<CoreOptions['link']>;
    onEvent?: (event: CoreEvent) => void;
  } = {},
): Promise<Device> {
  const core = must(
    await createCore({
      dataDir,
      deviceName: 'test',
      timeZone: 'Europe/Paris',
      vault: fileVault,
      ...(options.autoSync === undefined ? {} : { autoSync: options.autoSync }),
      ...(options.readOnly === undefined ? {} : { readOnly: options.readOnly }),
      ...(options.now === undefined ? {} : { now: options.now }),
      ...(options.proxyFor === undefined ? {} : { proxyFor: options.proxyFor }),
      ...(options.link === undefined ? {} : { link: options.link }),
      ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
    }),
  );
  const code = options.code ?? (options.login === undefined ? null : `demo-${options.login}`);
  if (code !== null) {
    must(await core.call('session.enrol', { server: options.server!, code }));
  }
  return {
    core,
    kit: async (establishment) =>
      must(await core.call('kit.read', establishment === undefined ? {} : { establishment })),
    async tick(step, status, note) {
      must(await core.call('kit.tick', { step, status, ...(note === undefined ? {} : { note }) }));
    },
    sync: async () => must(await core.call('sync.now', {})),
    status: async () => must(await core.call('sync.status', {})),
    id: async () => must(await core.call('session.current', {}))!.device,
    todo: async () =>
      must(await core.call('kit.read', {}))
        .steps.filter(({ status }) => status === 'todo')
        .map(({ id }) => id),
    close: () => core.close(),
  };
}
