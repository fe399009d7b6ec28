import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import type { Plan, PlannedSession } from '../../../shared/training/planner/planner.types.ts';
import { enrolmentId, groupMemberId } from '../../../shared/training/trainingEnrolment.entity.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { SchoolPerson } from './candidates.ts';
import { standIns } from './planGroups.ts';
import { timesOf } from './planTimes.ts';
import type { WaveProblem } from './planProblem.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';

/** What a plan changes, by the place that it is written in. */
export interface PlanWrites {
  readonly lists: readonly (readonly Write[])[];
  readonly groups: number;
  readonly sessions: number;
  readonly people: number;
}

/** The enrolment of somebody of a school, in the scope of their school's trainings. */
export function enrolmentWrite(
  { revival }: Pick<TrainingContext, 'revival'>,
  wave: string,
  track: string,
  person: SchoolPerson,
  functionName: string | null,
): Write {
  const row = enrolmentId(wave, track, person.person);
  return {
    entity: 'trainingEnrolment',
    row,
    scope: scopeId('schoolTraining', person.establishment),
    set: {
      ...revival('trainingEnrolment', row),
      wave,
      track,
      person: person.person,
      name: person.name,
      ...(person.firstName === null ? {} : { firstName: person.firstName }),
      ...(person.lastName === null ? {} : { lastName: person.lastName }),
      ...(person.email === null ? {} : { email: person.email }),
      ...(functionName === null ? {} : { function: functionName }),
      establishment: person.establishment,
      schoolName: person.schoolName,
      ...(person.town === null ? {} : { town: person.town }),
      status: 'enrolled',
    },
  };
}

/**
 * What has to be written for a plan to stand. Past memberships are ended, never rewritten; what is
 * planned and no longer in the plan is taken out; what is held stays.
 */
