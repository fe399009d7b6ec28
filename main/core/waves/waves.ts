import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import type { wavesContract } from '../../../shared/wave/waves.contract.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import type { Rows } from '../store/rows.ts';
import { createWavesChoosing, type PartChoice } from './waves.choosing.ts';
import { createWavesContext, type WavesParts } from './waves.context.ts';
import { deal } from './waves.dealing.ts';
import { createWavesPostponing } from './waves.postponing.ts';
import { createWavesReads } from './waves.reads.ts';
import { createWavesStore } from './waves.store.ts';
import { createWavesWrites } from './waves.writes.ts';

/** Waves of schools on this device. */
export interface Waves {
  readonly handlers: Handlers<typeof wavesContract, CoreFailure>;
  /** The steps of an open wave's kit that a school which joins it lacks. */
  kitOf(wave: string, establishment: string): readonly Write[];
  /**
   * What makes a new school a member of a wave, with its kit where the wave is open. Fails with
   * WaveUnknown, NotAllowed.
   */
  joinWrites(wave: string, establishment: string): Result<readonly Write[], CoreFailure>;
  /** Rows of scopes have changed, or left the device (no entities): they are read anew. */
  changed(scopes: readonly string[], entities: readonly string[]): void;
  /** What brings a school to the state of one of several decisions on its part in a wave. */
  choose(choice: PartChoice): readonly Write[];
}

/** Puts the parts of waves together. */
export function createWaves(
  parts: Omit<WavesParts, 'store'> & { readonly db: Reader; readonly rows: Rows },
): Waves {
  const context = createWavesContext({ ...parts, store: createWavesStore(parts.db) });
  const reads = createWavesReads(context);
  const writes = createWavesWrites(context);
  const postpone = createWavesPostponing(context);
  const kitOf = (wave: string, establishment: string): readonly Write[] => {
    const found = context.find(wave);
    if (!found.ok) return [];
    const member = { id: establishment, switchoverDate: null, variant: null, level: null };
    return deal(context.store, found.value, [member], found.value.today).lists.flat();
  };
  return {
    changed: context.changed,
    choose: createWavesChoosing(context, parts),
    kitOf,
    joinWrites(wave, establishment) {
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      const { today } = found.value;
      const { kind, openedOn } = found.value.wave;
      const joined = {
        wave,
        establishment,
        joinedOn: today,
        status: kind === 'waiting' ? 'candidate' : 'informed',
      };
      const row = waveMembershipId(wave, establishment);
      const scope = scopeId('establishment', establishment);
      return ok([
        { entity: 'waveMembership', row, scope, set: joined },
        ...(openedOn === null ? [] : kitOf(wave, establishment)),
      ]);
    },
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
