import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { GROUP_MOST, statementOf } from '../../../shared/tutoring/groups.rules.ts';
import type {
  FollowedSchool,
  tutoringFilesContract,
  tutoringGroupsContract,
  TutorLoad,
} from '../../../shared/tutoring/groups.contract.ts';
import type {
  TutoringGroupView,
  TutoringSessionView,
} from '../../../shared/tutoring/tutoring.contract.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { GroupsStore } from './groups.store.ts';
import { writeStatement } from './statement.table.ts';
import type { TutoringContext } from './tutoring.context.ts';
import type { TutoringViews } from './tutoring.views.ts';

/** Sessions of which a school's presence is shown. */
const MARKED = 5;

type Statement = (typeof tutoringGroupsContract)['tutoring.statement'];

/** Who follows which school and how it goes, and what tutors have done. */
export function createFollowHandlers(
  context: TutoringContext,
  rows: GroupsStore,
  views: TutoringViews,
): Pick<
  Handlers<typeof tutoringGroupsContract & typeof tutoringFilesContract, CoreFailure>,
  'tutoring.follow' | 'tutoring.statement' | 'tutoring.writeStatement'
> {
  return {
    'tutoring.follow': ({ wave: id }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      const wave = found.value;
      if (!context.mayHelp(wave.id)) return err({ type: 'NotAllowed' });
      const groups = views.groups(wave);
      const sessions = views.sessions(wave, groups);
      const schools = followed(wave, groups, sessions);
      return ok({
        today: wave.today,
        unfollowed: schools.filter(({ group }) => group === null).length,
        schools,
        tutors: loads(groups, sessions),
      });
    },
    'tutoring.statement': statement,
    'tutoring.writeStatement': ({ file, language, ...input }) => {
      const answer = statement(input);
      return answer.ok ? writeStatement(file, language, answer.value.rows) : answer;
    },
  };

  function statement({
    wave: id,
    from,
    until,
  }: InputOf<Statement>): Result<OutputOf<Statement>, CoreFailure> {
    const found = context.find(id);
    if (!found.ok) return found;
    const wave = found.value;
    const groups = views.groups(wave);
    const me = context.me()?.person;
    const all = statementOf(groups, views.sessions(wave, groups), {
      from,
      until,
      today: wave.today,
    });
    // A tutor sees what is theirs; who steers the wave sees all.
    return ok({
      rows: context.mayOrganise(wave.id) ? all : all.filter(({ tutor }) => tutor === me),
    });
  }

  function followed(
    wave: GroundWave,
    groups: readonly TutoringGroupView[],
    sessions: readonly TutoringSessionView[],
  ): FollowedSchool[] {
    const groupOf = new Map(
      groups.flatMap((group) => group.schools.map((school) => [school.id, { group, school }])),
    );
    const heldOf = Map.groupBy(
      sessions.filter(({ status }) => status === 'held'),
      ({ group }) => group,
    );
    const statuses = new Map(
      rows.presences
        .all(wave.id)
        .map((one) => [`${one.session} ${one.establishment}`, one.status] as const),
    );
    const contacts = new Map(
      rows.contacts.all({ wave: wave.id }).map((one) => [one.establishment, one]),
    );
    const days = new Map(sessions.map(({ id, day }) => [id, day]));
    const lastSeen = new Map<string, string>();
    for (const { session, establishment, status } of rows.presences.all(wave.id)) {
      const day = days.get(session);
      if (day === undefined || (status !== 'present' && status !== 'late')) continue;
      if (day > (lastSeen.get(establishment) ?? '')) lastSeen.set(establishment, day);
    }
    const labels = new Map(groups.map(({ id, label }) => [id, label]));
    const past = Map.groupBy(
      context.store
        .members(wave.id)
        .filter(({ from, until }) => until !== null && until <= wave.today && from !== until),
      ({ establishment }) => establishment,
    );
    const all = rows.schools.all(wave.id).map((school): FollowedSchool => {
      const { id, code, name, nameAr, town } = school;
      const at = groupOf.get(id);
      const held = (heldOf.get(at?.group.id ?? '') ?? []).filter(
        ({ day, establishment }) =>
          day >= (at?.school.from ?? '') && (establishment === null || establishment === id),
      );
      const seen = lastSeen.get(id);
      const other = contacts.get(id);
      return {
        id,
        code,
        name,
        nameAr,
        town,
        group: at?.group.id ?? null,
        groupLabel: at?.group.label ?? null,
        tutors: (at?.group.tutors ?? []).map(({ name }) => name),
        from: at?.school.from ?? null,
        marks: held.slice(-MARKED).map((session) => ({
          session: session.id,
          day: session.day,
          status: statuses.get(`${session.id} ${id}`) ?? null,
        })),
        last:
          other !== undefined && other.on > (seen ?? '')
            ? { on: other.on, kind: other.kind }
            : seen === undefined
              ? null
              : { on: seen, kind: 'session' },
        past: (past.get(id) ?? []).map(({ group, from, until, reason }) => ({
          group: group ?? '',
          label: labels.get(group ?? '') ?? group ?? '',
          from,
          until: until!,
          reason,
        })),
      };
    });
    return [
      ...all.filter(({ group }) => group === null),
      ...all.filter(({ group }) => group !== null),
    ];
  }
}

/** What each tutor of now carries, in the order of groups. */
function loads(
  groups: readonly TutoringGroupView[],
  sessions: readonly TutoringSessionView[],
): TutorLoad[] {
  const found = new Map<string, TutorLoad>();
  const sum = (all: readonly TutoringSessionView[]): number =>
    all.reduce((hours, one) => hours + one.hours, 0);
  for (const group of groups) {
    for (const { id, name, sphere } of group.tutors) {
      const own = sessions.filter((one) => one.group === group.id && one.tutors.includes(id));
      const held = own.filter(({ status }) => status === 'held');
      const planned = own.filter(({ status }) => status === 'planned');
      const known = found.get(id);
      const schools = (known?.schools ?? 0) + group.schools.length;
      found.set(id, {
        tutor: id,
        name,
        sphere: sphere ?? known?.sphere ?? null,
        groups: [...(known?.groups ?? []), group.label],
        schools,
        held: (known?.held ?? 0) + held.length,
        heldHours: (known?.heldHours ?? 0) + sum(held),
        planned: (known?.planned ?? 0) + planned.length,
        plannedHours: (known?.plannedHours ?? 0) + sum(planned),
        overloaded: schools > GROUP_MOST,
      });
    }
  }
  return [...found.values()];
}