export function planWrites(
  context: TrainingContext,
  found: FoundTraining,
  { learners, aside, problem }: WaveProblem,
  plan: Plan,
  functionOf: (person: SchoolPerson) => string | null,
): PlanWrites {
  const { store, newId, revival } = context;
  const { wave, today, scope } = found;
  const enrols: Write[] = [];
  const memberships: Write[] = [];
  const timetable: Write[] = [];
  const people = new Set<string>();
  const scopes = new Map<string, ScopeId>();
  for (const row of store.enrolments(wave.id)) scopes.set(row.id, row.scope);
  for (const { enrolment, enrols: person, track } of learners.values()) {
    if (person === null) continue;
    const write = enrolmentWrite(context, wave.id, track, person, functionOf(person));
    scopes.set(enrolment, write.scope);
    enrols.push(write);
    people.add(enrolment);
  }

  const groupIds = new Map<string, string>();
  const allGroups = store.groups(wave.id);
  const storedGroups = new Map(allGroups.map((row) => [row.id, row]));
  const { of: standing, spare: useless } = standIns(plan, problem, allGroups);
  let groups = 0;
  const shown = plan.groups.filter(({ id }) => !aside.has(id));
  const labels = new Map(problem.tracks.map(({ id, label }) => [id, label]));
  for (const [position, group] of shown.entries()) {
    const stored = storedGroups.get(group.id) ?? standing.get(group.id);
    const id = stored?.id ?? newId();
    groupIds.set(group.id, id);
    const set = changed(stored && { ...stored }, {
      trainers: [...group.trainers],
      site: group.site,
    });
    if (stored === undefined) {
      Object.assign(set, {
        wave: wave.id,
        track: group.track,
        label: group.label ?? `${labels.get(group.track) ?? group.track} ${position + 1}`,
        position,
      } satisfies Record<string, JsonValue>);
    }
    if (Object.keys(set).length === 0) continue;
    groups += 1;
    timetable.push({ entity: 'trainingGroup', row: id, scope, set });
  }

  for (const { id } of useless) {
    groups += 1;
    timetable.push({ entity: 'trainingGroup', row: id, scope, set: { [DELETED_FIELD]: true } });
  }

  const goal = new Map(
    shown.flatMap(({ id, members }) => members.map((one) => [one, groupIds.get(id)!] as const)),
  );
  // Who is in two groups stays in both until a person says in which.
  const once = new Set<string>();
  for (const one of shown.flatMap(({ members }) => members)) {
    if (once.has(one)) goal.delete(one);
    once.add(one);
  }
  const stays = store.members(wave.id);
  const there = new Set<string>();
  /** Who goes to the wanted group by hand on a day to come stays where they are until then. */
  const goes = new Set(
    stays.flatMap(({ enrolment, group, from }) =>
      enrolment !== null && goal.get(enrolment) === group && from !== null && from > today
        ? [enrolment]
        : [],
    ),
  );
  for (const stay of stays) {
    const { enrolment, group } = stay;
    if (enrolment === null || group === null || aside.has(group)) continue;
    const counts = isMemberOn(stay, today) || (stay.from !== null && stay.from > today);
    if (!counts) continue;
    const wanted = goal.get(enrolment);
    if (wanted === undefined || (stay.until !== null && goes.has(enrolment))) continue;
    if (wanted === group) {
      there.add(enrolment);
      continue;
    }
    people.add(enrolment);
    const begins = stay.from !== null && stay.from >= today;
    memberships.push({
      entity: 'groupMember',
      row: stay.id,
      scope: stay.scope,
      set: begins ? { [DELETED_FIELD]: true } : { until: today },
    });
  }
  for (const [enrolment, group] of goal) {
    const learner = learners.get(enrolment);
    const place = scopes.get(enrolment);
    if (there.has(enrolment) || learner === undefined || place === undefined) continue;
    people.add(enrolment);
    const row = groupMemberId(group, learner.person, today);
    memberships.push({
      entity: 'groupMember',
      row,
      scope: place,
      set: { ...revival('groupMember', row), group, enrolment, from: today },
    });
  }

  const stored = new Map(store.sessions(wave.id).map((row) => [row.id, row]));
  const rules = store.rules(wave.id)[0];
  const kept = new Set<string>(plan.sessions.map(({ id }) => id));
  for (const known of problem.sessions ?? []) kept.add(known.id);
  const gone = new Set(plan.removed);
  for (const id of gone) kept.delete(id);
  const spare = new Map(
    [...stored.values()]
      .filter((row) => !kept.has(row.id) && isOpen(row) && row.groups?.length === 1)
      .map((row) => [`${row.groups![0]} ${row.module}`, row] as const),
  );
  let sessions = 0;
  for (const session of plan.sessions) {
    if (aside.has(session.group)) continue;
    const group = groupIds.get(session.group) ?? session.group;
    // Made anew, a session stays what it was in people's calendars: it moves.
    const row = stored.get(session.id) ?? spare.get(`${group} ${session.module}`);
    if (row !== undefined) kept.add(row.id);
    if (row !== undefined && row.repeats !== null) continue;
    if (row?.status === 'held' || (row !== undefined && (row.day ?? today) < today)) continue;
    const set = changed(row && { ...row }, {
      day: session.day,
      ...timesOf(session.half, rules),
      site: session.site,
      room: session.room,
      trainers: [...session.trainers],
    });
    if (row === undefined) Object.assign(set, newSession(session));
    if (Object.keys(set).length === 0) continue;
    sessions += 1;
    timetable.push({ entity: 'trainingSession', row: row?.id ?? newId(), scope, set });
  }
  for (const row of stored.values()) {
    // What was planned and is in no plan any more.
    const isOurs = row.groups?.length === 1 && row.module !== null && !aside.has(row.groups[0]!);
    if (kept.has(row.id) || !isOurs || !isOpen(row)) continue;
    sessions += 1;
    const set = gone.has(row.id) ? { status: 'cancelled' } : { [DELETED_FIELD]: true };
    timetable.push({ entity: 'trainingSession', row: row.id, scope, set });
  }
  const lists = [enrols, timetable, memberships].filter((list) => list.length > 0);
  return { lists: lists.flatMap(byScope), groups, sessions, people: people.size };

  /** Whether a session is still to come and not held or cancelled. */
  function isOpen({ status, day }: SessionRow): boolean {
    return (status === 'planned' || status === 'confirmed') && (day ?? today) >= today;
  }

  function newSession(session: PlannedSession): Record<string, JsonValue> {
    const module = problem.tracks
      .find(({ id }) => id === session.track)
      ?.modules.find(({ id }) => id === session.module);
    return {
      wave: wave.id,
      track: session.track,
      module: session.module,
      title: module?.title ?? session.module,
      mode: module?.remote === true ? 'video' : 'inPerson',
      groups: [groupIds.get(session.group) ?? session.group],
      status: 'planned',
      trainingBase: module?.trainingBase === true,
    };
  }
}

/** Transactions of one place each: the server decides on them apart. */
function byScope(list: readonly Write[]): Write[][] {
  return [...Map.groupBy(list, ({ scope }) => scope).values()];
}
