import type { TrainingStore } from './training.store.ts';

/** The rows that a plan is made from, as they were then: what has changed since is told by them. */
export interface PlanGround {
  /** What a plan heeds of each row, by its id. */
  readonly sessions: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  /** By enrolment, with all their stays in groups. */
  readonly people: ReadonlyMap<string, string>;
}

/** Ids of rows that were made, changed or removed since a plan was made. */
export interface ChangedSince {
  readonly sessions: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Enrolments. */
  readonly people: ReadonlySet<string>;
}

/** The rows of a wave's trainings that plans are made from and change. */
export function groundOf(
  store: Pick<TrainingStore, 'sessions' | 'groups' | 'members' | 'enrolments'>,
  wave: string,
): PlanGround {
  const stays = Map.groupBy(store.members(wave), ({ enrolment }) => enrolment);
  return {
    sessions: new Map(
      store
        .sessions(wave)
        .map((row) => [
          row.id,
          JSON.stringify([
            row.track,
            row.module,
            row.groups,
            row.day,
            row.from,
            row.to,
            row.site,
            row.room,
            row.trainers,
            row.status,
            row.pinned === true,
            row.repeats,
          ]),
        ]),
    ),
    groups: new Map(
      store
        .groups(wave)
        .map(({ id, track, trainers, site, pinned }) => [
          id,
          JSON.stringify([track, trainers, site, pinned === true]),
        ]),
    ),
    people: new Map(
      store.enrolments(wave).map(({ id, track, status }) => {
        const own = (stays.get(id) ?? []).map((stay) =>
          JSON.stringify([stay.id, stay.from, stay.until, stay.pinned === true]),
        );
        return [id, JSON.stringify([track, status, own.sort()])];
      }),
    ),
  };
}

/** What is not any more as it was. */
export function changedSince(then: PlanGround, now: PlanGround): ChangedSince {
  return {
    sessions: differing(then.sessions, now.sessions),
    groups: differing(then.groups, now.groups),
    people: differing(then.people, now.people),
  };
}

function differing(
  then: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): Set<string> {
  return new Set([...then.keys(), ...now.keys()].filter((id) => then.get(id) !== now.get(id)));
}
