import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inSeveralGroups } from '../../../shared/training/attendance.rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import type { MemberView, timetableContract } from '../../../shared/training/timetable.contract.ts';
import { groupMemberId } from '../../../shared/training/trainingEnrolment.entity.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import { personOf } from './attendance.marking.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { GroupRow, TrainingStore } from './training.store.ts';

const GROUP = 'trainingGroup';
const MEMBER = 'groupMember';

type GroupMethod =
  | 'timetable.saveGroup'
  | 'timetable.group'
  | 'timetable.addMembers'
  | 'timetable.pinMember';
type MemberRow = ReturnType<TrainingStore['membersOf']>[number];
type EnrolmentRow = ReturnType<TrainingStore['enrolments']>[number];

/** Groups, and who is in them. */
export function createGroupHandlers(
  context: TrainingContext,
): Pick<Handlers<typeof timetableContract, CoreFailure>, GroupMethod> {
  const { store, record, recordAll, newId, revival } = context;

  return {
    'timetable.saveGroup': ({ wave: waveId, group: id, set: wanted }) => {
      const at = context.findToPlan(waveId);
      if (!at.ok) return at;
      const { wave, scope } = at.value;
      const groups = store.groups(waveId);
      const row = id === undefined ? undefined : groups.find((one) => one.id === id);
      if (id !== undefined && row === undefined) return err({ type: 'GroupUnknown', group: id });
      if (row === undefined && wanted.label === undefined) return bad('label');
      const set = changed(row, wanted);
      const known = (rows: readonly { id: string }[], one: unknown): boolean =>
        one === undefined || one === null || rows.some((other) => other.id === one);
      if (!known(store.tracks(wave.programme), set['track'])) return bad('track');
      if (!known(store.sites(wave.programme, waveId), set['site'])) return bad('site');
      const trainers = store.trainers(wave.programme, waveId);
      if ((wanted.trainers ?? []).some((one) => !known(trainers, one))) return bad('trainers');
      const fields = Object.keys(set).length;
      const rowId = id ?? newId();
      if (fields > 0) {
        const position = Math.max(-1, ...groups.map((one) => one.position ?? 0)) + 1;
        const born = row === undefined ? { wave: waveId, position } : {};
        record([{ entity: GROUP, row: rowId, scope, set: { ...born, ...set } }]);
      }
      return ok({ id: rowId, changed: fields });
    },

    'timetable.group': ({ group: id }) => {
      const at = findGroup(id);
      if (!at.ok) return at;
      const { row, found } = at.value;
      const { wave, today } = found;
      const enrolments = new Map(store.enrolments(wave.id).map((one) => [one.id, one]));
      const attended = attendanceBy(store.attendances(wave.id));
      const groups = new Map(
        store.groups(wave.id).flatMap((one) => (one.track === row.track ? [[one.id, one]] : [])),
      );
      const ofTrack = store.members(wave.id).filter((one) => groups.has(one.group ?? ''));
      const elsewhere = ({ from, enrolment }: MemberRow): MemberView['elsewhere'] => {
        const day = from !== null && from > today ? from : today;
        const all = inSeveralGroups(ofTrack, day).get(enrolment ?? '') ?? [];
        return all.includes(id)
          ? all.flatMap((one) =>
              one === id ? [] : [{ id: one, label: groups.get(one)?.label ?? one }],
            )
          : [];
      };
      const views = store.membersOf(id).flatMap((member) => {
        const enrolment = enrolments.get(member.enrolment ?? '');
        return enrolment === undefined
          ? []
          : [
              {
                ...memberView(member, enrolment, attended.get(enrolment.id) ?? {}),
                elsewhere: elsewhere(member),
              },
            ];
      });
      const inGroup = new Set(
        store.members(wave.id).flatMap((one) => (isOver(one, today) ? [] : [one.enrolment])),
      );
      return ok({
        group: id,
        today,
        members: views.filter((one) => !isOver(one, today)).sort(byName),
        past: views.filter((one) => isOver(one, today)),
        waiting: [...enrolments.values()]
          .filter(
            (one) => one.track === row.track && one.status !== 'withdrawn' && !inGroup.has(one.id),
          )
          .map((one) => ({
            enrolment: one.id,
            name: one.name ?? one.id,
            function: one.function,
            schoolName: one.schoolName,
            town: one.town,
          })),
        mayPlan: context.mayPlan(wave.id),
      });
    },

    'timetable.addMembers': ({ group: id, enrolments, from }) => {
      const at = findGroup(id);
      if (!at.ok) return at;
      const { row, found } = at.value;
      if (!context.mayPlan(found.wave.id)) return err({ type: 'NotAllowed' });
      const stays = store.members(found.wave.id);
      const writes: Write[] = [];
      for (const one of enrolments) {
        const enrolment = store.enrolment(one)[0];
        if (enrolment?.track !== row.track || enrolment.wave !== row.wave) {
          return err({ type: 'EnrolmentUnknown', person: one });
        }
        // Whoever is in a group moves: that has its own way, with a reason.
        if (stays.some((stay) => stay.enrolment === one && !isOver(stay, from))) continue;
        const rowId = groupMemberId(id, personOf(enrolment), from);
        const set = { ...revival(MEMBER, rowId), group: id, enrolment: one, from, until: null };
        writes.push({ entity: MEMBER, row: rowId, scope: enrolment.scope, set });
        if (enrolment.status === 'waiting') {
          writes.push({
            entity: 'trainingEnrolment',
            row: one,
            scope: enrolment.scope,
            set: { status: 'enrolled' },
          });
        }
      }
      if (writes.length > 0) recordAll([writes]);
      return ok({ added: writes.filter(({ entity }) => entity === MEMBER).length });
    },

    'timetable.pinMember': ({ member: id, pinned }) => {
      const group = id.split(':')[0] ?? '';
      const member = store.membersOf(group).find((one) => one.id === id);
      const at = findGroup(group);
      if (!at.ok) return at;
      if (member === undefined) return bad('member');
      if (!context.mayPlan(at.value.found.wave.id)) return err({ type: 'NotAllowed' });
      record([{ entity: MEMBER, row: id, scope: member.scope, set: { pinned } }]);
      return ok({ id });
    },
  };

  function findGroup(id: string): Result<{ row: GroupRow; found: FoundTraining }, CoreFailure> {
    const row = store.group(id)[0];
    if (row === undefined || row.wave === null) return err({ type: 'GroupUnknown', group: id });
    const found = context.find(row.wave);
    return found.ok ? ok({ row, found: found.value }) : found;
  }
}

