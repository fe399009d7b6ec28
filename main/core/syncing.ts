import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Hash } from '../../shared/sync/batch.ts';
import { BUNDLE_EXTENSION, SERVER } from '../../shared/sync/bundle.ts';
import type { ExportReport, ImportReport } from '../../shared/sync/devices.contract.ts';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import { exportBundle } from './bundles/bundle.export.ts';
import { envelopeOf, fileHash, importBundle } from './bundles/bundle.import.ts';
import { bundleTools } from './bundles/bundleTools.ts';
import { deviceIdOf, type KeyFolder } from './session/deviceKey.ts';
import type { SessionService } from './session/session.service.ts';
import { ExpectedFailure } from './store/failures.ts';
import type { Applied } from './store/inbox.ts';
import type { Parts } from './store/parts.ts';
import { purge } from './store/purge.ts';
import { createRestamper } from './store/restamp.ts';
import { createSyncEngine, type SyncEngine } from './sync/engine.ts';
import { createExchange } from './sync/exchange.ts';
import { createNotices, type Notices } from './sync/notices.ts';
import { createRecovery } from './sync/recovery.ts';
import { failureOf, unreachable } from './sync/wire.ts';

interface SyncingParts {
  readonly db: Database;
  readonly folder: string;
  readonly parts: Parts;
  readonly keys: KeyFolder;
  readonly session: SessionService;
  readonly deviceName: string;
  readonly hash: Hash;
  /** Milliseconds since 1970: by the computer's own clock, and by the corrected one. */
  readonly systemNow: () => number;
  readonly correctedNow: () => number;
  readonly readableBy: (person: string) => ReadonlySet<ScopeId>;
  readonly openConflicts: () => number;
  readonly onApplied: (applied: Applied) => void;
  readonly onStatus: (status: SyncStatus) => void;
  /** The device was revoked: nothing of it is left but these scopes' names. */
  readonly onLeft: (scopes: readonly ScopeId[]) => void;
}

/** The exchange with the server and with colleagues, by network and by file. */
export interface Syncing {
  readonly engine: SyncEngine;
  readonly notices: Notices;
  /** The person has read the notice; rows of missing places go with it. */
  acknowledge(): void;
  exportTo(file: string, to: string | undefined): Promise<Result<ExportReport, CoreFailure>>;
  importFrom(file: string): Promise<Result<ImportReport, CoreFailure>>;
}

/** Puts the parts of sync together. */
export function createSyncing(given: SyncingParts): Syncing {
  const { db, folder, parts, keys, session, systemNow, correctedNow, onApplied } = given;
  const { states, outbox, cursors, inbox, carried } = parts;
  const notices = createNotices(states);
  const tools = bundleTools(async () => (await session.key()).identity);
  const restamper = createRestamper(states, outbox, inbox, correctedNow);
  const recovery = createRecovery({
    ...parts,
    db,
    restamper,
    notices,
    deviceName: given.deviceName,
    deviceIdOf,
    key: session.key,
    nextKey: () => keys.next(),
    forgetIdentity: session.forget,
    now: systemNow,
  });
  const exchange = createExchange({
    ...parts,
    restamper: { ...restamper, refusedAhead: db.transaction(() => restamper.refusedAhead()) },
    recovery,
    key: session.key,
    keepReply,
    now: systemNow,
    onApplied,
  });
  const exportParts = {
    ...parts,
    tools,
    key: session.key,
    readableBy: given.readableBy,
    now: correctedNow,
  };
  const engine = createSyncEngine({
    folder,
    file: db.name,
    states,
    outbox,
    exchange,
    recovery,
    notices,
    link: session.link,
    leave,
    openConflicts: given.openConflicts,
    carrying: () => carried.waiting(),
    now: systemNow,
    onStatus: given.onStatus,
  });

  /** Puts the reply to a carried bundle in its place. */
  function keepReply(hash: string, reply: Uint8Array): void {
    const envelope = envelopeOf(reply, tools);
    // A proxy's page, or a server that has no answer: the bundle stays for another try.
    if (envelope === null) throw unreachable(states.read().server ?? '');
    db.transaction(() => {
      carried.remove(hash);
      carried.add(
        { hash: fileHash(reply), receiver: envelope.to, sender: envelope.from, file: reply },
        systemNow(),
      );
    }).immediate();
  }

  /** The server has revoked this device: its data leave, what was not sent first as a file. */
  async function leave(at: number): Promise<void> {
    let unsent: string | null = null;
    if (outbox.pendingCount() > 0) {
      const time = new Date(systemNow()).toISOString().replaceAll(/[:.]/g, '-');
      const name = `unsent-${time}.${BUNDLE_EXTENSION}`;
      const written = await exportBundle(exportParts, join(folder, name), SERVER);
      if (!written.ok) throw new ExpectedFailure(written.error);
      unsent = name;
    }
    const scopes = cursors.scopes();
    purge(db, JSON.stringify({ type: 'revoked', at, unsent }));
    keys.remove();
    await session.forget();
    parts.forget();
    given.onLeft(scopes);
  }

  async function meetColleagues(): Promise<void> {
    try {
      const devices = await session.link()?.devices();
      if (devices !== undefined) parts.cards.replace(devices);
    } catch (error) {
      // Without the server, what is known has to do.
      if (failureOf(error) === null) throw error;
    }
  }

  return {
    engine,
    notices,
    acknowledge() {
      const notice = notices.read();
      if (notice?.type === 'placesMissing') {
        const scopes = cursors.stale().filter((scope) => notice.scopes.includes(scope));
        inbox.removeScopes(scopes);
        onApplied({ scopes, entities: [], rows: 0 });
      }
      notices.clear();
    },
    exportTo: (file, to) => engine.alone(() => exportBundle(exportParts, file, to ?? SERVER)),
    importFrom: (file) =>
      engine.alone(() =>
        importBundle(
          {
            ...parts,
            exchange,
            recovery,
            tools,
            hash: given.hash,
            meetColleagues,
            onApplied,
            now: correctedNow,
          },
          file,
        ),
      ),
  };
}
