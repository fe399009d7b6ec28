import type { PlanView } from '../../../shared/training/planning.contract.ts';
import type { Plan } from '../../../shared/training/planner/planner.types.ts';
import { impossible } from '../../../shared/training/planner/impossible.ts';
import type { WaveProblem } from './planProblem.ts';
import { standIns, standInSessions } from './planGroups.ts';
import { timesOf } from './planTimes.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

type Named = PlanView['groups'][number]['trainers'][number];

/** A plan as people read it: what is new, what moves, what it breaks. Lists outside groups stay out. */
export function planView(
  { store }: Pick<TrainingContext, 'store'>,
  { wave, today }: FoundTraining,
  { problem, learners, aside, standing: all }: WaveProblem,
  plan: Plan,
): PlanView {
  const named = (all: readonly { id: string; name: string }[]): ((id: string) => Named) => {
    const names = new Map(all.map(({ id, name }) => [id, name]));
    return (id) => ({ id, label: names.get(id) ?? id });
  };
  const trainer = named(problem.trainers);
  const site = named(problem.sites);
  const room = named(
    store.rooms(wave.programme, wave.id).map(({ id, name }) => ({ id, name: name ?? id })),
  );
  const rules = store.rules(wave.id)[0];
  const groupsBefore = new Map(all.groups.map((one) => [one.id, one]));
  const before = new Map(all.sessions.map((one) => [one.id, one]));
  const modules = new Map(
    problem.tracks.flatMap(({ id, modules: list }) =>
      list.map((module) => [`${id} ${module.id}`, module.title] as const),
    ),
  );
  const followedBy = new Map(problem.people.map(({ id, followed = [] }) => [id, followed]));
  const heldBy = new Set(plan.sessions.map(({ group, module }) => `${group} ${module}`));
  /** Modules that a group has no session of, since its people have all followed them. */
  const followedIn = ({ id, track, members }: Plan['groups'][number]): string[] => {
    if (members.length === 0) return [];
    const all = problem.tracks.find((one) => one.id === track)?.modules ?? [];
    return all
      .filter((module) => !heldBy.has(`${id} ${module.id}`))
      .filter((module) => members.every((one) => followedBy.get(one)?.includes(module.id)))
      .map(({ title }) => title);
  };
  const labels = new Map(problem.tracks.map(({ id, label }) => [id, label]));
  const schools = new Map(
    store.enrolments(wave.id).map((one) => [one.establishment ?? '', one.schoolName ?? '']),
  );
  for (const { enrols } of learners.values()) {
    if (enrols !== null) schools.set(enrols.establishment, enrols.schoolName);
  }
  const { of: standing } = standIns(plan, problem, store.groups(wave.id));
  /** What people know a group and a session by: those that are made anew stand for stored ones. */
  const groupOf = (id: string): string => standing.get(id)?.id ?? id;
  const rowOf = standInSessions(plan, problem, store.sessions(wave.id), today, groupOf);
  const sessionOf = (id: string): string => rowOf.get(id)?.id ?? id;
  const groupNamed = ({ id, label }: Named): Named => {
    const stored = standing.get(id);
    return stored === undefined ? { id, label } : { id: stored.id, label: stored.label ?? label };
  };
  const removed = new Set(plan.removed);
  const isAside = (id: string | undefined): boolean => id !== undefined && aside.has(id);
  const sessions = plan.sessions
    .filter(({ group }) => !isAside(group))
    .map((session) => {
      const id = sessionOf(session.id);
      const known = before.get(id);
      const moved =
        known !== undefined &&
        (known.day !== session.day ||
          known.half !== session.half ||
          known.site !== session.site ||
          known.trainers.join(' ') !== session.trainers.join(' '));
      return {
        id,
        group: groupOf(session.group),
        track: session.track,
        module: session.module,
        title: modules.get(`${session.track} ${session.module}`) ?? session.module,
        trainers: session.trainers.map(trainer),
        site: session.site === null ? null : site(session.site),
        room: session.room === null ? null : room(session.room),
        day: session.day,
        half: session.half,
        ...timesOf(session.half, rules),
        change: known === undefined ? ('new' as const) : moved ? ('moved' as const) : null,
        before: moved ? { day: known.day, site: known.site } : null,
        held: known?.held === true,
      };
    })
    .sort(
      (a, b) =>
        Number(a.held) - Number(b.held) ||
        (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1),
    );
  return {
    groups: plan.groups
      .filter(({ id }) => !isAside(id))
      .map((group, position) => {
        const stored = standing.get(group.id);
        const known = groupsBefore.get(stored?.id ?? group.id);
        const old = new Set(known?.members);
        const now = new Set(group.members);
        return {
          id: groupOf(group.id),
          label:
            stored?.label ??
            group.label ??
            known?.label ??
            `${labels.get(group.track) ?? ''} ${position + 1}`,
          track: group.track,
          isNew: known === undefined,
          trainers: group.trainers.map(trainer),
          site: group.site === null ? null : site(group.site),
          members: group.members.map((id) => {
            const learner = learners.get(id);
            return { enrolment: id, person: learner?.person ?? id, name: learner?.name ?? id };
          }),
          joins: group.members.filter((one) => !old.has(one)).length,
          leaves: [...old].filter((one) => !now.has(one)).length,
          followed: followedIn(group),
        };
      }),
    sessions,
    broken: [...impossible(problem), ...plan.broken]
      .filter(({ where }) => !isAside(where.group?.id))
      .map(({ rule, hard, where, facts }) => ({
        rule,
        hard,
        where: {
          ...where,
          ...(where.group === undefined ? {} : { group: groupNamed(where.group) }),
          ...(where.session === undefined
            ? {}
            : { session: { ...where.session, id: sessionOf(where.session.id) } }),
        },
        facts: withSchool(facts, schools),
      })),
    removed: [...before.values()]
      .filter(({ id }) => removed.has(id))
      .map(({ id, group, module, day, half }) => {
        const { track, label } = groupsBefore.get(group)!;
        const title = modules.get(`${track} ${module}`) ?? module;
        return {
          id,
          group,
          label: label ?? group,
          module,
          title,
          day,
          half,
          ...timesOf(half, rules),
        };
      }),
    score: plan.score,
    missing:
      sessions.length > 0
        ? null
        : problem.people.length === 0
          ? 'people'
          : problem.trainers.length === 0
            ? 'trainers'
            : 'modules',
    moved: sessions.filter(({ change }) => change === 'moved').length,
  };
}

/** Schools by their name: the planner knows their ids alone. */
function withSchool(
  facts: Readonly<Record<string, string | number>>,
  schools: ReadonlyMap<string, string>,
): Record<string, string | number> {
  const { school } = facts;
  const name = typeof school === 'string' ? schools.get(school) : undefined;
  return name === undefined || name === '' ? { ...facts } : { ...facts, school: name };
}
