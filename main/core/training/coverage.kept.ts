import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { readGround, type Ground, type GroundParts } from './coverage.ground.ts';
import { coverOn, type Covered } from './coverage.model.ts';
import type { FoundTraining } from './training.context.ts';

/** Days of waves that are kept: one looks back now and then. */
const KEPT = 6;
/** Entities whose rows coverage reads, but for the steps of kits, which are read when asked for. */
const READ: ReadonlySet<string> = new Set([
  'programme',
  'wave',
  'waveMembership',
  'establishment',
  'grant',
  'kitAction',
  'trainingTrack',
  'trainingGroup',
  'trainingSession',
  'trainingEnrolment',
  'groupMember',
  'attendance',
  'studyTime',
]);

/** How far waves are, kept until rows change that it was made of. */
export interface KeptCoverage {
  on(found: FoundTraining, day: LocalDate): Covered;
}

export function createKeptCoverage(parts: GroundParts): KeptCoverage {
  const { context } = parts;
  const grounds = new Map<string, Ground>();
  const days = new Map<string, Covered>();
  const forget = (): void => {
    grounds.clear();
    days.clear();
  };
  const isKept = context.watch !== undefined;
  context.watch?.((entities) => {
    if (entities.length === 0 || entities.some((entity) => READ.has(entity))) forget();
  });
  return {
    on(found, day) {
      if (!isKept) forget();
      const wave = found.wave.id;
      const isPartial = !context.mayRecord(wave);
      const key = `${wave} ${day} ${isPartial}`;
      const known = days.get(key);
      if (known !== undefined) return known;
      const ground = grounds.get(wave) ?? readGround(parts, found);
      grounds.set(wave, ground);
      const covered = coverOn(ground, day, isPartial);
      const oldest = days.size < KEPT ? undefined : days.keys().next().value;
      if (oldest !== undefined) days.delete(oldest);
      days.set(key, covered);
      return covered;
    },
  };
}
