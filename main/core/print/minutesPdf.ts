import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { Language } from '../../../shared/kernel/language.ts';
import { paperWords, type PaperWords } from '../../../shared/training/paperWords.ts';
import type { Minutes, MinutesSchool } from '../../../shared/tutoring/minutes.ts';
import { minutesSchool } from '../../../shared/tutoring/minutesMail.ts';
import { fontFile as ownFontFile } from './fontFile.ts';
import { letterTable } from './letterTable.ts';
import {
  INK_2,
  paperFile,
  paperPage,
  paperParts,
  type PaperFile,
  type PaperParts,
} from './paper.ts';

const SIDE = 46;
const SIZE = 9.5;
const TIGHT = 1.3;
const LABEL_WIDTH = 92;
const SCHOOL_WIDTH = 118;
const STATE_WIDTH = 62;
const WHO_WIDTH = 104;
const BY_WIDTH = 84;
/** A line of more letters than these need not stay on one page. */
const LONG_LETTERS = 600;
const STATUSES = ['present', 'late', 'excused', 'absent', 'unmarked'] as const;

interface Setting {
  readonly minutes: Minutes;
  readonly parts: PaperParts;
  readonly words: PaperWords;
}

/** The minutes of a session of tutoring on A4. */
export async function minutesPdf(
  minutes: Minutes,
  language: Language,
  fontFile: (name: string) => string = ownFontFile,
): Promise<PaperFile> {
  const words = paperWords(language);
  const setting = { minutes, parts: paperParts(language, SIZE), words };
  const title = `${words.t('tutoringLog:minutes.title')} – ${minutes.group} – ${minutes.day}`;
  return paperFile({ title, language }, [page(setting)], fontFile);
}

function page(setting: Setting): ReactElement {
  const { minutes, parts, words } = setting;
  const { t } = words;
  return paperPage(
    [
      ...head(setting),
      facts(setting),
      ...presence(setting),
      ...difficulties(setting),
      ...list(
        setting,
        t('tutoringLog:minutes.answers'),
        minutes.answers.map(({ text, school }) => [school, text]),
      ),
      ...followUps(setting),
      ...list(
        setting,
        t('tutoringLog:minutes.notes'),
        minutes.notes.map(({ text, school }) => [school, text]),
      ),
      foot(setting),
    ],
    { style: { paddingTop: 40, paddingBottom: 44, paddingHorizontal: SIDE, fontSize: SIZE } },
  );

  function foot({ minutes: { group, day } }: Setting): ReactElement {
    return h(
      View,
      {
        key: 'foot',
        fixed: true,
        style: { position: 'absolute', bottom: 22, left: SIDE, right: SIDE },
      },
      parts.pageText(
        (number, pages) =>
          t('tutoringLog:minutes.foot', {
            group,
            day: words.longDay(day),
            page: number,
            pages,
          }),
        { fontSize: 8, color: INK_2 },
      ),
    );
  }
}

function head({ minutes, parts, words }: Setting): ReactElement[] {
  const { programme, wave, group, day, from, to } = minutes;
  const { t } = words;
  return [
    parts.line([programme, wave], { color: INK_2, lineHeight: TIGHT }, 'programme'),
    parts.text(
      t('tutoringLog:minutes.title'),
      { fontSize: 15, fontWeight: 700, lineHeight: TIGHT, marginTop: 2 },
      'title',
    ),
    parts.line([group], { fontSize: 11, fontWeight: 700, lineHeight: TIGHT }, 'group'),
    parts.text(
      words.heading(
        t('tutoringLog:minutes.when', { day: words.day(day), hours: words.hours({ from, to }) }),
      ),
      { lineHeight: TIGHT, marginBottom: 8 },
      'when',
    ),
  ];
}

function facts(setting: Setting): ReactElement {
  const { minutes, words } = setting;
  const { t } = words;
  const { tutors, theme, summary } = minutes;
  return h(
    View,
    { key: 'facts' },
    ...(tutors.length === 0 ? [] : [fact(setting, t('tutoringLog:minutes.tutors'), [...tutors])]),
    ...(theme === null ? [] : [fact(setting, t('tutoringLog:minutes.theme'), [theme])]),
    ...(summary === null
      ? []
      : [fact(setting, t('tutoringLog:minutes.summary'), summary.split('\n'), true)]),
  );
}

/** A name beside what it is: side by side, or one below the other. */
function fact(
  { parts }: Setting,
  name: string,
  said: readonly string[],
  below = false,
): ReactElement {
  return h(
    View,
    { key: name },
    parts.row(
      [
        h(
          View,
          { key: 'name', style: { width: LABEL_WIDTH } },
          parts.text(name, { color: INK_2, lineHeight: TIGHT }),
        ),
        h(
          View,
          { key: 'said', style: { flex: 1 } },
          ...(below
            ? said.map((line, index) => parts.text(line, { lineHeight: 1.4 }, String(index)))
            : [parts.line(said, { lineHeight: TIGHT })]),
        ),
      ],
      { gap: 10, marginTop: 3 },
    ),
  );
}

