import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { FeatureParts, GroundWave, WaveGround } from '../access/waveGround.ts';
import { createBlockerWriting, type BlockerWriting } from './blockers.writing.ts';
import type { BlockersStore } from './blockers.store.ts';
import type { TutoringStore } from './tutoring.store.ts';

/** What the handlers of tutoring share. */
export interface TutoringContext extends FeatureParts {
  readonly store: TutoringStore;
  readonly blockers: BlockersStore;
  readonly blockerWriting: BlockerWriting;
  readonly ground: WaveGround;
  /**
   * The wave of that id; without one, the first that has groups.
   * Fails with WaveUnknown, NotEnrolled.
   */
  find(wave?: string): Result<GroundWave, CoreFailure>;
  hasGroups(wave: GroundWave): boolean;
  /** Whether this device's person may make groups in a wave: a group is a place. */
  mayOrganise(wave: string): boolean;
  /** Whether they may lead a group's sessions and write their log. */
  mayLog(group: string): boolean;
  /** Whether they may write into the register of blockers of a wave. */
  mayHelp(wave: string): boolean;
}

export function createTutoringContext(
  parts: FeatureParts & Pick<TutoringContext, 'store' | 'blockers' | 'ground'>,
): TutoringContext {
  const hasGroups = (wave: GroundWave): boolean => parts.store.groups(wave.id).length > 0;
  return {
    ...parts,
    blockerWriting: createBlockerWriting(parts),
    hasGroups,
    find: (wave) => parts.ground.find(wave, hasGroups),
    mayOrganise: (wave) => parts.rolesOver(scopeId('wave', wave)).has('pilot'),
    // A log is its lines, who was there and the session itself: whoever may not write all, none.
    mayLog: (group) =>
      ['tutoringSession', 'tutoringPresence', 'logEntry'].every((entity) =>
        parts.mayCreate(scopeId('tutoringGroup', group), entity),
      ),
    mayHelp: (wave) => parts.mayCreate(scopeId('waveSupport', wave), 'blocker'),
  };
}
