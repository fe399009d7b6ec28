import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { attendanceCounts, type HalfDay } from '../../../shared/training/papers.ts';
import type { SheetSetting } from './attendanceSetting.ts';
import { INK, INK_2, LINE } from './paper.ts';

const COLUMNS = ['people', 'present', 'late', 'absent', 'excused', 'unmarked'] as const;
const TIGHT = 1.25;
const WIDTH = 54;

/** How many there were, and where the sheet goes; to be written by hand on a blank one. */
export function sheetCounts(
  { sheet, parts, words }: SheetSetting,
  halves: readonly HalfDay[],
): ReactElement {
  const { t } = words;
  const counts = halves.map((half) => ({ half, of: attendanceCounts(sheet.lines, half) }));
  const isBlank = sheet.variant === 'blank';
  // What there is none of on a filled sheet needs no column, and by hand nobody counts the rest.
  const shown = COLUMNS.filter(
    (name) => name !== 'unmarked' || (!isBlank && counts.some(({ of }) => of.unmarked > 0)),
  );
  const cell = (text: string, key: string, style: object = {}): ReactElement =>
    h(
      View,
      { key, style: { width: WIDTH, paddingHorizontal: 2 } },
      parts.text(text, { fontSize: 7.5, lineHeight: TIGHT, textAlign: 'center', ...style }),
    );
  const line = { borderBottom: `0.5 solid ${LINE}`, paddingVertical: 1.5 };
  return h(
    View,
    { key: 'counts', wrap: false, style: { marginTop: 7 } },
    parts.row(
      [
        h(
          View,
          { key: 'counts' },
          parts.row(
            [
              cell('', 'half'),
              ...shown.map((name) =>
                cell(t(`papers:sheet.counts.${name}`), name, { color: INK_2 }),
              ),
            ],
            { borderBottom: `0.5 solid ${INK}`, paddingBottom: 1 },
          ),
          ...counts.map(({ half, of }) =>
            parts.row(
              [
                cell(t(`papers:half.${half}`), 'half', { textAlign: parts.start }),
                ...shown.map((name) =>
                  cell(
                    isBlank && (name !== 'people' || of.people === 0) ? '' : String(of[name]),
                    name,
                    {
                      fontSize: 9,
                      fontWeight: 700,
                    },
                  ),
                ),
              ],
              line,
              half,
            ),
          ),
        ),
        h(
          View,
          { key: 'return', style: { flex: 1 } },
          ...(sheet.returnTo === null
            ? []
            : [
                parts.text(
                  t('papers:sheet.returnTo', { to: sheet.returnTo }),
                  { fontSize: 8, lineHeight: TIGHT },
                  'to',
                ),
              ]),
          parts.text(
            t('papers:sheet.printedOn', { day: words.longDay(sheet.printedOn) }),
            { fontSize: 8, lineHeight: TIGHT, color: INK_2 },
            'on',
          ),
        ),
      ],
      { gap: 16 },
    ),
  );
}
