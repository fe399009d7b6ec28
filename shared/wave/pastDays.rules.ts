import type { LocalDate } from '../kernel/dates.ts';
import { heldOn, type Former, type HeldPart, type HeldWave } from '../past/remember.rules.ts';

/** A school's part in a wave, as far as past days depend on it. */
export interface WavePart {
  readonly joinedOn: LocalDate | null;
  readonly leftOn: LocalDate | null;
  /** Day that the kit of the wave was dealt out. */
  readonly openedOn: LocalDate | null;
  readonly switchoverDate: LocalDate | null;
}

/** A part with what is its own, and what it has of the wave. */
export interface PlannedPart extends WavePart {
  readonly variant: string | null;
  readonly ownDate: LocalDate | null;
  readonly ownVariant: string | null;
  readonly waveDate: LocalDate | null;
  readonly waveVariant: string | null;
}

/** What is known of earlier values of a part and of its wave, in the order of their days. */
export interface FormerParts {
  readonly part: readonly Former<HeldPart>[] | undefined;
  readonly wave: readonly Former<HeldWave>[] | undefined;
}

/**
 * A part as its own values and those of the wave were on a day, with the first day on which any of
 * them was another; null: they are those of today.
 */
export function partAsOf<T extends PlannedPart>(
  part: T,
  formers: FormerParts,
  day: LocalDate,
): { readonly part: T; readonly until: LocalDate | null } {
  const own = heldOn(formers.part, day);
  const waves = heldOn(formers.wave, day);
  if (own === undefined && waves === undefined) return { part, until: null };
  const { joinedOn, leftOn, ownDate, ownVariant, waveDate, waveVariant } = part;
  const held = own?.held ?? { joinedOn, leftOn, switchoverDate: ownDate, variant: ownVariant };
  const wave = waves?.held ?? { switchoverDate: waveDate, variant: waveVariant };
  const untils = [own?.until, waves?.until].filter((until) => until !== undefined);
  return {
    part: {
      ...part,
      joinedOn: held.joinedOn,
      leftOn: held.leftOn,
      switchoverDate: held.switchoverDate ?? wave.switchoverDate,
      variant: held.variant ?? wave.variant,
    },
    until: untils.sort()[0]!,
  };
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
 * @param until the first day on which the date was another, where it is one of earlier: what was
 *   decided on that day or later was decided over it; null: it is that of today
 */
export function switchoverOn(
  { switchoverDate }: Pick<WavePart, 'switchoverDate'>,
  postponements: readonly PutOff[],
  day: LocalDate,
  until: LocalDate | null = null,
): LocalDate | null {
  let next: { readonly on: LocalDate; readonly from: LocalDate } | null = null;
  for (const { decidedOn, noticeOn, fromDate } of postponements) {
    const on = decidedOn ?? noticeOn;
    if (on === null || fromDate === null || on <= day) continue;
    if (until !== null && on >= until) continue;
    // Of several on one day the first is the one that put off from the earliest day.
    if (next === null || on < next.on || (on === next.on && fromDate < next.from)) {
      next = { on, from: fromDate };
    }
  }
  return next === null ? switchoverDate : next.from;
}
