import { addMonths, daysBetween, type LocalDate } from '../kernel/dates.ts';
import { never } from '../kernel/never.ts';
import type { PostponementRule } from '../programme/programme.entity.ts';
import { isAfterEnd } from './load.rules.ts';
import type { postponementKinds } from './postponement.entity.ts';

/** What somebody wants: to switch over later, with another wave, or not at all. */
export type PostponementWish =
  | { readonly to: 'months'; readonly months: number }
  | { readonly to: 'date'; readonly date: LocalDate }
  | { readonly to: 'wave'; readonly wave: string }
  | { readonly to: 'never' };

/** A wave that a school may move to. */
export interface CampaignWave {
  readonly id: string;
  readonly switchoverDate: LocalDate;
}

export interface PostponementFacts {
  readonly rule: PostponementRule | null;
  readonly wish: PostponementWish;
  /** Day that the school would have switched over. */
  readonly from: LocalDate;
  /** Day that it was to switch over before it was put off for the first time. */
  readonly origin: LocalDate;
  /** Waves of the programme other than the school's own. */
  readonly waves: readonly CampaignWave[];
  readonly today: LocalDate;
  /** Day that notice was given; null: none yet. */
  readonly noticeOn: LocalDate | null;
  readonly registeredLetter: boolean;
  /** Day that it takes effect; absent: the day of the switchover that does not take place. */
  readonly effectiveOn?: LocalDate | undefined;
  /** End of the contract or campaign of the wave. */
  readonly endsOn: LocalDate | null;
}

/** What the rule says of the notice. */
export interface Notice {
  /** Last day that notice counts on; null: none is asked for. */
  readonly dueBy: LocalDate | null;
  readonly state: 'notAsked' | 'missing' | 'inTime' | 'late';
  /** Days after the last day; 0 when in time. */
  readonly daysLate: number;
  /** The rule asks for a registered letter and there is none. */
  readonly letterMissing: boolean;
}

export interface PostponementPlan {
  readonly kind: (typeof postponementKinds)[number];
  readonly fromDate: LocalDate;
  /** New switchover day; null: given up. */
  readonly toDate: LocalDate | null;
  /** Wave that it moves to; null: it keeps its own. */
  readonly toWave: string | null;
  readonly effectiveOn: LocalDate;
  readonly notice: Notice;
  /** The wish was over the longest delay of the programme, so that it goes to the next campaign. */
  readonly overLongest: boolean;
  /** The new day lies after the end of the contract or campaign. */
  readonly afterEnd: boolean;
}

export type PostponementProblem =
  | { readonly type: 'WaveUnknown' }
  /** The new day is not after the old one. */
  | { readonly type: 'NotLater' }
  /** The day of notice has not come: notice is given today at the latest. */
  | { readonly type: 'NoticeAhead' };

/**
 * Works out a postponement by the programme's rule. A delay that is longer than the rule allows,
 * counted from the first day over all postponements, goes to the next campaign: the first other wave on or after the wished day, where there is one.
 */
export function planPostponement(facts: PostponementFacts): PostponementPlan | PostponementProblem {
  const { rule, wish, from, origin, noticeOn, today, endsOn } = facts;
  if (noticeOn !== null && noticeOn > today) return { type: 'NoticeAhead' };
  const effectiveOn = facts.effectiveOn ?? from;
  const notice = judgeNotice(facts, effectiveOn);
  const base = { fromDate: from, effectiveOn, notice };
  if (wish.to === 'never') {
    const kind = 'abandoned';
    return { ...base, kind, toDate: null, toWave: null, overLongest: false, afterEnd: false };
  }
  const wished = wishedDay(facts, wish);
  if (wished === null) return { type: 'WaveUnknown' };
  if (wished <= from) return { type: 'NotLater' };
  const longest = rule?.longestDelayMonths ?? null;
  const overLongest = longest !== null && wished > addMonths(origin, longest);
  if (wish.to === 'wave') {
    const kind = overLongest ? 'nextCampaign' : 'postponed';
    const afterEnd = false;
    return { ...base, kind, toDate: wished, toWave: wish.wave, overLongest, afterEnd };
  }
  const next = overLongest ? nextCampaign(facts.waves, wished) : null;
  return {
    ...base,
    kind: overLongest ? 'nextCampaign' : 'postponed',
    toDate: next?.switchoverDate ?? wished,
    toWave: next?.id ?? null,
    overLongest,
    afterEnd: next === null && isAfterEnd(wished, endsOn),
  };
}

function wishedDay(
  { from, waves }: PostponementFacts,
  wish: Exclude<PostponementWish, { to: 'never' }>,
): LocalDate | null {
  switch (wish.to) {
    case 'months':
      return addMonths(from, wish.months);
    case 'date':
      return wish.date;
    case 'wave':
      return waves.find(({ id }) => id === wish.wave)?.switchoverDate ?? null;
    default:
      return never(wish);
  }
}

function nextCampaign(waves: readonly CampaignWave[], from: LocalDate): CampaignWave | null {
  return (
    waves
      .filter(({ switchoverDate }) => switchoverDate >= from)
      .toSorted((a, b) => (a.switchoverDate < b.switchoverDate ? -1 : 1))[0] ?? null
  );
}

function judgeNotice(facts: PostponementFacts, effectiveOn: LocalDate): Notice {
  const { rule, noticeOn, registeredLetter } = facts;
  const letterMissing = rule?.registeredLetter === true && !registeredLetter;
  const months = rule?.noticeMonths ?? null;
  if (months === null) return { dueBy: null, state: 'notAsked', daysLate: 0, letterMissing };
  const dueBy = addMonths(effectiveOn, -months);
  if (noticeOn === null) return { dueBy, state: 'missing', daysLate: 0, letterMissing };
  const daysLate = Math.max(0, daysBetween(dueBy, noticeOn));
  return { dueBy, state: daysLate > 0 ? 'late' : 'inTime', daysLate, letterMissing };
}
