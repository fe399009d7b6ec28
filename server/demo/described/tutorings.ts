import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Series } from '../../../shared/tutoring/series.rules.ts';

/** A group of schools that is followed, in few words: it is there from its first session on. */
export interface DescribedTutoring {
  readonly id: string;
  readonly wave: string;
  readonly label: string;
  readonly note?: string;
  /** Who follows the schools; with an account by the person's id, whose name they take. */
  readonly tutors: readonly {
    readonly id: string;
    readonly name?: string;
    readonly profession?: string;
  }[];
  readonly schools: readonly string[];
  readonly series: Series;
  readonly sessions: readonly DescribedTutoringSession[];
}

/** What is known of a session: `on` the day that the series gives; of a single school a day of its own. */
export interface DescribedTutoringSession {
  readonly on: LocalDate;
  /** The one school that it is for: then it is of no series. */
  readonly establishment?: string;
  readonly theme?: string;
  readonly status?: 'held' | 'cancelled';
  readonly reason?: string;
  readonly mode?: 'video' | 'phone' | 'inPerson';
  readonly summary?: string;
  /** Schools of the group that were not there. */
  readonly absent?: readonly string[];
}
