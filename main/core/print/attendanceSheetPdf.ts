import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { Language } from '../../../shared/kernel/language.ts';
import {
  halvesOf,
  sheetPages,
  type AttendanceSheet,
  type SheetRow,
} from '../../../shared/training/papers.ts';
import { paperWords, type PaperWords } from '../../../shared/training/paperWords.ts';
import { sheetCounts } from './attendanceCounts.ts';
import { sheetHead } from './attendanceHead.ts';
import type { SheetSetting } from './attendanceSetting.ts';
import { headings, sheetRow, type Density } from './attendanceRows.ts';
import { fontFile as ownFontFile } from './fontFile.ts';
import {
  INK_2,
  paperFile,
  paperPage,
  paperParts,
  type PaperFile,
  type PaperParts,
} from './paper.ts';

const SIDE = 34;
const FONT_SIZE = 8.5;
/** Room for lines on a page, and how high a line is at most. */
const ROOM = 560;
const HIGHEST = 30;
/** How lines are laid out, closer from one to the next; `height` is what they have at most. */
const CLOSER: readonly [Density, Density, ...Density[]] = [
  { fontSize: 8.5, height: HIGHEST, padding: 1 },
  { fontSize: 8, height: HIGHEST, padding: 1 },
  { fontSize: 8, height: 20.5, padding: 0.8 },
  { fontSize: 7.5, height: 20, padding: 0.6 },
];

/** Lines of a page where twenty-five do not go on one even when they are close. */
const FEWER_LINES = [20, 17, 14, 11, 8];

/**
 * Attendance sheets on A4, to be signed or with what is known, each from a page of its own on: those of
 * a series one after the other. Twenty-five lines go on a page, closer together where their texts are
 * long, fewer where they are longer still: each page begins with what it is of.
 */
export async function attendanceSheetPdf(
  of: AttendanceSheet | readonly AttendanceSheet[],
  language: Language,
  fontFile: (name: string) => string = ownFontFile,
): Promise<PaperFile> {
  const sheets = [of].flat();
  const parts = paperParts(language, FONT_SIZE);
  const words = paperWords(language);
  // Tried in turn until the lines go on their pages: texts may be long.
  const tries: readonly (readonly [number | undefined, Density])[] = [
    ...CLOSER.map((close) => [undefined, close] as const),
    ...FEWER_LINES.map((lines) => [lines, CLOSER[1]] as const),
  ];
  const [sheet] = sheets;
  const title = [words.t('papers:sheet.title'), sheet?.group ?? sheet?.track, sheet?.session.on];
  let file: PaperFile | null = null;
  for (const [linesAPage, close] of tries) {
    const laid = sheets.map((one, at) => {
      const chunks = sheetPages(one, linesAPage);
      const longest = Math.max(1, ...chunks.map((rows) => rows.length));
      const density = { ...close, height: Math.min(close.height, ROOM / longest) };
      return pages({ sheet: one, parts, words }, chunks, density, `${at}`);
    });
    const all = laid.flat();
    file = await paperFile({ title: title.join(' – '), language }, all, fontFile);
    if (file.pages <= all.length) return file;
  }
  return file!;
}

function pages(
  setting: SheetSetting,
  chunks: readonly SheetRow[][],
  density: Density,
  key: string,
): ReactElement[] {
  const { sheet, parts, words } = setting;
  const halves = halvesOf(sheet.session);
  return chunks.map((rows, index) =>
    paperPage(
      [
        sheetHead(setting, index === 0),
        headings(setting, halves),
        ...(rows.length === 0 || sheet.lines.length === 0 ? [nobody(setting)] : []),
        ...rows.map((row) => sheetRow(setting, { row, halves, density })),
        index < chunks.length - 1 ? null : sheetCounts(setting, halves),
        foot(parts, words, sheet),
      ],
      {
        key: `${key} ${String(index)}`,
        style: { paddingTop: 30, paddingBottom: 36, paddingHorizontal: SIDE, fontSize: FONT_SIZE },
      },
    ),
  );
}

function nobody({ sheet, parts, words }: SheetSetting): ReactElement {
  const key = sheet.isExtract === true ? 'nobodySeen' : 'nobody';
  return parts.text(words.t(`papers:sheet.${key}`), { color: INK_2, paddingVertical: 5 }, 'nobody');
}

function foot(parts: PaperParts, words: PaperWords, sheet: AttendanceSheet): ReactElement {
  const style = { color: INK_2, fontSize: 7.5 };
  return h(
    View,
    {
      key: 'foot',
      fixed: true,
      style: { position: 'absolute', bottom: 18, left: SIDE, right: SIDE },
    },
    parts.row(
      [
        parts.line(
          [sheet.programme, sheet.group ?? sheet.track, words.longDay(sheet.session.on)],
          style,
          'what',
        ),
        h(
          View,
          { key: 'page' },
          parts.pageText((page, all) => words.t('papers:page', { page, pages: all }), style),
        ),
      ],
      { justifyContent: 'space-between' },
    ),
  );
}
