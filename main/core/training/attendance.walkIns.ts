import { createHash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { plain } from '../../../shared/kernel/plain.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { attendanceContract } from '../../../shared/training/attendance.contract.ts';
import { spreadMark } from '../../../shared/training/attendance.rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import { enrolmentId } from '../../../shared/training/trainingEnrolment.entity.ts';
import type { Write } from '../store/record.ts';
import { personOf, type Marking } from './attendance.marking.ts';
import {
  findSession,
  peopleOf,
  sheetOf,
  tracksOf,
  type EnrolmentRow,
  type FoundSession,
  type SheetParts,
} from './attendance.sheet.ts';

type WalkIn = (typeof attendanceContract)['attendance.walkIn'];
type Who = InputOf<WalkIn>['who'];
type NewPerson = Exclude<Who, { enrolment: string }>;

/** Whoever comes, and the writes that enrol them where they are not. */
interface Came {
  readonly enrolment: EnrolmentRow;
  readonly writes: readonly Write[];
}

const ENTITY = 'trainingEnrolment';
/** Of a fingerprint, as much as keeps two people of a wave apart. */
const FINGERPRINT = 20;

/** Handler of people who come without being expected. */
export function createWalkIns(parts: SheetParts, marking: Marking) {
  const { context, rows } = parts;
  const { store } = context;

  /** The track that somebody new to it is enrolled in. */
  function trackFor({ session, training }: FoundSession): string | null {
    const groups = new Map(store.groups(training.wave.id).map((group) => [group.id, group]));
    const [track] = tracksOf(session, groups);
    return track ?? store.tracks(training.wave.programme)[0]?.id ?? null;
  }

  /** Enrols somebody in a track of the wave; where they are already, that is the one. */
  function enrol(
    { training }: FoundSession,
    track: string,
    person: string,
    scope: ScopeId,
    said: Readonly<Record<string, string | null>>,
  ): Came {
    const wave = training.wave.id;
    const id = enrolmentId(wave, track, person);
    const [known] = store.enrolment(id);
    if (known !== undefined) return { enrolment: known, writes: [] };
    const back = context.revival(ENTITY, id);
    const set = { ...back, wave, track, ...filled(said), status: 'enrolled' };
    return {
      enrolment: { ...empty, ...said, id, scope, wave, track, status: 'enrolled' },
      writes: [{ entity: ENTITY, row: id, scope, set }],
    };
  }

  function known(found: FoundSession, id: string): Result<Came, CoreFailure> {
    const wave = found.training.wave.id;
    const [enrolment] = store.enrolment(id);
    if (enrolment === undefined || enrolment.wave !== wave) {
      return err({ type: 'EnrolmentUnknown', person: id });
    }
    const track = found.session.track ?? enrolment.track;
    if (track === null || track === enrolment.track) return ok({ enrolment, writes: [] });
    return ok(enrol(found, track, personOf(enrolment), enrolment.scope, saidOf(enrolment)));
  }

  function newcomer(found: FoundSession, who: NewPerson): Result<Came, CoreFailure> {
    const wave = found.training.wave.id;
    const name = who.name.trim().replaceAll(/\s+/g, ' ');
    if (name === '') return err({ type: 'BadInput', detail: 'name' });
    const schools = rows.schools(wave);
    const typed = plain(who.schoolName ?? '').trim();
    const named = schools.filter((one) => typed !== '' && plain(one.name) === typed);
    const school =
      who.establishment === undefined
        ? named.length === 1
          ? named[0]
          : undefined
        : schools.find(({ id }) => id === who.establishment);
    if (who.establishment !== undefined && school === undefined) {
      return err({ type: 'EstablishmentUnknown', establishment: who.establishment });
    }
    const same = store
      .enrolments(wave)
      .find(
        (one) =>
          plain(one.name ?? '') === plain(name) &&
          (school === undefined
            ? plain(one.schoolName ?? '') === typed
            : one.establishment === school.id),
      );
    if (same !== undefined) return known(found, same.id);
    const track = trackFor(found);
    if (track === null) return err({ type: 'BadInput', detail: 'track' });
    const scope: ScopeId =
      school === undefined ? scopeId('waveTraining', wave) : scopeId('schoolTraining', school.id);
    // Two computers that add the same person without a network make one of them.
    const fingerprint = createHash('sha256')
      .update([scope, plain(name), typed].join('\n'))
      .digest('hex')
      .slice(0, FINGERPRINT);
    return ok(
      enrol(found, track, `n-${fingerprint}`, scope, {
        name,
        function: who.function?.trim() || null,
        establishment: school?.id ?? null,
        schoolName: school?.name ?? (who.schoolName?.trim() || null),
        schoolNameAr: school?.nameAr ?? null,
        town: school?.town ?? null,
      }),
    );
  }

  return (input: InputOf<WalkIn>): Result<OutputOf<WalkIn>, CoreFailure> => {
    const found = marking.findToMark(input.session);
    if (!found.ok) return found;
    const { session } = found.value;
    const half = input.half ?? 'all';
    if (half !== 'all' && !session.halves.includes(half)) {
      return err({ type: 'BadInput', detail: 'half' });
    }
    const came =
      'enrolment' in input.who
        ? known(found.value, input.who.enrolment)
        : newcomer(found.value, input.who);
    if (!came.ok) return came;
    const { enrolment, writes } = came.value;
    const people = peopleOf(parts, session);
    const already = people.find((one) => one.enrolment.id === enrolment.id);
    const expected = (already?.group ?? null) !== null;
    const stay = rows.staysOf(enrolment.id).find((one) => isMemberOn(one, session.day));
    const sender = people.find((one) => one.enrolment.id === input.replaces)?.enrolment.name;
    const person = { enrolment, group: already?.group ?? stay?.group ?? null };
    const marks = spreadMark(session.halves, half, 'present').flatMap((said) => {
      const row = already?.marks.find((one) => one.half === said.half);
      const set = {
        status: said.status,
        arrivedAt: said.arrivedAt,
        ...(expected ? {} : { walkIn: true }),
        replaces: input.replaces === undefined ? undefined : (sender ?? input.replaces),
      };
      return marking.write(found.value, person, said.half, row, set) ?? [];
    });
    marking.record(found.value, [...writes, ...marks]);
    const after = findSession(parts, session.key);
    if (!after.ok) return after;
    return ok({ enrolment: enrolment.id, sheet: sheetOf(parts, after.value) });
  };
}

const empty = {
  person: null,
  name: null,
  firstName: null,
  lastName: null,
  email: null,
  function: null,
  establishment: null,
  schoolName: null,
  schoolNameAr: null,
  town: null,
  note: null,
  pending: true,
};

function filled(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((one): one is [string, string] => one[1] !== null),
  );
}

/** What an enrolment says of its person, in whatever track. */
function saidOf(of: EnrolmentRow): Readonly<Record<string, string | null>> {
  const { person, name, firstName, lastName, email } = of;
  const { establishment, schoolName, schoolNameAr, town } = of;
  const who = { person, name, firstName, lastName, email };
  return { ...who, function: of.function, establishment, schoolName, schoolNameAr, town };
}
