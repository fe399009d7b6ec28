import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { tutoringContract } from '../../../shared/tutoring/tutoring.contract.ts';
import type { similarContract } from '../../../shared/tutoring/similar.contract.ts';
import type { FeatureParts, WaveGround } from '../access/waveGround.ts';
import type { Reader } from '../store/database.ts';
import { createSimilarBlockers } from './blockers.similar.ts';
import { createBlockersStore } from './blockers.store.ts';
import { createTutoringOverview } from './overview.service.ts';
import { createTutoringContext } from './tutoring.context.ts';
import { createTutoringStore } from './tutoring.store.ts';

/** Tutoring of schools: groups, sessions and their log, visits, and what blocks schools. */
export function createTutoring(
  parts: FeatureParts & { readonly db: Reader; readonly ground: WaveGround },
): Handlers<typeof tutoringContract & typeof similarContract, CoreFailure> {
  const context = createTutoringContext({
    ...parts,
    store: createTutoringStore(parts.db),
    blockers: createBlockersStore(parts.db),
  });
  return { ...createTutoringOverview(context), ...createSimilarBlockers(context) };
}
