import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { Language } from '../../../shared/kernel/language.ts';
import { paperWords, type PaperWords } from '../../../shared/training/paperWords.ts';
import { certificateTotals, type Certificate } from '../../../shared/training/papers.ts';
import { fontFile as ownFontFile } from './fontFile.ts';
import { letterTable } from './letterTable.ts';
import { signatureBlock } from './signatureBlock.ts';
import {
  INK,
  INK_2,
  LINE,
  paperFile,
  paperPage,
  paperParts,
  type PaperFile,
  type PaperParts,
} from './paper.ts';

const SIDE = 62;
const FONT_SIZE = 10.5;
const TIGHT = 1.3;
const WIDTHS = { day: 122, mode: 78, duration: 92, totals: 260 };

interface Setting {
  readonly certificate: Certificate;
  readonly parts: PaperParts;
  readonly words: PaperWords;
}

/** Certificates of attendance on A4, each on a page of its own. */
export async function certificatePdf(
  certificates: readonly Certificate[],
  language: Language,
  fontFile: (name: string) => string = ownFontFile,
): Promise<PaperFile> {
  const parts = paperParts(language, FONT_SIZE);
  const words = paperWords(language);
  const pages = certificates.map((certificate, index) =>
    page({ certificate, parts, words }, index),
  );
  return paperFile({ title: words.t('papers:certificate.title'), language }, pages, fontFile);
}

function page(setting: Setting, index: number): ReactElement {
  const { certificate, parts, words } = setting;
  const { t } = words;
  const { organiser, programme, wave, person, sessions, town } = certificate;
  const day = words.longDay(certificate.on);
  const hasSessions = sessions.length > 0;
  return paperPage(
    [
      parts.row(
        [
          parts.line([programme, wave], { color: INK_2, lineHeight: TIGHT }, 'programme'),
          parts.text(organiser, { color: INK_2, lineHeight: TIGHT, textAlign: parts.end }, 'by'),
        ],
        { justifyContent: 'space-between', gap: 12 },
        'head',
      ),
      parts.text(
        t('papers:certificate.title'),
        { fontSize: 22, fontWeight: 700, lineHeight: TIGHT, marginTop: 44, marginBottom: 22 },
        'title',
      ),
      parts.text(t('papers:certificate.lead', { organiser }), { lineHeight: TIGHT }, 'lead'),
      parts.text(
        person.name,
        { fontSize: 16, fontWeight: 700, lineHeight: TIGHT, marginTop: 6 },
        'name',
      ),
      parts.text(person.function, { lineHeight: TIGHT }, 'function'),
      parts.line([person.establishment, person.town], { lineHeight: TIGHT }, 'at', '–'),
      parts.text(
        hasSessions || certificate.selfStudyMinutes === 0
          ? t('papers:certificate.took')
          : t('papers:certificate.tookSelfStudy'),
        { lineHeight: TIGHT, marginTop: 14 },
        'took',
      ),
      parts.line(
        [certificate.track, certificate.group],
        { fontWeight: 700, lineHeight: TIGHT, marginBottom: 8 },
        'track',
      ),
      hasSessions
        ? sessionTable(setting)
        : parts.text(t('papers:certificate.noSessions'), { color: INK_2 }, 'none'),
      totals(setting),
      parts.text(
        town === null
          ? t('papers:certificate.writtenOn', { day })
          : t('papers:certificate.written', { town, day }),
        { lineHeight: TIGHT, marginTop: 26, textAlign: parts.start },
        'written',
      ),
      signatureBlock(parts, certificate.signatory, t('papers:certificate.stamp')),
    ],
    {
      key: String(index),
      style: { paddingTop: 54, paddingBottom: 48, paddingHorizontal: SIDE, fontSize: FONT_SIZE },
    },
  );
}

function sessionTable({ certificate, parts, words }: Setting): ReactElement {
  const { t } = words;
  const style = { fontSize: 10, lineHeight: TIGHT };
  return letterTable(
    parts,
    [
      { name: t('papers:certificate.day'), width: WIDTHS.day },
      { name: t('papers:certificate.session'), width: null },
      { name: t('papers:certificate.mode'), width: WIDTHS.mode },
      { name: t('papers:certificate.duration'), width: WIDTHS.duration, align: 'end' },
    ],
    certificate.sessions.map(({ on, title, mode, minutes }) => [
      [parts.text(words.longDay(on), style, 'day')],
      [parts.text(title, style, 'title')],
      [parts.text(t(`papers:mode.${mode}`), style, 'mode')],
      [parts.text(words.duration(minutes), style, 'duration')],
    ]),
    style.fontSize,
  );
}

function totals({ certificate, parts, words }: Setting): ReactElement {
  const { t } = words;
  const { inPerson, remote, selfStudy, total } = certificateTotals(certificate);
  const line = (name: string, minutes: number, style: object, border: string): ReactElement =>
    parts.row(
      [
        parts.text(name, { lineHeight: TIGHT, ...style }, 'name'),
        parts.text(words.duration(minutes), { lineHeight: TIGHT, ...style }, 'duration'),
      ],
      { justifyContent: 'space-between', gap: 12, paddingVertical: 3, borderTop: border },
      name,
    );
  const rule = `0.5 solid ${LINE}`;
  const rest = { color: INK_2, fontSize: 9.5 };
  return h(
    View,
    { key: 'totals', wrap: false, style: { marginTop: 14 } },
    parts.row(
      [
        h(
          View,
          { key: 'box', style: { width: WIDTHS.totals } },
          line(t('papers:certificate.inPerson'), inPerson, {}, 'none'),
          line(t('papers:certificate.remote'), remote, {}, rule),
          selfStudy === 0 ? null : line(t('papers:certificate.selfStudy'), selfStudy, rest, 'none'),
          line(t('papers:certificate.total'), total, { fontWeight: 700 }, `1 solid ${INK}`),
        ),
      ],
      { justifyContent: 'flex-end' },
    ),
  );
}
