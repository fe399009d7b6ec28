import type { TFunction } from 'i18next';
import type { LocalDate } from '../kernel/dates.ts';
import type { Minutes, MinutesDifficulty, MinutesSchool } from './minutes.ts';
import { presenceStatuses } from './tutoringSession.entity.ts';

/** How papers say things in one language. */
interface MailWords {
  readonly t: TFunction;
  /** `mercredi 10 janvier 2024`. */
  day(date: LocalDate): string;
  /** `10 janvier 2024`. */
  longDay(date: LocalDate): string;
  /** What must not carry its neighbours along: it may be in Latin letters. */
  apart(text: string): string;
  list(parts: readonly string[]): string;
}

/** The minutes as a mail without markup, ready for a mail program. Lines end in `\n`. */
export function minutesMail(
  minutes: Minutes,
  words: MailWords,
): { readonly subject: string; readonly body: string } {
  const { t } = words;
  const day = words.longDay(minutes.day);
  const { programme, group, theme, summary } = minutes;
  const labelled = (label: string, text: string): string =>
    t('tutoringLog:minutes.labelled', { label, text: words.apart(text) });
  const item = (parts: readonly (string | null)[]): string =>
    t('tutoringLog:minutes.item', { text: words.list(parts.filter((part) => part !== null)) });
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [title, ...lines];
  const paragraphs = [
    [t('tutoringLog:minutes.hello')],
    [t('tutoringLog:minutes.intro', { day: words.day(minutes.day) })],
    [
      ...(theme === null ? [] : [labelled(t('tutoringLog:minutes.theme'), theme)]),
      ...(summary === null ? [] : [labelled(t('tutoringLog:minutes.summary'), summary)]),
    ],
    part(
      t('tutoringLog:minutes.presence'),
      presenceStatuses.flatMap((status) => {
        const schools = minutes.presence[status];
        if (schools.length === 0) return [];
        const names = words.list(schools.map((school) => minutesSchool(t, school)));
        return [
          `  ${t('tutoringLog:minutes.labelled', { label: t(`tutoringLog:presence.${status}`), text: names })}`,
        ];
      }),
    ),
    part(
      t('tutoringLog:minutes.difficulties'),
      minutes.difficulties.flatMap((one) => difficultyLines(one, words)),
    ),
    part(
      t('tutoringLog:minutes.answers'),
      minutes.answers.map(({ text, school }) => item([school, text])),
    ),
    part(
      t('tutoringLog:minutes.followUps'),
      minutes.followUps.map(({ text, school, who, by }) =>
        item([school, text, who, by === null ? null : words.longDay(by)]),
      ),
    ),
    part(
      t('tutoringLog:minutes.notes'),
      minutes.notes.map(({ text, school }) => item([school, text])),
    ),
    [t('tutoringLog:minutes.thanks'), words.list(minutes.tutors)],
  ];
  return {
    subject: t('tutoringLog:minutes.subject', { programme, day, group }),
    body: paragraphs
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  };
}

/** A school in a list of minutes, with what is not settled of it. */
export function minutesSchool(t: TFunction, { name, disputed }: MinutesSchool): string {
  return disputed ? t('tutoringLog:minutes.disputed', { school: name }) : name;
}

function difficultyLines(
  { text, school, state, answers }: MinutesDifficulty,
  words: MailWords,
): string[] {
  const { t } = words;
  const said = [school ?? t('tutoringLog:minutes.all'), text, t(`tutoringLog:state.${state}`)];
  return [
    t('tutoringLog:minutes.item', { text: words.list(said) }),
    ...answers.map(
      (answer) =>
        `  ${t('tutoringLog:minutes.labelled', { label: t('tutoringLog:minutes.answer'), text: words.apart(answer) })}`,
    ),
  ];
}
