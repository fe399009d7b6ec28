import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { OutputOf } from '../../shared/bridge/contract.ts';
import type { ProgrammeSummary } from '../../shared/programme/programmes.contract.ts';
import type { SessionView } from '../../shared/session/session.contract.ts';
import type { DeviceView } from '../../shared/sync/devices.contract.ts';
import type { ConflictView, RejectedView, SyncStatus } from '../../shared/sync/sync.contract.ts';
import type { Client } from './client.ts';
import { createRead, type Read, type ReadState } from './read.ts';

/** What more than one feature looks at, read once and kept fresh by the core's events. */
export interface Reads {
  readonly session: Read<SessionView | null>;
  /** How many schools this computer holds, and the first of them. */
  readonly places: Read<OutputOf<Bridge['kit.places']>>;
  /** Programmes of this computer, with their words. */
  readonly programmes: Read<readonly ProgrammeSummary[]>;
  readonly syncStatus: Read<SyncStatus>;
  /** Open conflicts of this person's places. */
  readonly conflicts: Read<readonly ConflictView[]>;
  /** Refused changes that nobody has dealt with. */
  readonly rejected: Read<readonly RejectedView[]>;
  readonly devices: Read<readonly DeviceView[]>;
}

/** Waits this long before the places are read again: a sync moves many rows in a row. */
const PLACES_PAUSE_MS = 400;

/** Entities whose rows say which places there are. */
const PLACES: ReadonlySet<string> = new Set([
  'establishment',
  'waveMembership',
  'wave',
  'programme',
]);

/** Makes the shared reads and keeps them fresh for as long as the page lives. */
export function createReads(client: Client): Reads {
  const reads: Reads = {
    session: createRead(() => client.call('session.current', {})),
    places: createRead(() => client.call('kit.places', {})),
    programmes: createRead(() => client.call('programmes.list', {})),
    syncStatus: createRead(() => client.call('sync.status', {})),
    conflicts: createRead(() => client.call('sync.conflicts', {})),
    rejected: createRead(() => client.call('sync.rejected', {})),
    devices: createRead(() => client.call('devices.list', {})),
  };
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** The figures of the status say when the lists behind them are out of date. */
  reads.syncStatus.store.subscribe((now, before) => {
    const { conflicts, rejected } = figuresOf(now);
    const then = figuresOf(before);
    if (conflicts !== then.conflicts) reads.conflicts.invalidate();
    if (rejected !== then.rejected) reads.rejected.invalidate();
  });

  client.onEvent((event) => {
    switch (event.type) {
      case 'syncStatus':
        reads.syncStatus.set(event.status);
        return;
      case 'sessionChanged':
        void reads.session.reload();
        void reads.places.reload();
        void reads.syncStatus.reload();
        reads.programmes.invalidate();
        for (const read of [reads.conflicts, reads.rejected, reads.devices]) read.invalidate();
        return;
      case 'rowsChanged':
        // What a conflict shows is the row's value, so that any row may change it.
        reads.conflicts.invalidate();
        if (event.entities.length === 0 || event.entities.includes('programme')) {
          reads.programmes.invalidate();
        }
        if (event.entities.length > 0 && !event.entities.some((name) => PLACES.has(name))) return;
        clearTimeout(pause);
        pause = setTimeout(() => reads.places.invalidate(), PLACES_PAUSE_MS);
        return;
      case 'menu':
      case 'dropped':
      case 'exchangeBegun':
        return;
    }
  });
  return reads;
}

function figuresOf(state: ReadState<SyncStatus>): { conflicts: number; rejected: number } {
  if (state.status !== 'ready') return { conflicts: 0, rejected: 0 };
  return { conflicts: state.value.conflicts, rejected: state.value.rejected };
}
