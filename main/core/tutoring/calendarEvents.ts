import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { CalendarEvent } from '../../../shared/calendar/calendarEvent.ts';
import {
  eventNumber,
  rosterWritten,
  type WrittenStay,
} from '../../../shared/calendar/eventNumber.ts';
import { stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import type {
  TutoringGroupView,
  TutoringSessionView,
} from '../../../shared/tutoring/tutoring.contract.ts';
import type { Tutor } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { Reader } from '../store/database.ts';
import type { TutoringContext } from './tutoring.context.ts';
import type { TutoringViews } from './tutoring.views.ts';

/** What those who come have to know of a session: with each of these its number grows. */
const TOLD = ['day', 'from', 'to', 'link', 'status', 'theme', 'establishment', 'tutors', 'deleted'];
/** The same of the series that it is of. */
const TOLD_OF_SERIES = ['first', 'from', 'to', 'everyWeeks', 'until', 'link', 'tutors'];
/** What says that a school is in a group. */
const JOINS = ['from', 'deleted'];

interface Query {
  readonly wave?: string | undefined;
  readonly person?: string | undefined;
  readonly group?: string | undefined;
  readonly sessions?: readonly string[] | undefined;
  readonly language: Language;
}

interface Content {
  readonly name: string;
  readonly timeZone: string;
  readonly events: readonly CalendarEvent[];
}

/**
 * Reads sessions of tutoring as events of a calendar: all, those of a group, those that somebody
 * leads or whose school comes to them, or those that are named. What their school came to before it
 * left the group is among them as cancelled. Answers no event where it knows nothing of them.
 */
export function createTutoringEvents(
  db: Reader,
  context: TutoringContext,
  views: TutoringViews,
): (query: Query) => Result<Content, CoreFailure> {
  const stampsOf = db.prepare<[string, string], { id: string; stamps: string }>(
    `SELECT id, stamps FROM tutoring_session WHERE "group" = ?
     UNION ALL SELECT id, stamps FROM tutoring_group WHERE id = ?`,
  );
  const staysIn = db.prepare<
    [string],
    { from: LocalDate | null; until: LocalDate | null; stamps: string }
  >('SELECT "from", until, stamps FROM tutoring_member WHERE "group" = ?');

  // Where somebody holds a role, or is enrolled from.
  const schoolsOf = db
    .prepare<[string, string], string>(
      `SELECT substr(scope, length('establishment:') + 1) FROM "grant"
       WHERE person = ? AND scope LIKE 'establishment:%' AND deleted IS NULL
       UNION SELECT establishment FROM training_enrolment
       WHERE person = ? AND establishment IS NOT NULL AND status IS NOT 'withdrawn'
         AND deleted IS NULL`,
    )
    .pluck();

  return ({ wave: wanted, person, group, sessions, language }) => {
    const { t } = createMessages(language);
    const chosen = sessions === undefined ? null : new Set(sessions);
    const waves = context.ground.waves().filter(({ id }) => wanted === undefined || id === wanted);
    const schools = new Set(person === undefined ? [] : schoolsOf.all(person, person));
    const events = waves.flatMap((wave) => {
      const stays =
        schools.size === 0
          ? []
          : context.store
              .members(wave.id)
              .filter(({ establishment }) => schools.has(establishment ?? ''));
      const concerns = (session: TutoringSessionView): 'now' | 'once' | 'never' => {
        const { establishment, group: of, day } = session;
        if (person === undefined) return 'now';
        if (tutorsOf(byId.get(of)!.one, session).some(({ id }) => id === person)) return 'now';
        if (establishment !== null) return schools.has(establishment) ? 'now' : 'never';
        const inGroup = stays.filter((stay) => stay.group === of);
        if (inGroup.some((stay) => isFollowedOn(stay, day))) return 'now';
        return inGroup.some(({ from }) => from === null || from <= day) ? 'once' : 'never';
      };
      const groups = views.groups(wave).filter(({ id }) => group === undefined || id === group);
      const byId = new Map(groups.map((one) => [one.id, { one, written: writtenOf(one.id) }]));
      return views
        .sessions(wave, groups)
        .filter(({ id }) => chosen === null || chosen.has(id))
        .flatMap((session) => {
          const concern = concerns(session);
          if (concern === 'never') return [];
          const { one, written } = byId.get(session.group)!;
          const event = eventOf(wave, one, session, written, t('tutoring:session'));
          return concern === 'now' ? event : { ...event, status: 'cancelled' as const };
        });
    });
    const label = waves.flatMap(views.groups).find(({ id }) => id === group)?.label;
    return ok({
      name: [t('tutoring:title'), ...(label === undefined ? [] : [label])].join(' · '),
      timeZone: waves[0]?.timeZone ?? 'Europe/Paris',
      events,
    });
  };

  function writtenOf(group: string): Written {
    return {
      rows: new Map(stampsOf.all(group, group).map(({ id, stamps }) => [id, parse(stamps)])),
      stays: staysIn.all(group).map(({ stamps: text, ...stay }): WrittenStay => {
        const stamps = parse(text);
        return { ...stay, joined: latest(stamps, JOINS), left: latest(stamps, ['until']) };
      }),
    };
  }
}

type Stamps = Readonly<Record<string, Stamp>>;

/** When a group, its sessions and the times of its schools in it were written. */
interface Written {
  readonly rows: ReadonlyMap<string, Stamps>;
  readonly stays: readonly WrittenStay[];
}

function parse(stamps: string): Stamps {
  return JSON.parse(stamps) as Stamps;
}

function latest(stamps: Stamps, fields: readonly string[]): number {
  return Math.max(0, ...fields.flatMap((name) => stamps[name] ?? []).map(stampTime));
}

/** Who leads a session, or led it: whoever has left since was there all the same. */
function tutorsOf(
  { tutors, former = [] }: TutoringGroupView,
  session: Pick<TutoringSessionView, 'tutors' | 'day'>,
): Tutor[] {
  const isIn = ({ id }: Tutor): boolean => session.tutors.includes(id);
  return [
    ...tutors.filter(isIn),
    ...former.filter((one) => isIn(one) || (one.left ?? '') > session.day),
  ];
}

/** Whether a school is in a group on a day. */
function isFollowedOn(
  { from, until }: { readonly from: LocalDate | null; readonly until: LocalDate | null },
  day: LocalDate,
): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}