function bad(detail: string): Result<never, CoreFailure> {
  return err({ type: 'BadInput', detail });
}

/** Whether somebody's time in a group has ended by a day; one that is to begin has not. */
function isOver(stay: Pick<MemberRow, 'from' | 'until'>, day: string): boolean {
  return stay.until !== null && stay.until <= day && !isMemberOn(stay, day);
}

function byName(one: MemberView, other: MemberView): number {
  return one.name < other.name ? -1 : 1;
}

/** Half-days of each enrolment by what was written down. */
function attendanceBy(
  rows: ReturnType<TrainingStore['attendances']>,
): Map<string, MemberView['attended']> {
  const counted = new Map<string, MemberView['attended']>();
  for (const { enrolment, status } of rows) {
    if (enrolment === null || status === null) continue;
    const counts = counted.get(enrolment) ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
    counted.set(enrolment, counts);
  }
  return counted;
}

function memberView(
  member: MemberRow,
  enrolment: EnrolmentRow,
  attended: MemberView['attended'],
): Omit<MemberView, 'elsewhere'> {
  return {
    id: member.id,
    enrolment: enrolment.id,
    name: enrolment.name ?? enrolment.id,
    function: enrolment.function,
    establishment: enrolment.establishment,
    schoolName: enrolment.schoolName,
    town: enrolment.town,
    from: member.from,
    until: member.until,
    reason: member.reason,
    pinned: member.pinned === true,
    attended,
    pending: member.pending,
  };
}
