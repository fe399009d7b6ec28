import type { LocalDate } from '../../kernel/dates.ts';
import type { RuleId } from './rules.ts';

/** Half of a day, or all of it. */
export type Half = 'morning' | 'afternoon' | 'day';

/** Degrees, as maps write them. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** Days in a row; both ends count. */
export interface Stretch {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export interface PlanDay {
  readonly date: LocalDate;
  /** Why nobody works (weekend, holiday…), in words of the caller; null: it is worked. */
  readonly off: string | null;
  /**
   * Nothing is proposed on it any more. On a day that is past a session breaks `dayPast`; today a hand may
   * still put one.
   */
  readonly gone?: 'past' | 'today' | undefined;
  /**
   * A business period that training keeps away from: a weight of 1 costs as much as moving
   * {@link RULES} say for one avoided day, 2 twice that; `Infinity`: forbidden.
   */
  readonly avoid: { readonly label: string; readonly weight: number } | null;
  /** Whether the training base is open. */
  readonly trainingBase: boolean;
}

export interface PlanModule {
  readonly id: string;
  readonly title: string;
  readonly halfDays: 1 | 2;
  /** Needs the training base. */
  readonly trainingBase: boolean;
  /** Held at a distance: needs no room, and nobody travels. */
  readonly remote?: boolean | undefined;
  /** First day on which it may be held. */
  readonly notBefore?: LocalDate | undefined;
  /** Last day on which it may be held. */
  readonly notAfter?: LocalDate | undefined;
}

export interface PlanTrack {
  readonly id: string;
  readonly label: string;
  /** People a group should have. */
  readonly aim: number;
  /** People a group may have. */
  readonly max: number;
  /** Calendar days wished between two sessions of a group, at least. */
  readonly minGapDays: number;
  /** In the order in which they are held. */
  readonly modules: readonly PlanModule[];
}

export interface PlanPerson {
  readonly id: string;
  readonly name: string;
  /** Track's id. */
  readonly track: string;
  /** Id of the person's school. */
  readonly establishment: string;
  /** Accounting office: its people are never all away in one half-day. */
  readonly office: string | null;
  readonly at: Point | null;
  /** Last day on which the person's training may end. */
  readonly deadline?: LocalDate | undefined;
  /**
   * Ids of modules that the person has followed, in whatever group; absent: those that the group which
   * the person is in has held.
   */
  readonly followed?: readonly string[] | undefined;
}

export interface PlanTrainer {
  readonly id: string;
  readonly name: string;
  /** What the trainer knows, e.g. the bookkeeper's side or the one who orders payments. */
  readonly sphere: string | null;
  /** Ids of tracks that the trainer teaches; null: all. */
  readonly tracks: readonly string[] | null;
  readonly home: Point | null;
  /** One way, by the estimate of {@link travelMinutes}; null: any. */
  readonly maxTravelMinutes: number | null;
  /** Days (also half ones) in a week from Monday; null: any. */
  readonly maxDaysPerWeek: number | null;
  readonly away: readonly Stretch[];
}

export interface PlanPair {
  readonly id: string;
  readonly trainers: readonly [string, string];
}

export interface PlanSite {
  readonly id: string;
  readonly name: string;
  readonly at: Point | null;
  /** Seats for people, trainers not counted. */
  readonly rooms: readonly {
    readonly id: string;
    /** What a person reads; else its id. */
    readonly name?: string | undefined;
    readonly seats: number;
  }[];
  readonly closed: readonly Stretch[];
}

/** A group that exists already. */
export interface ExistingGroup {
  readonly id: string;
  readonly track: string;
  readonly label?: string | undefined;
  readonly members?: readonly string[] | undefined;
  /** Those who stay in this group; they need not be in `members` as well. */
  readonly pinnedMembers?: readonly string[] | undefined;
  readonly trainers?: readonly string[] | undefined;
  readonly site?: string | undefined;
  /** Its people, trainers and site stay as they are; its sessions may move. */
  readonly pinned?: boolean | undefined;
  /** A list of people and no group to be planned: takes whoever comes, whenever. */
  readonly list?: boolean | undefined;
}

/** A session of the existing plan. */
export interface ExistingSession {
  readonly id: string;
  readonly group: string;
  /** Module's id. */
  readonly module: string;
  readonly day: LocalDate;
  readonly half: Half;
  /** Null: at a distance. */
  readonly site: string | null;
  readonly room: string | null;
  readonly trainers: readonly string[];
  /** Stays where it is, and says which rules it breaks there. */
  readonly pinned: boolean;
  /** Has been held: stays where it is, and breaks no rule by itself any more. */
  readonly held?: boolean | undefined;
  /** It counts as held since its day has come, and nobody has said that it was. */
  readonly unsaid?: boolean | undefined;
}

/** A time that something takes which is not planned here: an opening webinar, a day of a series. */
export interface TakenTime {
  readonly id: string;
  /** What a person reads. */
  readonly label: string;
  readonly day: LocalDate;
  readonly half: Half;
  readonly site: string | null;
  readonly room: string | null;
  readonly trainers: readonly string[];
  /** Ids of the people who are there. */
  readonly people: readonly string[];
  /** It does not take place: it takes nothing, and may be asked where it could be. */
  readonly idle?: boolean | undefined;
}

/** What is to be planned: everything is told, nothing is read from elsewhere. */
export interface PlanProblem {
  /** The span, in order. A session may only be put on these days. */
  readonly days: readonly PlanDay[];
  readonly tracks: readonly PlanTrack[];
  readonly people: readonly PlanPerson[];
  readonly trainers: readonly PlanTrainer[];
  /** May be fewer than needed: then free trainers are paired, of different spheres where they can. */
  readonly pairs: readonly PlanPair[];
  readonly sites: readonly PlanSite[];
  readonly groups?: readonly ExistingGroup[] | undefined;
  readonly sessions?: readonly ExistingSession[] | undefined;
  /** Nobody and no room that is there can be elsewhere; who comes is not missed at their office. */
  readonly taken?: readonly TakenTime[] | undefined;
  /**
   * What one unit of a broken rule costs instead of what {@link RULES} say: for hard rules in hard
   * points, for soft ones in soft points; 0 switches the rule off.
   */
  readonly weights?: Partial<Readonly<Record<RuleId, number>>> | undefined;
}

export interface PlannedGroup {
  readonly id: string;
  /** What a person reads; else that of the existing group, else the id. */
  readonly label?: string | undefined;
  readonly track: string;
  /** Ids: two, or fewer where there are none. */
  readonly trainers: readonly string[];
  /** Null: all its modules are remote, or there is no site. */
  readonly site: string | null;
  readonly members: readonly string[];
}

export interface PlannedSession {
  readonly id: string;
  readonly group: string;
  readonly module: string;
  readonly track: string;
  readonly trainers: readonly string[];
  /** Null: at a distance. */
  readonly site: string | null;
  /** Null: at a distance, or the site has none. */
  readonly room: string | null;
  readonly day: LocalDate;
  readonly half: Half;
}

/** Smaller is better, hard before soft. */
export interface Score {
  /** Units of broken hard rules: a doubled half-day, a missing seat, a person too many. 0: a legal plan. */
  readonly hard: number;
  /** Points of soft rules. */
  readonly soft: number;
}

export interface Named {
  readonly id: string;
  /** What a person reads. */
  readonly label: string;
}

/** Where a rule is broken: what it is about, as far as it is about that. */
export interface Where {
  readonly track?: Named;
  readonly group?: Named;
  /** Labelled with the module's title. */
  readonly session?: Named;
  readonly trainer?: Named;
  readonly person?: Named;
  readonly site?: Named;
  readonly room?: Named;
  readonly office?: Named;
  readonly day?: LocalDate;
}

/** A rule that a plan breaks, at one place. */
export interface Broken {
  readonly rule: RuleId;
  readonly hard: boolean;
  readonly where: Where;
  /** The figures and words why, by name: see {@link RULES} for what each rule tells. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Ids of all the sessions that have a part in it, where it is more than the one in `where`. */
  readonly sessions?: readonly string[];
}

/** What a hand may edit: a {@link Plan} is one. */
export interface PlanDraft {
  readonly groups: readonly PlannedGroup[];
  readonly sessions: readonly PlannedSession[];
}

export interface Plan extends PlanDraft {
  /** Hard ones first. */
  readonly broken: readonly Broken[];
  readonly score: Score;
  /** Sessions of the existing plan whose day, half, site or trainers changed. */
  readonly moved: number;
  /** Ids of sessions of the existing plan that fall away, because nobody is in their group. */
  readonly removed: readonly string[];
}

/** A search under way. */
export interface Planning {
  /**
   * Searches on for about `budgetMs` by the clock that was passed in.
   * @returns `progress` from 0 to 1; when `done`, further steps do nothing
   */
  step(budgetMs: number): Progress;
  /** Searches on for `units` pieces of work, whatever the clock says: the same for the same seed. */
  stepCount(units: number): Progress;
  /** The best plan so far; the first call finishes the first plan where there is none yet. */
  best(): Plan;
}

export interface Progress {
  readonly done: boolean;
  readonly progress: number;
  readonly best: Score;
}

/** Why a session can not be on a day. */
export interface DayHint {
  readonly date: LocalDate;
  /** The better half for a half-day session. */
  readonly half: Half;
  /** The room that suits best there. */
  readonly room: string | null;
  /** Units of hard rules that the session would break there. */
  readonly hard: number;
  /** Soft points that the plan would gain (above 0) or lose against the session's present place. */
  readonly soft: number;
  /** Units by rule, of hard and soft rules, that the session breaks there. */
  readonly reasons: Partial<Readonly<Record<RuleId, number>>>;
}
