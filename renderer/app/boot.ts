import type { BasculeWindow } from '../../shared/bridge/window.ts';
import type { BridgeValue } from '../bridge/BridgeContext.tsx';
import { createClient } from '../bridge/client.ts';
import { createPreferences } from '../bridge/preferences.ts';
import { createReads } from '../bridge/reads.ts';
import { moveDrafts } from '../bridge/useDraft.ts';
import { hasSeveralSchools } from './hasSeveralSchools.ts';
import { paths } from './paths.ts';
import { createKitStore, type KitStore } from '../kit/kit.store.ts';
import { createReviewStore, type ReviewStore } from '../review/review.store.ts';

/** What the page stands on, made before it is drawn. */
export interface Foundations {
  readonly bridge: BridgeValue;
  readonly kit: KitStore;
  readonly review: ReviewStore;
}

/**
 * Connects to the core and asks at once for what the first page shows, so that the answers are
 * under way while the page is drawn.
 */
export function boot(bascule: BasculeWindow): Foundations {
  const client = createClient(bascule);
  const reads = createReads(client);
  const preferences = createPreferences(client);
  const kit = createKitStore(client);
  reads.syncStatus.ensure();
  const address = location.hash.slice(1);
  if (address === paths.kit) void kit.open(null);
  void reads.session.reload().then(() => {
    const session = reads.session.store.getState();
    if (session.status === 'ready' && session.value !== null) {
      moveDrafts(client, preferences, session.value.person.id);
    }
    const starting = address === '' || address === '/';
    if (!starting || session.status !== 'ready' || session.value === null) return;
    if (hasSeveralSchools(session.value)) reads.places.ensure();
    else void kit.open(null);
  });
  return {
    bridge: { client, reads, preferences },
    kit,
    review: createReviewStore(),
  };
}
