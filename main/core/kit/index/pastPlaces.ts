import { stampTime } from '../../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import {
  isDealtOn,
  isInWaveOn,
  partAsOf,
  partOn,
  switchoverOn,
  type PutOff,
} from '../../../../shared/wave/pastDays.rules.ts';
import { waveMembershipId } from '../../../../shared/wave/waveMembership.entity.ts';
import { heldOn } from '../../../../shared/past/remember.rules.ts';
import type { Formers } from '../past.store.ts';
import type { WaveFacts } from './indexStore.ts';
import { byTown, compare, type Place } from './places.ts';

/** What past days depend on besides the places of today. */
export interface PastParts {
  /** Parts in waves that schools have left. */
  readonly left: readonly Place[];
  /** Postponements by {@link partKey}. */
  readonly postponements: ReadonlyMap<string, readonly PutOff[]>;
  readonly formers: Formers;
  /** Variants that schools follow today, by {@link partKey} of the programme; null: no variant. */
  readonly variants: ReadonlyMap<string, string | null>;
}

/** What a school's part in a wave, or in a programme, is known by. */
export function partKey(school: string, wave: string | null): string {
  return `${school} ${wave}`;
}

/** Places as they were on a past day, in the order of towns, then names. */
export function placesOn(
  places: readonly Place[],
  { left, postponements, formers }: PastParts,
  day: LocalDate,
): Place[] {
  /** Parts of each school that counts in a programme today. */
  const counting = new Set<string>();
  const seen = new Set<string>();
  const found: Place[] = [];
  const gone: Place[] = [];
  /** The part as its own values were on the day, and until when they were. */
  const asOf = (place: Place): { readonly part: Place; readonly until: LocalDate | null } => {
    if (place.wave === null || formers.isEmpty) return { part: place, until: null };
    const part = formers.of('waveMembership', waveMembershipId(place.wave, place.id));
    return partAsOf(place, { part, wave: formers.of('wave', place.wave) }, day);
  };
  const add = (place: Place, until: LocalDate | null): void => {
    const putOff = postponements.get(partKey(place.id, place.wave)) ?? [];
    const switchoverDate = switchoverOn(place, putOff, day, until);
    const dealt = place.wave === null || isDealtOn(place, day);
    const same = dealt === place.dealt && switchoverDate === place.switchoverDate;
    found.push(same ? place : { ...place, dealt, switchoverDate });
    counting.add(partKey(place.id, place.programme));
    seen.add(place.id);
  };
  for (const place of places) {
    const { part, until } = asOf(place);
    if (place.wave !== null && isInWaveOn(part, day)) add(part, until);
    else gone.push(place);
  }
  const former = new Map<string, Place[]>();
  for (const place of left) {
    const key = partKey(place.id, place.programme);
    if (!counting.has(key)) former.set(key, [...(former.get(key) ?? []), place]);
  }
  for (const parts of former.values()) {
    const then = parts.map(asOf);
    const part = partOn(
      then.map((one) => one.part),
      day,
    );
    const found = then.find((one) => one.part === part);
    if (found !== undefined) add(found.part, found.until);
  }
  for (const place of gone) {
    if (seen.has(place.id)) continue;
    seen.add(place.id);
    found.push(place.wave === null ? place : unplaced(place));
  }
  return byTown(found);
}

/** Whether a wave was there on a day: made or opened by then; one that nobody dated always was. */
export function isThereOn(
  { made, openedOn }: WaveFacts,
  day: LocalDate,
  dayOf: (ms: number) => LocalDate,
): boolean {
  if (made === null || (openedOn !== null && openedOn <= day)) return true;
  return dayOf(stampTime(made)) <= day;
}

/** Waves as they were on a past day, in the order of their switchover days. */
export function wavesOn(
  waves: readonly WaveFacts[],
  formers: Formers,
  day: LocalDate,
): readonly WaveFacts[] {
  const then = waves.map((wave) => {
    const held = heldOn(formers.of('wave', wave.id), day)?.held;
    return held === undefined ? wave : { ...wave, switchoverDate: held.switchoverDate };
  });
  const key = ({ switchoverDate, label, id }: WaveFacts): string =>
    [switchoverDate ?? '~', label, id].join('\n');
  return then.toSorted((a, b) => compare(key(a), key(b)));
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
