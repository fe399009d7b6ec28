import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { trainingModes } from '../../../shared/training/trainingValues.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** The trainings of one wave in few words: the tracks are those that the template knows. */
export interface DescribedTrainings {
  readonly wave: string;
  /** Version of the product that the tracks are made for; absent: nobody says. */
  readonly productVersion?: string;
  /** By id; `person` where they have an account, whose name they take. */
  readonly trainers: readonly (Values & { readonly id: string; readonly name?: string })[];
  readonly pairs: readonly (readonly [string, string])[];
  /** Each with as many rooms as it has numbers of seats. */
  readonly sites: readonly (Values & {
    readonly id: string;
    readonly seats: readonly number[];
    /** What a room is called; its number follows. */
    readonly room: string;
  })[];
  readonly groups: readonly DescribedGroup[];
  readonly materials: readonly Values[];
  readonly periods: readonly Values[];
  readonly rules: Values;
}

export interface DescribedGroup {
  readonly id: string;
  /** Id of a track that the template knows. */
  readonly track: string;
  readonly label: string;
  readonly trainers: readonly string[];
  readonly site?: string;
  /** Ids of people who have a role in a school, or in a body above it. */
  readonly people: readonly string[];
  /** What they do there, in words. */
  readonly function: string;
  readonly sessions: readonly DescribedSession[];
}

export interface DescribedSession {
  /** Module of the track. */
  readonly module: string;
  readonly day: LocalDate;
  readonly status?: 'confirmed' | 'cancelled' | 'planned';
  readonly mode?: (typeof trainingModes)[number];
  readonly reason?: string;
  /** Who did not come, of a session that was held. */
  readonly absent?: readonly string[];
}
