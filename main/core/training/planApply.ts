import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import type {
  Plan,
  PlanModule,
  PlannedSession,
} from '../../../shared/training/planner/planner.types.ts';
import type { planningContract } from '../../../shared/training/planning.contract.ts';
import { enrolmentId, groupMemberId } from '../../../shared/training/trainingEnrolment.entity.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { SchoolPerson } from './candidates.ts';
import type { ChangedSince } from './planGround.ts';
import { isOpen, standIns, standInSessions } from './planGroups.ts';
import { timesOf } from './planTimes.ts';
import type { WaveProblem } from './planProblem.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';

type LeftAlone = OutputOf<(typeof planningContract)['planning.apply']>['left'];

/** What a plan changes, by the place that it is written in. */
export interface PlanWrites {
  readonly lists: readonly (readonly Write[])[];
  readonly groups: number;
  readonly sessions: number;
  readonly people: number;
  readonly left: LeftAlone;
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
      ...(person.schoolNameAr === null ? {} : { schoolNameAr: person.schoolNameAr }),
      ...(person.town === null ? {} : { town: person.town }),
      status: 'enrolled',
    },
  };
}

/**
 * What has to be written for a plan to stand. Past memberships are ended, never rewritten; what is
 * planned and no longer in the plan is taken out; what is held stays, and so does what was changed since.
 * @param since what is not any more as it was when the plan was made
 */
