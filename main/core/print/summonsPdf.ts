import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { Language } from '../../../shared/kernel/language.ts';
import { changeLines, selfStudyTime } from '../../../shared/training/paperMails.ts';
import { paperWords, type PaperWords } from '../../../shared/training/paperWords.ts';
import {
  halvesOf,
  type PaperContact,
  type PaperSession,
  type SelfStudy,
  type SessionChange,
  type SummonsLetter,
  type SummonsList,
} from '../../../shared/training/papers.ts';
import { fontFile as ownFontFile } from './fontFile.ts';
import { letterTable } from './letterTable.ts';
import { signatureBlock } from './signatureBlock.ts';
import {
  INK_2,
  paperFile,
  paperPage,
  paperParts,
  type FootText,
  type PaperFile,
  type PaperParts,
} from './paper.ts';

const SIDE = 54;
/** Tried in turn until each letter goes on a page. */
const SIZES = [10, 9, 8];
const TIGHT = 1.3;
/** Where the window of an envelope is. */
const RECIPIENT_WIDTH = 236;
const DAY_WIDTH = 124;
const PLACE_WIDTH = 160;

interface Setting {
  readonly list: SummonsList;
  readonly parts: PaperParts;
  readonly words: PaperWords;
  /** Of the text, in points. */
  readonly size: number;
}

/** Letters of summons on A4, each on a page of its own: to people, and to heads about theirs. */
export async function summonsPdf(
  list: SummonsList,
  language: Language,
  fontFile: (name: string) => string = ownFontFile,
): Promise<PaperFile> {
  const words = paperWords(language);
  const { changes } = list;
  const kind = changes === null ? 'summons' : 'change';
  const title = `${words.t(`papers:${kind}.title`)} – ${list.group ?? list.track}`;
  let file: PaperFile | null = null;
  for (const size of SIZES) {
    const setting = { list, parts: paperParts(language, size), words, size };
    const pages = list.letters.map((letter, index) => letterPage(setting, letter, index));
    file = await paperFile({ title, language }, pages, fontFile);
    if (file.pages <= list.letters.length) return file;
  }
  return file!;
}

function letterPage(setting: Setting, letter: SummonsLetter, index: number): ReactElement {
  const { list, parts, words } = setting;
  const { t } = words;
  const isHead = letter.people !== null;
  const people = letter.people ?? [];
  const { programme } = list;
  const place = list.town;
  return paperPage(
    [
      sender(setting),
      recipient(setting, letter),
      parts.text(
        place === null
          ? words.longDay(list.on)
          : t('papers:summons.written', { town: place, day: words.longDay(list.on) }),
        { textAlign: parts.end, lineHeight: TIGHT, marginTop: 10 },
        'written',
      ),
      about(setting, isHead),
      paragraph(parts, t('papers:summons.greeting'), 'greeting'),
      paragraph(
        parts,
        list.changes !== null
          ? t(isHead ? 'papers:change.introHead' : 'papers:change.intro', { programme })
          : isHead
            ? t('papers:summons.introHead', { count: people.length, programme })
            : t('papers:summons.intro', { count: list.sessions.length, programme }),
        'intro',
      ),
      isHead ? peopleTable(setting, people) : null,
      list.changes === null ? sessionsTable(setting) : changesTable(setting, list.changes),
      ...(list.changes === null ? facts(setting) : []),
      paragraph(parts, t('papers:summons.excuse'), 'excuse'),
      paragraph(parts, t('papers:summons.closing'), 'closing'),
      signatureBlock(parts, list.signatory, null),
      laterHead(setting, letter),
    ],
    {
      key: String(index),
      style: { paddingTop: 40, paddingBottom: 28, paddingHorizontal: SIDE, fontSize: setting.size },
    },
  );
}

