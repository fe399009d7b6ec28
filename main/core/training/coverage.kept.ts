import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { createSchoolPeople } from './candidates.ts';
import { readGround, type Ground, type GroundParts, type GroundPlaces } from './coverage.ground.ts';
import { coverOn, type Covered } from './coverage.model.ts';
import type { FoundTraining } from './training.context.ts';

/** Days of waves that are kept: one looks back now and then. */
const KEPT = 6;
/** Entities that say which schools a wave has and who acts in them: they seldom change. */
const PLACES: ReadonlySet<string> = new Set([
  'programme',
  'wave',
  'waveMembership',
  'establishment',
  'grant',
]);
/** What else coverage reads, but for the steps of kits, which are read when asked for. */
const READ: ReadonlySet<string> = new Set([
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

export function createKeptCoverage(
  parts: Pick<GroundParts, 'context' | 'rows'>,
  peopleOf: ReturnType<typeof createSchoolPeople>,
): KeptCoverage {
  const { context, rows } = parts;
  const places = new Map<string, GroundPlaces>();
  const grounds = new Map<string, Ground>();
  const days = new Map<string, Covered>();
  const forget = (): void => {
    grounds.clear();
    days.clear();
  };
  const isKept = context.watch !== undefined;
  context.watch?.((entities) => {
    const moved = entities.length === 0 || entities.some((entity) => PLACES.has(entity));
    if (moved) places.clear();
    if (moved || entities.some((entity) => READ.has(entity))) forget();
  });
  return {
    on(found, day) {
      const wave = found.wave.id;
      if (!isKept) {
        places.clear();
        forget();
      }
      const isPartial = !context.mayRecord(wave);
      const key = `${wave} ${day} ${isPartial}`;
      const known = days.get(key);
      if (known !== undefined) return known;
      const here = places.get(wave) ?? {
        schools: rows.schools(wave),
        people: peopleOf(wave, found.wave.actors),
      };
      places.set(wave, here);
      const ground = grounds.get(wave) ?? readGround({ ...parts, places: here }, found);
      grounds.set(wave, ground);
      const covered = coverOn(ground, day, isPartial);
      const oldest = days.size < KEPT ? undefined : days.keys().next().value;
      if (oldest !== undefined) days.delete(oldest);
      days.set(key, covered);
      return covered;
    },
  };
}
