import type { Model } from './model.ts';
import type { Where } from './planner.types.ts';
import type { Placement } from './placement.ts';
import type { RuleId } from './rules.ts';

/** A group before anybody is in it. */
export interface GroupSeed {
  readonly id: string;
  readonly label: string;
  readonly track: number;
  /** What the existing plan says; null: the group is new. */
  readonly before: { readonly site: number; readonly trainers: readonly number[] } | null;
  readonly pinned: boolean;
  /** People whom the existing plan has in it. */
  readonly size: number;
  /** A list of people: nobody misses what it has held. */
  readonly list: boolean;
  /** Sessions of the existing plan that are neither held nor pinned. */
  readonly toCome: number;
}

/** A session before it is placed. */
export interface SessionSeed {
  readonly id: string;
  readonly group: number;
  readonly module: number;
  readonly fixed: boolean;
  readonly held: boolean;
  /** Counts as held, and nobody has said so: its day is told. */
  readonly unsaid: boolean;
  /** What the existing plan says; null: the session is new. */
  readonly before: Placement | null;
}

/** All that a plan consists of, to go back to. */
export interface Snapshot {
  readonly at: readonly (Placement | null)[];
  readonly site: readonly number[];
  readonly trainers: readonly (readonly number[])[];
  readonly members: readonly (readonly number[])[];
}

/** What a plan under work tells to those who count and list its broken rules. */
export interface BoardState {
  readonly model: Model;
  readonly groups: readonly GroupSeed[];
  readonly sessions: readonly SessionSeed[];
  /** A group's sessions in the order of its modules. */
  readonly sessionsOf: readonly (readonly number[])[];
  /** Broken units by rule's number. */
  readonly counts: Float64Array;
  readonly at: readonly (Placement | null)[];
  /** Where what is not planned is, by its number; null: nowhere. */
  readonly takenAt: readonly (Placement | null)[];
  readonly site: readonly number[];
  readonly trainers: readonly (readonly number[])[];
  readonly members: readonly (readonly number[])[];
  /** Existing group of each person; −1: none. */
  readonly homeGroup: Int32Array;
  /** Numbers of modules that each group has held and will not hold again. */
  readonly heldModules: readonly (readonly number[])[];
  /** 1 for sessions, by their number, whose module somebody has followed who might come to them. */
  readonly mayRepeat: Uint8Array;
  /** Half-days a trainer should have at most if all had the same. */
  readonly fair: number;
  readonly load: Int32Array;
  /** Thing × half-day: how many sessions, or people. */
  readonly trainerSlots: Uint16Array;
  readonly roomSlots: Uint16Array;
  readonly personSlots: Uint8Array;
  readonly officeSlots: Uint16Array;
  /** Trainer × day, and days by trainer × week. */
  readonly trainerDays: Uint16Array;
  readonly trainerWeeks: Uint16Array;
  /** Group × school. */
  readonly schoolMates: Uint8Array;
}

/** Notes a broken rule: how many units, where, the figures why, and the sessions with a part in it. */
export type Add = (
  rule: RuleId,
  units: number,
  where: Where,
  facts?: Readonly<Record<string, string | number>>,
  sessions?: readonly string[],
) => void;
