import type { LocalDate } from '../kernel/dates.ts';
import { later, type Progress } from './coverage.rules.ts';

/** Actions of kits that are done by following what is for all, such as the opening webinar. */
export const sharedActions: ReadonlySet<string> = new Set(['module-1-webinaire']);

/** Somebody who acts in a school, as far as trainings know them. */
export interface SchoolLearner {
  readonly person: string;
  /** Track that their function has, and the actions of the kit that following it does. */
  readonly track: { readonly outsideGroups: boolean; readonly kitActions: readonly string[] };
  readonly progress: Pick<
    Progress,
    'state' | 'taught' | 'shared' | 'lastAttended' | 'expected' | 'attended'
  >;
}

/** An action of a school's kit that attendance says is done. A person confirms it. */
export interface FollowUp {
  readonly action: string;
  /** People whom it is about: all of them have followed. */
  readonly people: number;
  readonly lastDay: LocalDate | null;
}

/**
 * Actions of a school's kit that all the people whom they are about have done, by attendance. One
 * who has the function and no place, or has not finished, is enough for an action to stay open.
 */
export function followUps(people: readonly SchoolLearner[]): FollowUp[] {
  const found: FollowUp[] = [];
  const actions = new Set(people.flatMap(({ track }) => track.kitActions));
  for (const action of actions) {
    if (sharedActions.has(action)) continue;
    const asked = people.filter(({ track }) => track.kitActions.includes(action));
    if (asked.every(({ progress }) => progress.taught)) found.push(followUp(action, asked));
  }
  // Who has no place yet was called to nothing, and still has to come.
  const called = people.filter(
    ({ progress, track }) =>
      progress.shared.expected > 0 || (progress.state === 'notEnrolled' && !track.outsideGroups),
  );
  const came = called.every(
    ({ progress: { shared } }) => shared.expected > 0 && shared.attended === shared.expected,
  );
  if (called.length > 0 && came) {
    for (const action of sharedActions) found.push({ ...followUp(action, called), lastDay: null });
  }
  return found;
}

function followUp(action: string, people: readonly SchoolLearner[]): FollowUp {
  return {
    action,
    people: people.length,
    lastDay: people.reduce<LocalDate | null>(
      (last, { progress }) =>
        progress.lastAttended === null ? last : later(last, progress.lastAttended),
      null,
    ),
  };
}
