import type { InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { attendanceContract } from '../../../shared/training/attendance.contract.ts';
import { decideMove, lastDayIn } from '../../../shared/training/attendance.rules.ts';
import { groupMemberId } from '../../../shared/training/trainingEnrolment.entity.ts';
import type { Write } from '../store/record.ts';
import { personOf } from './attendance.marking.ts';
import type { SheetParts } from './attendance.sheet.ts';

type Move = (typeof attendanceContract)['attendance.move'];

const ENTITY = 'groupMember';

/** Handler of moves from a group to another. */
export function createMoving({ context, rows }: SheetParts) {
  const { store } = context;
  const labelOf = (group: string): string => store.group(group)[0]?.label ?? group;
  return (input: InputOf<Move>): Result<OutputOf<Move>, CoreFailure> => {
    const { enrolment: id, from, to, on } = input;
    const [enrolment] = store.enrolment(id);
    if (enrolment === undefined) return err({ type: 'EnrolmentUnknown', person: id });
    const wave = enrolment.wave ?? '';
    const found = context.find(wave);
    if (!found.ok) return found;
    if (!context.mayRecord(wave)) return err({ type: 'NotAllowed' });
    const [group] = store.group(to);
    if (group === undefined || group.wave !== wave) return err({ type: 'GroupUnknown', group: to });
    if (group.track !== null && group.track !== enrolment.track) {
      return err({ type: 'BadInput', detail: 'to' });
    }
    if (from === to) return err({ type: 'BadInput', detail: 'to' });
    const stays = rows.staysOf(id);
    if (from !== null && !stays.some((stay) => stay.group === from)) {
      return err({ type: 'GroupUnknown', group: from });
    }
    const move = decideMove(
      stays,
      { from, to, on },
      {
        marked: from === null ? null : lastDayIn(from, rows.marksOf(id)),
        held: rows.heldWithout(to, id, on, found.value.today),
      },
    );
    const name = enrolment.name ?? id;
    if (move === null) return err({ type: 'NotInGroup', name, group: labelOf(from!) });
    if ('early' in move) {
      const { why, day } = move.early;
      return err({
        type: 'MoveTooEarly',
        name,
        group: labelOf(why === 'held' ? to : from!),
        why,
        day,
      });
    }
    const reason = input.reason?.trim() || null;
    const said = reason === null ? {} : { reason };
    const writes: Write[] = stays
      .filter((stay) => move.ends.includes(stay.id))
      .map((stay) =>
        // Who never was there on any day was not there at all.
        stay.from !== null && stay.from >= on
          ? { entity: ENTITY, row: stay.id, scope: stay.scope, set: { deleted: true } }
          : { entity: ENTITY, row: stay.id, scope: stay.scope, set: { until: on, ...said } },
      );
    if (move.begins) {
      const row = groupMemberId(to, personOf(enrolment), on);
      const there = stays.find((stay) => stay.id === row);
      const set =
        there === undefined
          ? { ...context.revival(ENTITY, row), group: to, enrolment: id, from: on, ...said }
          : said;
      writes.push({
        entity: ENTITY,
        row,
        scope: enrolment.scope,
        // One that had ended, or was taken back, goes on.
        set: { ...set, until: null },
      });
    }
    if (writes.length > 0) context.record(writes);
    return ok({ enrolment: id, group: to, on });
  };
}
