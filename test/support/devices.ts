import type { CoreEvent } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import type { SyncReport } from '../../shared/sync/sync.contract.ts';
import { createCore, fileVault, type Core } from '../../main/core/core.ts';

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
    close: () => core.close(),
  };
}
