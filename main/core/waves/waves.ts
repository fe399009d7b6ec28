import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { wavesContract } from '../../../shared/wave/waves.contract.ts';
import type { Reader } from '../store/database.ts';
import { createWavesContext, type WavesParts } from './waves.context.ts';
import { createWavesPostponing } from './waves.postponing.ts';
import { createWavesReads } from './waves.reads.ts';
import { createWavesStore } from './waves.store.ts';
import { createWavesWrites } from './waves.writes.ts';

/** Waves of schools on this device. */
export interface Waves {
  readonly handlers: Handlers<typeof wavesContract, CoreFailure>;
  /** Rows have changed: what is remembered of them is read anew. */
  forget(): void;
}

/** Puts the parts of waves together. */
export function createWaves(parts: Omit<WavesParts, 'store'> & { readonly db: Reader }): Waves {
  const context = createWavesContext({ ...parts, store: createWavesStore(parts.db) });
  const reads = createWavesReads(context);
  const writes = createWavesWrites(context);
  const postpone = createWavesPostponing(context);
  return {
    forget: context.forget,
    handlers: {
      'waves.list': reads.list,
      'waves.read': reads.read,
      'waves.members': reads.members,
      'waves.candidates': reads.candidates,
      'waves.postponements': reads.postponements,
      'waves.schools': reads.schools,
      'waves.save': writes.save,
      'waves.saveEvent': writes.saveEvent,
      'waves.removeEvent': writes.removeEvent,
      'waves.join': writes.join,
      'waves.leave': writes.leave,
      'waves.setStatus': writes.setStatus,
      'waves.assess': writes.assess,
      'waves.promote': writes.promote,
      'waves.open': writes.open,
      'waves.postpone': postpone,
    },
  };
}