/** Where a letter goes on: whom it is to, what it is about, and its page. */
function laterHead({ list, parts, words, size }: Setting, letter: SummonsLetter): ReactElement {
  const { t } = words;
  const kind = list.changes === null ? 'summons' : 'change';
  const style = { color: INK_2, fontSize: size - 1 };
  return h(
    View,
    {
      key: 'later',
      fixed: true,
      style: { position: 'absolute', top: 20, left: SIDE, right: SIDE },
    },
    // Boxes of a width of their own: what is written into them is known only when pages are.
    parts.row(
      [
        later('name', parts.start, () => letter.recipient.name),
        later('what', 'center', () => t(`papers:${kind}.title`)),
        later('page', parts.end, (page, pages) => t('papers:page', { page, pages })),
      ],
      { gap: 8 },
    ),
  );

  function later(key: string, textAlign: string, say: FootText): ReactElement {
    return h(View, { key, style: { flex: 1 } }, parts.laterPageText(say, { ...style, textAlign }));
  }
}

function sender({ list, parts, size }: Setting): ReactElement {
  return h(
    View,
    { key: 'sender' },
    parts.text(list.organiser, { fontSize: size + 1, fontWeight: 700, lineHeight: TIGHT }),
    parts.line([list.programme, list.wave], { color: INK_2, lineHeight: TIGHT }),
  );
}

function recipient({ parts }: Setting, { recipient: to }: SummonsLetter): ReactElement {
  const at = [to.establishment, ...to.address, to.town ?? ''].filter(Boolean);
  return parts.row(
    [
      h(
        View,
        { key: 'to', style: { width: RECIPIENT_WIDTH, minHeight: 74 } },
        parts.text(to.name, { fontWeight: 700, lineHeight: TIGHT }),
        parts.text(to.function, { lineHeight: TIGHT }),
        ...at.map((line, index) => parts.text(line, { lineHeight: TIGHT }, String(index))),
      ),
    ],
    { justifyContent: 'flex-end', marginTop: 20 },
    'recipient',
  );
}

function about({ list, parts, words }: Setting, isHead: boolean): ReactElement {
  const { t } = words;
  const kind = list.changes === null ? 'summons' : 'change';
  const subject = t(`papers:${kind}.${isHead ? 'subjectHead' : 'subject'}`);
  return h(
    View,
    { key: 'about', style: { marginTop: 16, marginBottom: 6 } },
    parts.text(`${t('papers:summons.about')} ${subject}`, { fontWeight: 700, lineHeight: TIGHT }),
    parts.line([list.track, list.group], { lineHeight: TIGHT }),
  );
}

function paragraph(parts: PaperParts, text: string, key: string): ReactElement {
  return parts.text(text, { lineHeight: 1.4, marginTop: 8 }, key);
}

function title({ parts }: Setting, text: string): ReactElement {
  return parts.text(text, { fontWeight: 700, lineHeight: TIGHT, marginTop: 10 }, text);
}

function peopleTable(setting: Setting, people: NonNullable<SummonsLetter['people']>): ReactElement {
  const { parts, words } = setting;
  const { t } = words;
  return h(
    View,
    { key: 'people' },
    title(setting, t('papers:summons.people')),
    letterTable(
      parts,
      [
        { name: t('papers:name'), width: null },
        { name: t('papers:function'), width: null },
      ],
      people.map(({ name, function: post }) => [
        [parts.text(name, { fontWeight: 700, lineHeight: TIGHT }, 'name')],
        [parts.text(post, { lineHeight: TIGHT }, 'post')],
      ]),
      setting.size,
    ),
  );
}

function sessionsTable(setting: Setting): ReactElement {
  const { list, parts, words, size } = setting;
  const { t } = words;
  return h(
    View,
    { key: 'sessions' },
    title(setting, t('papers:summons.sessions')),
    list.sessions.length === 0
      ? parts.text(t('papers:summons.noSessions'), { color: INK_2, lineHeight: TIGHT })
      : letterTable(
          parts,
          [
            { name: t('papers:when'), width: DAY_WIDTH },
            { name: t('papers:session'), width: null },
            { name: t('papers:place'), width: PLACE_WIDTH },
          ],
          list.sessions.map((session) => [
            when(setting, session),
            [parts.text(session.title, { fontSize: size - 0.5, lineHeight: TIGHT }, 'title')],
            where(setting, session),
          ]),
          size,
        ),
  );
}

