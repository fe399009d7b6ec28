import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { matches, plain } from '../../../shared/kernel/plain.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type {
  attendanceContract,
  FoundPerson,
} from '../../../shared/training/attendance.contract.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import { createMarking } from './attendance.marking.ts';
import { createMoving } from './attendance.moving.ts';
import { createOpinions } from './attendance.opinions.ts';
import { createPersonHandlers } from './attendance.person.ts';
import {
  dayOn,
  findDays,
  findSession,
  groupName,
  peopleOf,
  sheetOf,
  type SheetParts,
} from './attendance.sheet.ts';
import type { AttendanceStore } from './attendance.store.ts';
import { createWalkIns } from './attendance.walkIns.ts';
import type { TrainingContext } from './training.context.ts';

/** As many as a list of people found shows. */
const MAX_FOUND = 20;

/** Who came to sessions, and what each has learned. */
export function createAttendanceHandlers(
  context: TrainingContext,
  rows: AttendanceStore,
): Handlers<typeof attendanceContract, CoreFailure> {
  const parts: SheetParts = { context, rows };
  const { store } = context;
  const marking = createMarking(parts);

  function find(wave: string, text: string): Result<FoundPerson[], CoreFailure> {
    const found = context.find(wave);
    if (!found.ok) return found;
    if (text.trim() === '') return ok([]);
    const { today, wave: of } = found.value;
    const seen = new Set<string>();
    const people = store.enrolments(wave).filter((one) => {
      const key = one.person ?? one.id;
      if (one.status === 'withdrawn' || seen.has(key)) return false;
      const said = plain([one.name, one.schoolName, one.town].filter(Boolean).join(' '));
      if (!matches(said, text)) return false;
      seen.add(key);
      return true;
    });
    const groups = new Map(store.groups(wave).map((group) => [group.id, group]));
    const tracks = new Map(store.tracks(of.programme).map((track) => [track.id, track]));
    return ok(
      people.slice(0, MAX_FOUND).map((one) => {
        const stay = rows.staysOf(one.id).find((member) => isMemberOn(member, today));
        const group = groups.get(stay?.group ?? '');
        const track = tracks.get(one.track ?? '');
        return {
          enrolment: one.id,
          name: one.name ?? one.id,
          function: one.function,
          schoolName: one.schoolName,
          town: one.town,
          track:
            track === undefined ? null : { id: track.id, label: track.label ?? { fr: track.id } },
          group: group === undefined ? null : groupName(group),
        };
      }),
    );
  }

  return {
    'attendance.sheet': ({ session }) => {
      const found = findSession(parts, session);
      return found.ok ? ok(sheetOf(parts, found.value)) : found;
    },
    'attendance.progress': ({ wave }) => {
      const found = context.find(wave);
      if (!found.ok) return found;
      return ok(
        rows.progress(wave).flatMap(({ session: id, day, marked, pending }) => {
          const known = findDays(parts, id);
          if (!known.ok) return [];
          const { days, on } = known.value;
          // A mark that names no day of a series is of the day that it was written for.
          const session = dayOn(days, on ?? day ?? days[0]!.day) ?? days[0]!;
          const expected = peopleOf(parts, session).length;
          return [{ session: session.key, expected, marked, pending: pending === 1 }];
        }),
      );
    },
    'attendance.mark': (input) => marking.mark(input),
    'attendance.rest': (input) => marking.rest(input),
    'attendance.walkIn': createWalkIns(parts, marking),
    'attendance.find': ({ wave, text }) => find(wave, text),
    'attendance.schools': ({ wave }) => {
      const found = context.find(wave);
      if (!found.ok) return found;
      return context.mayRecord(wave) ? ok(rows.schools(wave)) : err({ type: 'NotAllowed' });
    },
    'attendance.move': createMoving(parts),
    ...createPersonHandlers(parts),
    ...createOpinions(parts),
  };
}
