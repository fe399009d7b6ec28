import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import {
  isDealtOn,
  isInWaveOn,
  partOn,
  switchoverOn,
  type PutOff,
} from '../../../../shared/wave/pastDays.rules.ts';
import { byTown, type Place } from './places.ts';

/** What past days depend on besides the places of today. */
export interface PastParts {
  /** Parts in waves that schools have left. */
  readonly left: readonly Place[];
  /** Postponements by {@link partKey}. */
  readonly postponements: ReadonlyMap<string, readonly PutOff[]>;
}

/** What a school's part in a wave is known by. */
export function partKey(school: string, wave: string | null): string {
  return `${school} ${wave}`;
}

/** Places as they were on a past day, in the order of towns, then names. */
export function placesOn(
  places: readonly Place[],
  { left, postponements }: PastParts,
  day: LocalDate,
): Place[] {
  /** Parts of each school that counts in a programme today. */
  const counting = new Set<string>();
  const seen = new Set<string>();
  const found: Place[] = [];
  const gone: Place[] = [];
  const add = (place: Place): void => {
    const putOff = postponements.get(partKey(place.id, place.wave)) ?? [];
    const switchoverDate = switchoverOn(place, putOff, day);
    const dealt = place.wave === null || isDealtOn(place, day);
    const same = dealt === place.dealt && switchoverDate === place.switchoverDate;
    found.push(same ? place : { ...place, dealt, switchoverDate });
    counting.add(partKey(place.id, place.programme));
    seen.add(place.id);
  };
  for (const place of places) {
    if (place.wave === null) gone.push(place);
    else if (isInWaveOn(place, day)) add(place);
    else gone.push(place);
  }
  const former = new Map<string, Place[]>();
  for (const place of left) {
    const key = partKey(place.id, place.programme);
    if (!counting.has(key)) former.set(key, [...(former.get(key) ?? []), place]);
  }
  for (const parts of former.values()) {
    const part = partOn(parts, day);
    if (part !== undefined) add(part);
  }
  for (const place of gone) {
    if (seen.has(place.id)) continue;
    seen.add(place.id);
    found.push(place.wave === null ? place : unplaced(place));
  }
  return byTown(found);
}

/** A school that was in no wave yet. */
function unplaced(place: Place): Place {
  return {
    ...place,
    wave: null,
    waveLabel: null,
    switchoverDate: null,
    variant: null,
    programme: null,
    programmeName: null,
    dealt: false,
  };
}
