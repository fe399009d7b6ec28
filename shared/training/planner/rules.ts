/**
 * The rules of a plan. `cost`: what one unit costs unless a problem says otherwise; `counts`: what one
 * unit is; the facts that each broken rule tells are named in `facts`.
 */
export const RULES = {
  // Hard: a legal plan breaks none of them.
  groupTooLarge: {
    hard: true,
    cost: 1,
    counts: 'a person above the most',
    facts: ['size', 'max', 'stays'],
  },
  pairIncomplete: {
    hard: true,
    cost: 1,
    counts: 'a missing trainer',
    facts: ['needed', 'available'],
  },
  trainerTwice: {
    hard: true,
    cost: 1,
    counts: 'a doubled half-day',
    facts: ['sessions', 'halfDays'],
  },
  personTwice: {
    hard: true,
    cost: 1,
    counts: 'a doubled half-day of a person',
    facts: ['sessions', 'people'],
  },
  roomTwice: { hard: true, cost: 1, counts: 'a doubled half-day', facts: ['sessions', 'halfDays'] },
  roomTooSmall: { hard: true, cost: 1, counts: 'a missing seat', facts: ['needed', 'available'] },
  roomMissing: {
    hard: true,
    cost: 1,
    counts: 'a session without room',
    facts: ['needed', 'available'],
  },
  trainerAway: { hard: true, cost: 1, counts: 'a trainer of a session', facts: ['from', 'until'] },
  trainerTooFar: {
    hard: true,
    cost: 1,
    counts: 'a trainer of a session',
    facts: ['minutes', 'max'],
  },
  dayOff: { hard: true, cost: 1, counts: 'a session', facts: ['reason'] },
  dayPast: { hard: true, cost: 1, counts: 'a session', facts: [] },
  dayOutside: { hard: true, cost: 1, counts: 'a session', facts: ['from', 'until'] },
  dayForbidden: { hard: true, cost: 1, counts: 'a session', facts: ['reason'] },
  siteClosed: { hard: true, cost: 1, counts: 'a session', facts: ['from', 'until'] },
  trainingBaseClosed: { hard: true, cost: 1, counts: 'a session', facts: [] },
  modulesInOrder: {
    hard: true,
    cost: 1,
    counts: 'a module before the one it follows',
    facts: ['before', 'day'],
  },
  moduleWindow: { hard: true, cost: 1, counts: 'a session', facts: ['notBefore', 'notAfter'] },
  afterDeadline: {
    hard: true,
    cost: 1,
    counts: 'a person at a session',
    facts: ['people', 'deadline'],
  },
  officeEmpty: {
    hard: true,
    cost: 1,
    counts: 'a half-day of an office',
    facts: ['people', 'away'],
  },
  trainerWeekFull: {
    hard: true,
    cost: 1,
    counts: 'a day above the most',
    facts: ['days', 'max', 'week'],
  },
  trackNotTaught: { hard: true, cost: 1, counts: 'a trainer of a session', facts: [] },
  sessionMissing: { hard: true, cost: 1, counts: 'a session', facts: [] },
  personWithoutGroup: { hard: true, cost: 1, counts: 'a person', facts: [] },
  modulesMissed: {
    hard: true,
    cost: 1,
    counts: 'a module that a group has held without a person who has not followed it',
    facts: ['modules'],
  },
  personInTwoGroups: {
    hard: true,
    cost: 1,
    counts: 'a group of the same track too many of a person',
    facts: ['groups'],
  },
  // Soft: the less, the better.
  sameSphere: { hard: false, cost: 3, counts: 'a session', facts: ['sphere'] },
  groupOffAim: { hard: false, cost: 2, counts: 'a person', facts: ['size', 'aim'] },
  travelLong: {
    hard: false,
    cost: 0.02,
    counts: 'a minute of a person, one way',
    facts: ['people', 'minutes'],
  },
  dayAvoided: {
    hard: false,
    cost: 0.5,
    counts: 'a tenth of the weight of the day',
    facts: ['reason', 'weight'],
  },
  gapTooShort: {
    hard: false,
    cost: 0.5,
    counts: 'a day below the wish',
    facts: ['days', 'wished'],
  },
  loadUneven: {
    hard: false,
    cost: 2,
    counts: "a half-day above a trainer's fair share",
    facts: ['halfDays', 'fair'],
  },
  pairChanged: {
    hard: false,
    cost: 6,
    counts: "a trainer who is not of the group's pair",
    facts: [],
  },
  siteChanged: { hard: false, cost: 6, counts: "a session not at the group's site", facts: [] },
  planChanged: {
    hard: false,
    cost: 10,
    counts: 'a quarter of a change of the existing plan',
    facts: ['day', 'half', 'site', 'trainers'],
  },
  groupEmpty: {
    hard: false,
    cost: 1,
    counts: 'a session to come of a group without people',
    facts: ['sessions'],
  },
  memberMoved: {
    hard: false,
    cost: 15,
    counts: 'a person who left an existing group',
    facts: ['group', 'to', 'max'],
  },
  moduleRepeated: {
    hard: false,
    cost: 3,
    counts: 'a person new in a group who has followed a module that it is still to hold',
    facts: ['people', 'names'],
  },
  officeThin: {
    hard: false,
    cost: 2,
    counts: 'a half-day with fewer than half of an office',
    facts: ['people', 'away'],
  },
  schoolTogether: {
    hard: false,
    cost: 1,
    counts: 'a further person of a school in a group',
    facts: ['people', 'school'],
  },
} as const satisfies Record<string, Rule>;

interface Rule {
  readonly hard: boolean;
  readonly cost: number;
  readonly counts: string;
  readonly facts: readonly string[];
}

export type RuleId = keyof typeof RULES;

/** All rules in the order of {@link RULES}; a rule's place in it is its number in the planner. */
export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

/** Numbers of rules, by name: what the counters of the planner are kept under. */
export const RULE = Object.fromEntries(RULE_IDS.map((id, at) => [id, at])) as Readonly<
  Record<RuleId, number>
>;

/**
 * Rules that a wave may do without. The others say what cannot be: somebody or a room twice at once, a
 * seat that is not there, a day on which nobody works; or that what people know already stays.
 */
export const WAIVABLE_RULES = [
  'pairIncomplete',
  'trainerTooFar',
  'trainerWeekFull',
  'trainingBaseClosed',
  'dayForbidden',
  'modulesInOrder',
  'moduleWindow',
  'afterDeadline',
  'officeEmpty',
  'dayAvoided',
  'gapTooShort',
  'sameSphere',
  'schoolTogether',
  'groupOffAim',
  'travelLong',
  'loadUneven',
  'officeThin',
  'pairChanged',
  'siteChanged',
] as const satisfies readonly RuleId[];
