import { isLocalDate } from '../kernel/dates.ts';
import type { BrokenRule } from './planning.contract.ts';
import type { RuleId } from './planner/rules.ts';

/** How a text is looked up, and how days are written. Numbers are written by the text itself. */
export interface WordsOf {
  readonly say: (key: string, values?: Values) => string;
  /** Whether there is such a text, for a number where it has a form for each. */
  readonly has: (key: string) => boolean;
  readonly day: (day: string) => string;
  /** Puts places of both scripts in one line; without it they are joined as they are. */
  readonly line?: (places: readonly string[]) => string;
}
type Values = Readonly<Record<string, string | number>>;

/** Facts that are a day off's id and not words of a person. */
const OFF_RULE = 'dayOff';

/** The number that a rule's text is about: its noun follows it. */
const COUNTED: Readonly<Record<string, string>> = {
  groupTooLarge: 'size',
  pairIncomplete: 'needed',
  trainerTwice: 'sessions',
  personTwice: 'sessions',
  roomTwice: 'sessions',
  roomTooSmall: 'needed',
  roomMissing: 'needed',
  trainerTooFar: 'minutes',
  afterDeadline: 'people',
  officeEmpty: 'away',
  officeThin: 'away',
  trainerWeekFull: 'days',
  groupOffAim: 'size',
  groupEmpty: 'sessions',
  travelLong: 'people',
  gapTooShort: 'days',
  loadUneven: 'halfDays',
  schoolTogether: 'people',
  moduleRepeated: 'people',
} satisfies Partial<Record<RuleId, string>>;

export interface BrokenWords {
  readonly title: string;
  readonly where: string;
  readonly why: string;
}

/** What a broken rule says to a person: its name, where it is, and the figures why. */
export function brokenWords(
  { rule, where, facts }: BrokenRule,
  { say, has, day, line = (places) => places.join(' · ') }: WordsOf,
): BrokenWords {
  const values: Record<string, string | number> = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      if (typeof fact === 'number') return [name, fact];
      if (isLocalDate(fact)) return [name, day(fact)];
      return [name, rule === OFF_RULE && name === 'reason' ? dayOffWords(fact, say, has) : fact];
    }),
  );
  const { track, group, session, trainer, person, site, room, office } = where;
  // A bound that no plan can keep says what is needed of what there is.
  const bound = `planning:bound.${String(facts['unit'])}`;
  const isBound = facts['unit'] !== undefined && has(bound);
  const module = isBound && facts['module'] !== undefined ? [String(facts['module'])] : [];
  const places = [group ?? track, session, trainer, person, office, site, room]
    .flatMap((one) => (one === undefined ? [] : [one.label]))
    .concat(module, where.day === undefined ? [] : [day(where.day)]);
  if (places.length === 0) places.push(say('planning:wholeWave'));
  const reason = isBound ? bound : `planning:rule.${rule}.${whyKey(facts)}`;
  const count = values[isBound ? 'needed' : (COUNTED[rule] ?? '')];
  if (count !== undefined) values['count'] = count;
  return {
    title: has(`planning:rule.${rule}.title`) ? say(`planning:rule.${rule}.title`) : rule,
    where: line(places),
    why: has(reason) ? say(reason, values) : '',
  };
}

/**
 * Which of its texts a rule's reason is: a window may be open to one side, a group may have begun or be
 * pinned, somebody may leave a group because it is too large.
 */
function whyKey({ notBefore, notAfter, stays, to, max }: BrokenRule['facts']): string {
  if (stays === 'begun') return 'whyBegun';
  if (stays === 'pinned') return 'whyPinned';
  if (to !== undefined && to !== '') return typeof max === 'number' ? 'whyTooLarge' : 'whyTo';
  if (notAfter === '') return 'whyFrom';
  return notBefore === '' ? 'whyUntil' : 'why';
}

/** The words of why a day is off: a weekend, or the holiday's name. */
export function dayOffWords(id: string, say: WordsOf['say'], has: WordsOf['has']): string {
  const key = [`planning:off.${id}`, `waves:holiday.${id}`].find(has);
  return say(key ?? 'planning:off.other');
}
