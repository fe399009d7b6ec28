import type { LocalDate } from '../kernel/dates.ts';

/** A school's part in a wave, as far as past days depend on it. */
export interface WavePart {
  readonly joinedOn: LocalDate | null;
  readonly leftOn: LocalDate | null;
  /** Day that the kit of the wave was dealt out. */
  readonly openedOn: LocalDate | null;
  readonly switchoverDate: LocalDate | null;
}

/** What a postponement tells of the days before it. */
export interface PutOff {
  readonly decidedOn: LocalDate | null;
  readonly noticeOn: LocalDate | null;
  readonly fromDate: LocalDate | null;
}

/** Whether a school was in a wave on a day: from its joining until it left; days not known are as today. */
export function isInWaveOn({ joinedOn, leftOn }: WavePart, day: LocalDate): boolean {
  return (joinedOn === null || joinedOn <= day) && (leftOn === null || day < leftOn);
}

/**
 * Whether a member had its kit on a day. Where nobody wrote down when it was dealt out, a school
 * that is in the wave has it as today, and one that has left had none there.
 */
export function isDealtOn({ openedOn, leftOn }: WavePart, day: LocalDate): boolean {
  return openedOn === null ? leftOn === null : openedOn <= day;
}

/**
 * The part in a programme that counted on a day, out of all of a school; undefined: it was in none.
 * A part that it still has comes before one that it left.
 */
export function partOn<T extends WavePart>(parts: readonly T[], day: LocalDate): T | undefined {
  const there = parts.filter((part) => isInWaveOn(part, day));
  return (
    there.find(({ leftOn }) => leftOn === null) ??
    there.toSorted((a, b) => ((a.joinedOn ?? '') < (b.joinedOn ?? '') ? 1 : -1))[0]
  );
}

/**
 * The day that a school was to switch over as it stood on a day: what was decided later had not
 * been. A postponement without a day of decision counts from its notice; without either, always.
 * @param postponements those of the school in the wave
 */
export function switchoverOn(
  { switchoverDate }: Pick<WavePart, 'switchoverDate'>,
  postponements: readonly PutOff[],
  day: LocalDate,
): LocalDate | null {
  let next: { readonly on: LocalDate; readonly from: LocalDate } | null = null;
  for (const { decidedOn, noticeOn, fromDate } of postponements) {
    const on = decidedOn ?? noticeOn;
    if (on === null || fromDate === null || on <= day) continue;
    // Of several on one day the first is the one that put off from the earliest day.
    if (next === null || on < next.on || (on === next.on && fromDate < next.from)) {
      next = { on, from: fromDate };
    }
  }
  return next === null ? switchoverDate : next.from;
}
