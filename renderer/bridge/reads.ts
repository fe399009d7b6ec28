import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import type { SessionView } from '../../shared/session/session.contract.ts';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import type { Client } from './client.ts';
import { createRead, type Read } from './read.ts';

/** What more than one feature looks at, read once and kept fresh by the core's events. */
export interface Reads {
  readonly session: Read<SessionView | null>;
  readonly establishments: Read<readonly EstablishmentSummary[]>;
  readonly syncStatus: Read<SyncStatus>;
}

/** Waits this long before the list of schools is read again: a sync moves many rows in a row. */
const ESTABLISHMENTS_PAUSE_MS = 400;

/** Makes the shared reads and keeps them fresh for as long as the page lives. */
export function createReads(client: Client): Reads {
  const reads: Reads = {
    session: createRead(() => client.call('session.current', {})),
    establishments: createRead(() => client.call('kit.establishments', {})),
    syncStatus: createRead(() => client.call('sync.status', {})),
  };
  let pause: ReturnType<typeof setTimeout> | undefined;

  client.onEvent((event) => {
    switch (event.type) {
      case 'syncStatus':
        reads.syncStatus.set(event.status);
        return;
      case 'sessionChanged':
        void reads.session.reload();
        void reads.establishments.reload();
        void reads.syncStatus.reload();
        return;
      case 'rowsChanged':
        clearTimeout(pause);
        pause = setTimeout(() => reads.establishments.invalidate(), ESTABLISHMENTS_PAUSE_MS);
        return;
      case 'menu':
        return;
    }
  });
  return reads;
}