export function planWrites(
  context: TrainingContext,
  found: FoundTraining,
  { learners, aside, problem }: WaveProblem,
  plan: Plan,
  since: ChangedSince,
  functionOf: (person: SchoolPerson) => string | null,
): PlanWrites {
  const { store, newId, revival } = context;
  const { wave, today, scope } = found;
  const enrols: Write[] = [];
  const memberships: Write[] = [];
  const timetable: Write[] = [];
  const people = new Set<string>();
  const left = {
    sessions: new Map<string, LeftAlone['sessions'][number]>(),
    groups: new Map<string, LeftAlone['groups'][number]>(),
    people: new Map<string, LeftAlone['people'][number]>(),
  };
  const leavePerson = (enrolment: string): void => {
    const name = store.enrolment(enrolment)[0]?.name ?? learners.get(enrolment)?.name ?? enrolment;
    left.people.set(enrolment, { enrolment, name });
  };
  const scopes = new Map<string, ScopeId>();
  for (const row of store.enrolments(wave.id)) scopes.set(row.id, row.scope);
  for (const { enrolment, enrols: person, track } of learners.values()) {
    if (person === null || since.people.has(enrolment)) continue;
    const write = enrolmentWrite(context, wave.id, track, person, functionOf(person));
    scopes.set(enrolment, write.scope);
    enrols.push(write);
    people.add(enrolment);
  }

  const groupIds = new Map<string, string>();
  const allGroups = store.groups(wave.id);
  const storedGroups = new Map(allGroups.map((row) => [row.id, row]));
  const before = allGroups.filter(({ id }) => !since.groups.has(id));
  const { of: standing, spare: useless } = standIns(plan, problem, before);
  let groups = 0;
  const shown = plan.groups.filter(({ id }) => !aside.has(id));
  const labels = new Map(problem.tracks.map(({ id, label }) => [id, label]));
  /** Groups of the plan that somebody has removed: nothing is made for them. */
  const gone = new Set<string>();
  for (const [position, group] of shown.entries()) {
    const stored = storedGroups.get(group.id) ?? standing.get(group.id);
    if (stored === undefined && since.groups.has(group.id)) {
      gone.add(group.id);
      left.groups.set(group.id, { id: group.id, label: group.label ?? group.id });
      continue;
    }
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
    if (since.groups.has(id)) {
      left.groups.set(id, { id, label: stored?.label ?? id });
      continue;
    }
    groups += 1;
    timetable.push({ entity: 'trainingGroup', row: id, scope, set });
  }

  for (const { id } of useless) {
    groups += 1;
    timetable.push({ entity: 'trainingGroup', row: id, scope, set: { [DELETED_FIELD]: true } });
  }

  const goal = new Map(
    shown.flatMap(({ id, members }) =>
      gone.has(id) ? [] : members.map((one) => [one, groupIds.get(id)!] as const),
    ),
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
    if (since.people.has(enrolment)) {
      leavePerson(enrolment);
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
    if (there.has(enrolment) || learner === undefined) continue;
    if (since.people.has(enrolment)) {
      leavePerson(enrolment);
      continue;
    }
    const place = scopes.get(enrolment);
    if (place === undefined) continue;
    people.add(enrolment);
    const row = groupMemberId(group, learner.person, today);
    memberships.push({
      entity: 'groupMember',
      row,
      scope: place,
      set: { ...revival('groupMember', row), group, enrolment, from: today },
    });
  }

  const stored = store.sessions(wave.id);
  const rules = store.rules(wave.id)[0];
  const unchanged = stored.filter(({ id }) => !since.sessions.has(id));
  const madeSince = new Map(
    stored.flatMap((row) =>
      since.sessions.has(row.id) && row.groups?.length === 1
        ? [[`${row.groups[0]} ${row.module}`, row] as const]
        : [],
    ),
  );
  const rowOf = standInSessions(
    plan,
    problem,
    unchanged,
    today,
    (group) => groupIds.get(group) ?? group,
  );
  const kept = new Set<string>(plan.sessions.map(({ id }) => id));
  for (const known of problem.sessions ?? []) kept.add(known.id);
  const removed = new Set(plan.removed);
  for (const id of removed) kept.delete(id);
  for (const { id } of rowOf.values()) kept.add(id);
  let sessions = 0;
  for (const session of plan.sessions) {
    if (aside.has(session.group) || gone.has(session.group)) continue;
    const group = groupIds.get(session.group) ?? session.group;
    const row = rowOf.get(session.id);
    const wanted = {
      day: session.day,
      ...timesOf(session.half, rules),
      site: session.site,
      room: session.room,
      trainers: [...session.trainers],
    };
    const other = stored.find(({ id }) => id === session.id && since.sessions.has(id));
    const instead =
      row === undefined ? (other ?? madeSince.get(`${group} ${session.module}`)) : undefined;
    if (instead !== undefined || (row === undefined && since.sessions.has(session.id))) {
      if (instead !== undefined) kept.add(instead.id);
      if (instead === undefined || Object.keys(changed({ ...instead }, wanted)).length > 0) {
        leaveSession(instead?.id ?? session.id, session, group, instead);
      }
      continue;
    }
    if (row !== undefined && row.repeats !== null) continue;
    if (row?.status === 'held' || (row !== undefined && (row.day ?? today) < today)) continue;
    const set = changed(row && { ...row }, wanted);
    if (row === undefined) Object.assign(set, newSession(session));
    if (Object.keys(set).length === 0) continue;
    sessions += 1;
    timetable.push({ entity: 'trainingSession', row: row?.id ?? newId(), scope, set });
  }
  for (const row of unchanged) {
    // What was planned and is in no plan any more.
    const isOurs = row.groups?.length === 1 && row.module !== null && !aside.has(row.groups[0]!);
    if (kept.has(row.id) || !isOurs || !isOpen(row, today)) continue;
    sessions += 1;
    const set = removed.has(row.id) ? { status: 'cancelled' } : { [DELETED_FIELD]: true };
    timetable.push({ entity: 'trainingSession', row: row.id, scope, set });
  }
  const lists = [enrols, timetable, memberships].filter((list) => list.length > 0);
  return {
    lists: lists.flatMap(byScope),
    groups,
    sessions,
    people: people.size,
    left: {
      sessions: [...left.sessions.values()],
      groups: [...left.groups.values()],
      people: [...left.people.values()],
    },
  };

  function leaveSession(
    id: string,
    { module, track, day }: PlannedSession,
    group: string,
    row: SessionRow | undefined,
  ): void {
    left.sessions.set(id, {
      id,
      title: row?.title ?? moduleOf(track, module)?.title ?? module,
      group: storedGroups.get(group)?.label ?? group,
      day: row?.day ?? day,
    });
  }

  function moduleOf(track: string, module: string): PlanModule | undefined {
    return problem.tracks.find(({ id }) => id === track)?.modules.find(({ id }) => id === module);
  }

  function newSession(session: PlannedSession): Record<string, JsonValue> {
    const module = moduleOf(session.track, session.module);
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
