import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { SyncReport } from '../../shared/sync/sync.contract.ts';
import type { Attachments } from './attachments/attachments.ts';
import type { Cursors } from './store/cursors.ts';
import { startAutoSync, type AutoSync } from './sync/autoSync.ts';
import type { SyncEngine } from './sync/engine.ts';
import type { ServerLink } from './sync/serverLink.ts';

interface SyncWithFilesParts {
  readonly engine: SyncEngine;
  readonly attachments: Pick<Attachments, 'synced' | 'waiting' | 'send'>;
  readonly cursors: Pick<Cursors, 'get'>;
  readonly link: () => ServerLink | null;
  /** Syncs by itself while the program is open, once it has been started. */
  readonly byItself: boolean;
}

/** Rows first, then the contents of files that they name. */
export interface SyncWithFiles {
  /** Contents follow in their own time while the program syncs by itself, at once otherwise. */
  syncNow(): Promise<Result<SyncReport, CoreFailure>>;
  /** Begins to sync by itself, where this device does so; once it does, nothing more. */
  start(): void;
  stop(): void;
  /** Something waits to be sent. */
  localWrite(): void;
  networkChanged(online: boolean): void;
}

/** Syncs rows and the contents of files after them. */
export function createSyncWithFiles(parts: SyncWithFilesParts): SyncWithFiles {
  const { engine, attachments } = parts;
  let auto: AutoSync | null = null;

  const syncNow = async (): Promise<Result<SyncReport, CoreFailure>> => {
    const synced = await engine.syncNow();
    if (!synced.ok) return synced;
    if (parts.byItself) {
      attachments.synced();
      return ok({ ...synced.value, files: { sent: 0, waiting: attachments.waiting() } });
    }
    return ok({ ...synced.value, files: await attachments.send() });
  };

  return {
    syncNow,
    start() {
      if (!parts.byItself || auto !== null) return;
      auto = startAutoSync({
        engine: {
          ...engine,
          syncNow,
          async pushNow() {
            const pushed = await engine.pushNow();
            if (pushed.ok) attachments.synced();
            return pushed;
          },
          hear(event) {
            const isTaken = engine.hear(event);
            if (isTaken) attachments.synced();
            return isTaken;
          },
        },
        cursors: parts.cursors,
        link: parts.link,
        random: Math.random,
      });
    },
    stop() {
      auto?.stop();
      auto = null;
    },
    localWrite: () => auto?.localWrite(),
    networkChanged: (online) => auto?.networkChanged(online),
  };
}
