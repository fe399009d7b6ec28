import type { Language } from '../kernel/language.ts';
import { paperWords, type PaperWords } from './paperWords.ts';
import type {
  ChangeNotice,
  PaperContact,
  PaperSession,
  PaperTraining,
  SelfStudy,
  SessionChange,
  SummonsList,
} from './papers.ts';

/** A mail without markup, ready for a mail program. Lines end in `\n`. */
export interface PlainMail {
  readonly subject: string;
  readonly body: string;
}

/** The mail that calls a group together. */
export function summonsMail(list: SummonsList, language: Language): PlainMail {
  const words = paperWords(language);
  const { t } = words;
  return {
    subject: t('papers:mail.subject', { programme: list.programme, track: trackAndGroup(list) }),
    body: body([
      [t('papers:mail.hello')],
      [t('papers:mail.intro', { what: what(list, words) })],
      list.sessions.length === 0 ? [t('papers:summons.noSessions')] : [],
      ...list.sessions.map((session) => sessionLines(session, words)),
      list.selfStudy === null
        ? []
        : [
            t('papers:mail.labelled', {
              label: t('papers:summons.selfStudy'),
              text: words.list([list.selfStudy.title, selfStudyTime(list.selfStudy, words)]),
            }),
            ...(list.selfStudy.link === null ? [] : [list.selfStudy.link]),
          ],
      list.trainers.length === 0
        ? []
        : [
            t('papers:mail.labelled', {
              label: t('papers:trainers'),
              text: words.list(list.trainers),
            }),
          ],
      list.bring.length === 0
        ? []
        : [
            t('papers:mail.labelled', { label: t('papers:summons.bring'), text: '' }).trimEnd(),
            ...list.bring.map((text) => t('papers:mail.item', { text })),
          ],
      [t('papers:summons.excuse'), ...contactLines(list.contact, words)],
      [t('papers:mail.thanks'), list.signatory?.name ?? '', list.organiser].filter(Boolean),
    ]),
  };
}

/** The mail that says which sessions of a group have changed, and how. */
export function changeNoticeMail(notice: ChangeNotice, language: Language): PlainMail {
  const words = paperWords(language);
  const { t } = words;
  const { programme, changes } = notice;
  const training = what(notice, words);
  const said = changes
    .map((change) => changeLines(change, words))
    .filter((each) => each.length > 0);
  return {
    subject: t('papers:mail.changesSubject', { programme, track: trackAndGroup(notice) }),
    body: body([
      [t('papers:mail.hello')],
      said.length === 0
        ? [t('papers:mail.noChanges', { what: training })]
        : [t('papers:mail.changesIntro', { what: training })],
      ...said,
      said.length === 0 ? [] : [t('papers:mail.unchanged')],
      contactLines(notice.contact, words),
      [t('papers:mail.thanks'), notice.organiser],
    ]),
  };
}

/** How long a self-study course takes, and until when. */
export function selfStudyTime({ minutes, by }: SelfStudy, words: PaperWords): string {
  const duration = words.duration(minutes);
  if (by === null) return duration;
  return words.t('papers:summons.selfStudyBy', { duration, day: words.longDay(by) });
}

/** Paragraphs with a blank line between them; empty ones are left out. */
function body(paragraphs: readonly (readonly string[])[]): string {
  const said = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${said.join('\n\n')}\n`;
}

function trackAndGroup({ track, group }: PaperTraining): string {
  return [track, group].filter(Boolean).join(' – ');
}

function what(training: PaperTraining, words: PaperWords): string {
  const { programme, wave, track, group } = training;
  return words.list([track, group, programme, wave].filter((part): part is string => !!part));
}

function where({ place }: PaperSession, words: PaperWords): string {
  return place === null ? '' : words.list(words.placeParts(place));
}

function sessionLines(session: PaperSession, words: PaperWords): string[] {
  const { t } = words;
  return [
    t('papers:mail.item', {
      text: words.list([words.heading(words.day(session.on)), words.allHours(session)]),
    }),
    indent(`${words.apart(session.title)} (${t(`papers:mode.${session.mode}`)})`),
    ...placeLines(session, words),
  ];
}

function placeLines(session: PaperSession, words: PaperWords): string[] {
  return [where(session, words), session.link ?? ''].filter(Boolean).map(indent);
}

function contactLines(contact: PaperContact | null, words: PaperWords): string[] {
  if (contact === null) return [];
  const { name, function: post, email, phone } = contact;
  const parts = [name, post, email, phone].filter((part): part is string => !!part);
  const label = words.t('papers:summons.contact');
  return [words.t('papers:mail.labelled', { label, text: words.list(parts) })];
}

/**
 * What became of a session, a line each: first what it is, then what is new of it.
 * @returns no lines where nothing that people see has changed
 */
export function changeLines(change: SessionChange, words: PaperWords): string[] {
  const { t } = words;
  const shown = change.kind === 'changed' ? change.before : change.session;
  const headline = t('papers:mail.headline', {
    kind: t(`papers:mail.kind.${change.kind}`),
    title: words.apart(shown.title),
    day: words.day(shown.on),
  });
  switch (change.kind) {
    case 'new':
      return [
        headline,
        indent(words.allHours(change.session)),
        ...placeLines(change.session, words),
      ];
    case 'cancelled': {
      const hours = words.allHours(change.session);
      const { reason } = change;
      return [
        headline,
        ...[hours, where(change.session, words)].filter(Boolean).map(indent),
        ...(reason === null ? [] : [indent(t('papers:mail.reason', { reason }))]),
      ];
    }
    case 'changed': {
      const before = fieldsOf(change.before, words);
      const after = fieldsOf(change.after, words);
      const none = t('papers:mail.none');
      const lines = FIELDS.filter((name) => before[name] !== after[name]).map((name) =>
        indent(
          t('papers:mail.change', {
            what: t(`papers:mail.fields.${name}`),
            before: words.apart(before[name] || none),
            after: words.apart(after[name] || none),
          }),
        ),
      );
      return lines.length === 0 ? [] : [headline, ...lines];
    }
  }
}

const FIELDS = ['title', 'day', 'hours', 'mode', 'place', 'link'] as const;

function fieldsOf(
  session: PaperSession,
  words: PaperWords,
): Record<(typeof FIELDS)[number], string> {
  return {
    title: session.title,
    day: words.day(session.on),
    hours: words.allHours(session),
    mode: words.t(`papers:mode.${session.mode}`),
    place: where(session, words),
    link: session.link ?? '',
  };
}

function indent(line: string): string {
  return `  ${line}`;
}