function title({ parts }: Setting, text: string): ReactElement {
  return h(
    View,
    { key: `title ${text}`, minPresenceAhead: 48, style: { marginTop: 14, marginBottom: 2 } },
    parts.text(text, { fontSize: 11, fontWeight: 700, lineHeight: TIGHT }),
  );
}

function presence(setting: Setting): ReactElement[] {
  const { minutes, words } = setting;
  const { t } = words;
  const named = (school: MinutesSchool): string =>
    school.people === null
      ? minutesSchool(t, school)
      : `${minutesSchool(t, school)} – ${school.people}`;
  return [
    title(setting, t('tutoringLog:minutes.presence')),
    ...STATUSES.filter((status) => minutes.presence[status].length > 0).map((status) => {
      const schools = minutes.presence[status];
      const label =
        status === 'unmarked'
          ? t('tutoringLog:minutes.unmarked')
          : t(`tutoringLog:presence.${status}`);
      return fact(setting, `${label} (${schools.length})`, schools.map(named));
    }),
  ];
}

function difficulties(setting: Setting): ReactElement[] {
  const { minutes, parts, words } = setting;
  const { t } = words;
  const small = { fontSize: SIZE - 1, color: INK_2, lineHeight: TIGHT };
  const heading = title(setting, t('tutoringLog:minutes.difficulties'));
  if (minutes.difficulties.length === 0) {
    return [
      heading,
      parts.text(
        t('tutoringLog:minutes.noDifficulties'),
        { color: INK_2, lineHeight: TIGHT },
        'none',
      ),
    ];
  }
  return [
    heading,
    h(
      View,
      { key: 'difficulties' },
      letterTable(
        parts,
        [
          { name: t('tutoringLog:minutes.school'), width: SCHOOL_WIDTH },
          { name: t('tutoringLog:minutes.difficulty'), width: null },
          { name: t('tutoringLog:minutes.answer'), width: null },
          { name: t('tutoringLog:minutes.state'), width: STATE_WIDTH },
        ],
        minutes.difficulties.map(({ school, text, theme, blocker, answers, state }) => [
          [parts.text(school ?? t('tutoringLog:minutes.all'), { lineHeight: TIGHT }, 'school')],
          [
            parts.text(text, { lineHeight: TIGHT }, 'text'),
            ...(theme === null ? [] : [parts.text(theme, small, 'theme')]),
            ...(blocker === null || blocker === text
              ? []
              : [
                  parts.text(
                    t('tutoringLog:minutes.blocker', { title: blocker }),
                    small,
                    'blocker',
                  ),
                ]),
          ],
          answers.map((answer, index) => parts.text(answer, { lineHeight: TIGHT }, String(index))),
          [
            parts.text(
              t(`tutoringLog:state.${state}`),
              { fontWeight: 700, lineHeight: TIGHT },
              's',
            ),
          ],
        ]),
        SIZE,
      ),
    ),
  ];
}

function followUps(setting: Setting): ReactElement[] {
  const { minutes, parts, words } = setting;
  const { t } = words;
  if (minutes.followUps.length === 0) return [];
  const text = (said: string | null, key: string): ReactElement[] =>
    said === null ? [] : [parts.text(said, { lineHeight: TIGHT }, key)];
  return [
    title(setting, t('tutoringLog:minutes.followUps')),
    h(
      View,
      { key: 'followUps' },
      letterTable(
        parts,
        [
          { name: t('tutoringLog:minutes.school'), width: SCHOOL_WIDTH },
          { name: t('tutoringLog:minutes.what'), width: null },
          { name: t('tutoringLog:minutes.who'), width: WHO_WIDTH },
          { name: t('tutoringLog:minutes.by'), width: BY_WIDTH },
        ],
        minutes.followUps.map(({ school, text: what, who, by, doneOn }) => [
          text(school ?? t('tutoringLog:minutes.all'), 'school'),
          text(what, 'what'),
          text(who, 'who'),
          [
            ...text(by === null ? null : words.longDay(by), 'by'),
            ...text(
              doneOn === null
                ? null
                : t('tutoringLog:minutes.doneOn', { day: words.longDay(doneOn) }),
              'done',
            ),
          ],
        ]),
        SIZE,
      ),
    ),
  ];
}

function list(
  setting: Setting,
  heading: string,
  lines: readonly (readonly (string | null)[])[],
): ReactElement[] {
  const { parts } = setting;
  if (lines.length === 0) return [];
  return [
    title(setting, heading),
    h(
      View,
      { key: heading },
      ...lines.map((line, index) =>
        h(
          View,
          { key: index, wrap: isLong(line), style: { marginTop: 3 } },
          parts.line(line, { lineHeight: 1.4 }),
        ),
      ),
    ),
  ];
}

/** Whether a line goes on over so many that it may do so on the next page. */
function isLong(line: readonly (string | null)[]): boolean {
  return line.reduce((sum, part) => sum + (part?.length ?? 0), 0) > LONG_LETTERS;
}