function changesTable(setting: Setting, changes: readonly SessionChange[]): ReactElement {
  const { parts, words, size } = setting;
  const { t } = words;
  const said = changes
    .map((change) => changeLines(change, words))
    .filter(({ length }) => length > 0);
  const style = { fontSize: size - 0.5, lineHeight: TIGHT };
  if (said.length === 0) return paragraph(parts, t('papers:change.none'), 'none');
  return h(
    View,
    { key: 'changes' },
    letterTable(
      parts,
      [{ name: t('papers:change.changes'), width: null }],
      said.map(([headline = '', ...lines]) => [
        [
          parts.text(headline, { ...style, fontWeight: 700 }, 'headline'),
          ...lines.map((line, at) => parts.text(line.trim(), style, String(at))),
        ],
      ]),
      size,
    ),
    paragraph(parts, t('papers:mail.unchanged'), 'unchanged'),
  );
}

function when({ parts, words, size }: Setting, session: PaperSession): ReactElement[] {
  const style = { fontSize: size - 0.5, lineHeight: TIGHT };
  return [
    parts.text(words.heading(words.day(session.on)), { ...style, fontWeight: 700 }, 'day'),
    ...halvesOf(session).map((half) =>
      parts.text(words.hours(session.hours[half]!), { ...style, color: INK_2 }, half),
    ),
  ];
}

function where({ parts, words, size }: Setting, session: PaperSession): ReactElement[] {
  const style = { fontSize: size - 0.5, lineHeight: TIGHT };
  const { place, link, mode } = session;
  const remote = mode === 'remote' || place === null ? words.t(`papers:mode.${mode}`) : null;
  const rest = { ...style, color: INK_2 };
  return [
    ...(remote === null ? [] : [parts.text(words.heading(remote), style, 'mode')]),
    ...(place === null ? [] : [parts.line([place.site, place.room], style, 'site')]),
    ...(place?.address ? [parts.text(place.address, rest, 'address')] : []),
    ...(link === null ? [] : [parts.text(link, { ...style, fontSize: size - 1.5 }, 'link')]),
  ];
}

function facts(setting: Setting): ReactElement[] {
  const { list, words } = setting;
  const { t } = words;
  return [
    fact(setting, t('papers:summons.selfStudy'), selfStudy(list.selfStudy, words)),
    fact(setting, t('papers:trainers'), list.trainers),
    fact(setting, t('papers:summons.bring'), list.bring),
    fact(setting, t('papers:summons.contact'), contact(list.contact)),
  ].filter((each) => each !== null);
}

/** A name beside its lines, as wide as the first column of the table. */
function fact({ parts, size }: Setting, name: string, lines: readonly Line[]): ReactElement | null {
  if (lines.length === 0) return null;
  const style = { fontSize: size - 0.5, lineHeight: TIGHT };
  return h(
    View,
    { key: name, wrap: false },
    parts.row(
      [
        h(
          View,
          { key: 'name', style: { width: DAY_WIDTH } },
          parts.text(name, { ...style, color: INK_2 }),
        ),
        h(
          View,
          { key: 'lines', style: { flex: 1 } },
          ...lines.map((line, index) =>
            typeof line === 'string'
              ? parts.text(line, style, String(index))
              : parts.line(line, style, String(index)),
          ),
        ),
      ],
      { gap: 10, marginTop: 5 },
    ),
  );
}

/** A text, or several that stand side by side. */
type Line = string | readonly (string | null)[];

function selfStudy(course: SelfStudy | null, words: PaperWords): Line[] {
  if (course === null) return [];
  return [
    [course.title, selfStudyTime(course, words)],
    ...(course.link === null ? [] : [course.link]),
  ];
}

function contact(who: PaperContact | null): Line[] {
  if (who === null) return [];
  const { name, function: post, email, phone } = who;
  return [
    [name, post],
    [email, phone],
  ].filter((line) => line.some((part) => !!part));
}
