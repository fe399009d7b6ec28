import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import type { bundleContract, devicesContract } from '../../shared/sync/devices.contract.ts';
import type { syncContract } from '../../shared/sync/sync.contract.ts';
import type { ConflictsService } from './conflicts/conflicts.service.ts';
import type { RefusalsService } from './conflicts/refusals.service.ts';
import type { DevicesService } from './devices/devices.service.ts';
import type { SessionService } from './session/session.service.ts';
import type { Recorded } from './store/record.ts';
import { undoLast, type UndoParts } from './store/undo.ts';
import type { SyncWithFiles } from './syncWithFiles.ts';
import type { Syncing } from './syncing.ts';

type Methods = Handlers<
  typeof syncContract & typeof bundleContract & typeof devicesContract,
  CoreFailure
>;

interface SyncHandlerParts extends Omit<UndoParts, 'after'> {
  readonly db: Database;
  readonly session: Pick<SessionService, 'probe'>;
  readonly syncing: Syncing;
  readonly withFiles: Pick<SyncWithFiles, 'syncNow'>;
  readonly conflicts: Pick<ConflictsService, 'list' | 'resolve'>;
  readonly refusals: RefusalsService;
  readonly devices: DevicesService;
  /** Number of the last transaction before the program started: undo goes no further back. */
  readonly startedAfter: () => number;
  /** A colleague's name by the id of the device that wrote. */
  readonly authorOf: (device: string) => string | undefined;
  /** Counts and announces what was written. */
  readonly afterWrite: (recorded: Pick<Recorded, 'scopes' | 'entities'>, count: number) => void;
  readonly tellStatus: () => void;
}

/** Handlers of what leaves and reaches the device, and of what people then have to settle. */
export function createSyncHandlers(parts: SyncHandlerParts): Methods {
  const { db, syncing, conflicts, refusals, devices, tellStatus } = parts;
  return {
    'sync.status': () => ok(syncing.engine.status()),
    'sync.probe': async () => ok(await parts.session.probe()),
    'sync.now': parts.withFiles.syncNow,
    'sync.conflicts': () => ok(conflicts.list()),
    'sync.resolve': (input) => conflicts.resolve(input),
    'sync.rejected': () => ok(refusals.list()),
    'sync.dismiss': ({ n }) => {
      const dismissed = refusals.dismiss(n);
      tellStatus();
      return dismissed;
    },
    'sync.resend': (input) => refusals.resend(input),
    'sync.acknowledge': () => {
      syncing.acknowledge();
      tellStatus();
      return ok(null);
    },
    'sync.undo': () => {
      const undone = db
        .transaction(() => undoLast({ ...parts, after: parts.startedAfter() }))
        .immediate();
      if (undone.ok) {
        parts.afterWrite(undone.value, undone.value.transactions);
        return ok(undone.value.row);
      }
      if (undone.error.type !== 'ChangedSince') return undone;
      return err({ ...undone.error, by: parts.authorOf(undone.error.by) ?? '?' });
    },
    'devices.list': () => devices.list(),
    'devices.rename': ({ device, name }) => devices.rename(device, name),
    'devices.revoke': ({ device }) => devices.revoke(device),
    'bundle.export': ({ file, to }) => syncing.exportTo(file, to),
    'bundle.import': async ({ file }) => {
      const imported = await syncing.importFrom(file);
      tellStatus();
      return imported;
    },
  };
}