function eventOf(
  wave: GroundWave,
  group: TutoringGroupView,
  session: TutoringSessionView,
  written: Written,
  unnamed: string,
): CalendarEvent {
  const own = written.rows.get(session.id) ?? {};
  const ofSeries = written.rows.get(group.id) ?? {};
  const roster = written.stays.map((stay) => rosterWritten(stay, session.day));
  const told = Math.max(latest(own, TOLD), latest(ofSeries, TOLD_OF_SERIES), ...roster);
  const tutors = tutorsOf(group, session);
  const { day, from, to, theme, reason, link, status } = session;
  return {
    uid: `${session.id}@bascule`,
    sequence: eventNumber(told),
    title: `${theme ?? unnamed} (${group.label})`,
    description: [
      group.label,
      tutors.map(({ name }) => name).join(', '),
      group.schools.find(({ id }) => id === session.establishment)?.name ?? '',
      reason ?? '',
    ]
      .filter(Boolean)
      .join('\n'),
    location: '',
    day,
    from,
    to,
    timeZone: wave.timeZone,
    url: link,
    // Nobody works then, and nobody has said otherwise.
    status: status === 'cancelled' || status === 'dayOff' ? 'cancelled' : 'confirmed',
    organizer: null,
    attendees: tutors.map(({ name, email }) => ({ name, email: email ?? '', role: 'trainer' })),
    repeats: null,
    lastModified: Math.max(latest(own, Object.keys(own)), told),
  };
}
