import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type {
  AttendanceLine,
  AttendanceMark,
  HalfDay,
  SheetRow,
} from '../../../shared/training/papers.ts';
import type { SheetSetting } from './attendanceSetting.ts';
import { drawnSignature } from './drawnSignature.ts';
import { INK, INK_2, type PaperParts } from './paper.ts';
import { rule } from './rule.ts';

/** How close lines are. */
export interface Density {
  readonly fontSize: number;
  readonly height: number;
  readonly padding: number;
}

const RULE = 0.6;
const HEAD_RULE = 1;
const WIDTHS = { number: 18, name: 126, post: 82 };
const SIGNATURE_WIDTH = { one: 128, two: 84 };
const TIGHT = 1.2;
/** Letters reach below their line: so much further is the line below. */
const BELOW = { ltr: 1.8, rtl: 3 };

/** The names of the columns, at the top of each page. */
export function headings(
  { sheet, parts, words }: SheetSetting,
  halves: readonly HalfDay[],
): ReactElement {
  const { t } = words;
  const style = { fontSize: 8, fontWeight: 700, lineHeight: TIGHT };
  const cell = (name: string, width: number | null, key: string): ReactElement =>
    h(View, { key, style: column(width) }, parts.text(name, style));
  return h(
    View,
    { key: 'headings', fixed: true },
    parts.row(
      [
        cell('', WIDTHS.number, 'number'),
        cell(t('papers:name'), WIDTHS.name, 'name'),
        cell(t('papers:function'), WIDTHS.post, 'post'),
        cell(
          words.heading(sheet.establishmentTerm ?? t('papers:establishment')),
          null,
          'establishment',
        ),
        ...halves.map((half) =>
          h(
            View,
            {
              key: half,
              style: {
                ...signatureColumn(halves),
                paddingTop: 2,
                paddingBottom: 3,
              },
            },
            parts.text(t(`papers:half.${half}`), { ...style, textAlign: 'center' }),
            parts.text(words.hours(sheet.session.hours[half]!), {
              fontSize: 7,
              lineHeight: TIGHT,
              color: INK_2,
              textAlign: 'center',
            }),
            ...ruledOff(parts, halves, half),
          ),
        ),
        rule('top', RULE, INK_2),
        rule('bottom', HEAD_RULE, INK),
        rule(parts.start, RULE, INK_2),
      ],
      { alignItems: 'stretch' },
    ),
  );
}

/** One person, or an empty line. */
export function sheetRow(
  { sheet, parts, words }: SheetSetting,
  { row, halves, density }: { row: SheetRow; halves: readonly HalfDay[]; density: Density },
): ReactElement {
  const { line } = row;
  const { fontSize, padding } = density;
  const below = BELOW[parts.isMirrored ? 'rtl' : 'ltr'];
  const style = { fontSize, lineHeight: TIGHT };
  const cell = (content: readonly ReactElement[], width: number | null, key: string) =>
    h(
      View,
      { key, style: { ...column(width), paddingTop: padding, paddingBottom: padding + below } },
      ...content,
    );
  return h(
    View,
    { key: row.number, wrap: false },
    parts.row(
      [
        cell(
          [parts.text(String(row.number), { ...style, color: INK_2 }, 'number')],
          WIDTHS.number,
          'number',
        ),
        cell(line === null ? [] : who(line), WIDTHS.name, 'name'),
        cell(line === null ? [] : [parts.text(line.function, style, 'post')], WIDTHS.post, 'post'),
        cell(line === null ? [] : where(line), null, 'establishment'),
        ...halves.map((half) =>
          h(
            View,
            {
              key: half,
              style: { ...signatureColumn(halves), paddingTop: 1, paddingBottom: below },
            },
            ...(sheet.variant === 'blank' ? [] : attended(line?.marks[half] ?? null)),
            ...ruledOff(parts, halves, half),
          ),
        ),
        rule('bottom', RULE, INK_2),
        rule(parts.start, RULE, INK_2),
      ],
      { minHeight: density.height, alignItems: 'stretch' },
    ),
  );

  function where({ establishment, town }: AttendanceLine): ReactElement[] {
    if (town === null) return [parts.text(establishment, style, 'at')];
    if (parts.isAlike([establishment, town])) {
      return [parts.text(`${establishment} – ${town}`, style, 'at')];
    }
    return [parts.text(establishment, style, 'at'), parts.text(town, style, 'town')];
  }

  function who({ name, replaces, isWalkIn }: AttendanceLine): ReactElement[] {
    const small = { ...style, fontSize: fontSize - 1.2, color: INK_2 };
    const notes = [
      ...(replaces === null ? [] : [words.t('papers:sheet.replaces', { name: replaces })]),
      ...(isWalkIn ? [words.t('papers:sheet.walkIn')] : []),
    ];
    return [
      parts.text(name, { ...style, fontWeight: 700 }, 'name'),
      ...notes.map((note) => parts.text(note, small, note)),
    ];
  }

  function attended(mark: AttendanceMark | null): ReactElement[] {
    if (mark === null) return [];
    const { status, arrival, signature } = mark;
    const room = (halves.length === 1 ? SIGNATURE_WIDTH.one : SIGNATURE_WIDTH.two) - 10;
    const isThere = status === 'present' || status === 'late';
    const height = density.height - (status === 'late' ? 13 : 6);
    const drawn = isThere ? drawnSignature(signature, { width: room, height }) : null;
    const say = (text: string, more: object, key: string): ReactElement =>
      parts.text(text, { textAlign: 'center', lineHeight: TIGHT, ...more }, key);
    if (mark.isDisputed === true) {
      const disputed = words.t('papers:sheet.disputed');
      return [say(disputed, { fontSize: fontSize - 0.5, fontWeight: 700 }, 'word')];
    }
    const time = status === 'late' && arrival ? words.time(arrival) : null;
    const word = words.t(`papers:sheet.status.${status}`);
    if (drawn !== null) {
      // Who signed was there: nothing needs to be said but that it was late.
      const late = time === null ? word : words.t('papers:sheet.lateAt', { time });
      return [drawn, ...(status === 'late' ? [say(late, { fontSize: 6.5 }, 'word')] : [])];
    }
    const fontWeight = status === 'present' ? 400 : 700;
    return [
      say(word, { fontSize: fontSize - 0.5, fontWeight }, 'word'),
      ...(time === null
        ? []
        : [say(words.t('papers:sheet.arrivedAt', { time }), { fontSize: 7 }, 'arrival')]),
    ];
  }
}

function column(width: number | null): Record<string, string | number> {
  return {
    ...(width === null ? { flex: 1 } : { width }),
    paddingHorizontal: 3,
    justifyContent: 'center',
  };
}

function signatureColumn(halves: readonly HalfDay[]): Record<string, string | number> {
  const width = halves.length === 1 ? SIGNATURE_WIDTH.one : SIGNATURE_WIDTH.two;
  return { ...column(width), alignItems: 'center' };
}

/** A column of signatures is ruled off from the one before; the last is closed. */
function ruledOff(
  { start, end }: PaperParts,
  halves: readonly HalfDay[],
  half: HalfDay,
): ReactElement[] {
  const sides = half === halves.at(-1) ? [start, end] : [start];
  return sides.map((side) => rule(side, RULE, INK_2));
}
