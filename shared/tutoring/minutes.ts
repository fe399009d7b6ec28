import type { LocalDate } from '../kernel/dates.ts';
import type { Language } from '../kernel/language.ts';
import { inScript } from '../kernel/script.ts';
import type { LogLine, LogSchool, SessionLog } from './log.contract.ts';
import { toldOnce } from './log.twins.ts';
import type { presenceStatuses } from './tutoringSession.entity.ts';

type Presence = (typeof presenceStatuses)[number];

/** What the minutes of a session say. */
export interface Minutes {
  readonly programme: string;
  readonly wave: string;
  readonly group: string;
  readonly tutors: readonly string[];
  readonly day: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly theme: string | null;
  readonly summary: string | null;
  /** Schools by whether they were there; `unmarked`: nobody has noted it. */
  readonly presence: Readonly<Record<Presence | 'unmarked', readonly MinutesSchool[]>>;
  readonly difficulties: readonly MinutesDifficulty[];
  /** Answers that are about no difficulty. */
  readonly answers: readonly MinutesLine[];
  readonly followUps: readonly (MinutesLine & {
    readonly who: string | null;
    readonly by: LocalDate | null;
    readonly doneOn: LocalDate | null;
  })[];
  readonly notes: readonly MinutesLine[];
  /** Who of the schools can be written to. */
  readonly contacts: readonly { readonly name: string | null; readonly email: string }[];
}

export interface MinutesSchool {
  readonly name: string;
  readonly town: string | null;
  readonly people: string | null;
  /** Two people have noted it apart, and nobody has settled it. */
  readonly disputed: boolean;
}

interface MinutesLine {
  readonly text: string;
  /** The school that it is about; null: all. */
  readonly school: string | null;
  readonly theme: string | null;
}

export interface MinutesDifficulty extends MinutesLine {
  readonly state: NonNullable<LogLine['state']>;
  readonly blocker: string | null;
  readonly answers: readonly string[];
}

/**
 * The minutes of a session as its log is now, with names as a language writes them.
 * @param disputed rows of marks that nobody has settled
 */
export function minutesFrom(
  log: SessionLog,
  language: Language,
  disputed: ReadonlySet<string> = new Set(),
): Omit<Minutes, 'contacts'> {
  const { session, group, wave, schools } = log;
  // What both tutors wrote down is printed once.
  const lines = toldOnce(log.lines);
  const names = new Map(schools.map((school) => [school.id, schoolName(school, language)]));
  const line = ({ text, theme, establishment }: LogLine): MinutesLine => ({
    text,
    theme,
    school: establishment === null ? null : (names.get(establishment) ?? establishment),
  });
  const of = (kind: LogLine['kind']): LogLine[] => lines.filter((one) => one.kind === kind);
  const difficulties = of('difficulty');
  const known = new Set(difficulties.map(({ id }) => id));
  const answers = of('answer');
  const inState = (status: Presence | null): MinutesSchool[] =>
    schools
      .filter((school) => school.status === status)
      .map((school) => ({
        name: schoolName(school, language),
        town: school.town === null ? null : inScript(school.town, language),
        people: school.people,
        disputed: disputed.has(school.presence),
      }));
  const tutors = group.tutors.filter(({ id }) => session.tutors.includes(id));
  return {
    programme: inScript(wave.programme.name, language),
    wave: inScript(wave.label, language),
    group: inScript(group.label, language),
    tutors: (tutors.length > 0 ? tutors : group.tutors).map(({ name }) => inScript(name, language)),
    day: session.day,
    from: session.from,
    to: session.to,
    theme: session.theme,
    summary: session.summary,
    presence: {
      present: inState('present'),
      late: inState('late'),
      excused: inState('excused'),
      absent: inState('absent'),
      unmarked: inState(null),
    },
    difficulties: difficulties.map((one) => ({
      ...line(one),
      state: one.state ?? 'open',
      blocker: one.blocker?.title ?? null,
      answers: answers.filter(({ about }) => about === one.id).map(({ text }) => text),
    })),
    answers: answers.filter(({ about }) => about === null || !known.has(about)).map(line),
    followUps: of('followUp').map((one) => ({
      ...line(one),
      who: one.who,
      by: one.by,
      doneOn: one.doneOn,
    })),
    notes: of('note').map(line),
  };
}

/** A school with its town, where its name does not say it. */
function schoolName(school: LogSchool, language: Language): string {
  const name = language === 'ar' ? school.nameAr || school.name : school.name;
  const town = school.town === null ? null : inScript(school.town, language);
  return town === null || name.includes(town) ? name : `${name} (${town})`;
}
