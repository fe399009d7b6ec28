import { Document, Font, Page, Path, renderToBuffer, Svg, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { directionOf } from '../../../shared/messages/direction.ts';
import type { PrintedKit, PrintedStep } from './printedKit.ts';

/** Written into each paper: what tells this program's papers from others. */
export const CREATOR = 'Bascule';

const INK = '#16211f';
const INK_2 = '#4b5a57';
const LINE = '#c9d2cf';
const LATE = '#a8261b';
const FAMILY = ['Plex Latin', 'Plex Arabic'];
const WIDTHS = { mark: 18, due: 74, state: 104 };

let areFontsThere = false;

/** @param fontFile the file of a font by its name in the package of the font */
function registerFonts(fontFile: (name: string) => string): void {
  if (areFontsThere) return;
  for (const script of ['latin', 'arabic']) {
    Font.register({
      family: script === 'latin' ? 'Plex Latin' : 'Plex Arabic',
      fonts: [400, 700].map((fontWeight) => ({
        src: fontFile(`ibm-plex-sans-arabic-${script}-${fontWeight}-normal.woff`),
        fontWeight,
      })),
    });
  }
  // Words are never cut: neither French nor Arabic is, in a list.
  Font.registerHyphenationCallback((word) => [word]);
  areFontsThere = true;
}

/**
 * Lays a kit out on A4.
 * @param fontFile the file of a font by its name in the package of the font
 */
export async function kitPdf(
  kit: PrintedKit,
  fontFile: (name: string) => string,
): Promise<{ bytes: Buffer; pages: number }> {
  registerFonts(fontFile);
  let pages = 0;
  const document = h(
    Document,
    {
      title: `${kit.title} – ${kit.place}`,
      creator: CREATOR,
      producer: CREATOR,
      language: kit.language,
    },
    h(
      Page,
      {
        size: 'A4',
        style: {
          paddingTop: 40,
          paddingBottom: 46,
          paddingHorizontal: 40,
          fontFamily: FAMILY as unknown as string,
          fontSize: 9.5,
          color: INK,
        },
      },
      h(
        View,
        { style: { marginBottom: 12 } },
        line(kit, kit.place, { fontSize: 16, fontWeight: 700 }),
        line(kit, kit.title, { fontSize: 11, marginTop: 2 }),
        line(kit, kit.facts.join(' · '), { color: INK_2, marginTop: 4 }),
      ),
      headings(kit),
      ...kit.phases.map(({ name, steps }) =>
        h(
          View,
          { key: name },
          h(
            View,
            { wrap: false, minPresenceAhead: 40, style: { marginTop: 10, marginBottom: 2 } },
            line(kit, name, { fontSize: 11, fontWeight: 700 }),
          ),
          ...steps.map((step, index) => row(kit, step, index)),
        ),
      ),
      h(
        View,
        {
          fixed: true,
          style: { position: 'absolute', bottom: 22, left: 40, right: 40 },
        },
        h(Text, {
          style: { ...textStyle(kit), color: INK_2, fontSize: 8 },
          render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages?: number }) => {
            pages = Math.max(pages, pageNumber);
            return kit.foot(pageNumber, totalPages ?? pageNumber);
          },
        }),
      ),
    ),
  );
  const bytes = await renderToBuffer(document);
  return { bytes, pages };
}

function isMirrored(kit: PrintedKit): boolean {
  return directionOf(kit.language) === 'rtl';
}

function textStyle(kit: PrintedKit): { textAlign: 'left' | 'right'; direction: 'ltr' | 'rtl' } {
  return isMirrored(kit)
    ? { textAlign: 'right', direction: 'rtl' }
    : { textAlign: 'left', direction: 'ltr' };
}

function line(kit: PrintedKit, text: string, style: object): ReactElement {
  return h(Text, { style: { ...textStyle(kit), ...style } }, text);
}

function cells(kit: PrintedKit, content: readonly ReactElement[], style: object): ReactElement {
  return h(
    View,
    {
      wrap: false,
      style: { flexDirection: isMirrored(kit) ? 'row-reverse' : 'row', gap: 8, ...style },
    },
    ...content,
  );
}

function headings(kit: PrintedKit): ReactElement {
  const { action, due, state } = kit.columns;
  const style = { color: INK_2, fontSize: 8.5, fontWeight: 700 };
  return h(
    View,
    { fixed: true },
    cells(
      kit,
      [
        h(View, { key: 'mark', style: { width: WIDTHS.mark } }),
        h(View, { key: 'action', style: { flex: 1 } }, line(kit, action, style)),
        h(View, { key: 'due', style: { width: WIDTHS.due } }, line(kit, due, style)),
        h(View, { key: 'state', style: { width: WIDTHS.state } }, line(kit, state, style)),
      ],
      { paddingBottom: 3, borderBottom: `1 solid ${INK_2}` },
    ),
  );
}

function row(kit: PrintedKit, step: PrintedStep, index: number): ReactElement {
  const state = step.isLate ? { color: LATE, fontWeight: 700 } : {};
  return h(
    View,
    { key: index },
    cells(
      kit,
      [
        h(View, { key: 'mark', style: { width: WIDTHS.mark, paddingTop: 1 } }, mark(step.status)),
        h(
          View,
          { key: 'action', style: { flex: 1 } },
          line(kit, step.title, {}),
          ...(step.who === '' ? [] : [line(kit, step.who, { color: INK_2, fontSize: 8.5 })]),
          ...(step.note === null
            ? []
            : [line(kit, step.note, { fontSize: 8.5, marginTop: 2, paddingHorizontal: 6 })]),
        ),
        h(View, { key: 'due', style: { width: WIDTHS.due } }, line(kit, step.due, state)),
        h(View, { key: 'state', style: { width: WIDTHS.state } }, line(kit, step.state, {})),
      ],
      { paddingVertical: 4, borderBottom: `0.5 solid ${LINE}` },
    ),
  );
}

/** A box that a pen can tick: ticked, barred or marked where the step stands so already. */
function mark(status: PrintedStep['status']): ReactElement {
  const shapes = {
    todo: null,
    done: 'M2.5 6.5 L5 9 L9.5 3',
    blocked: 'M6 2.5 L6 7 M6 8.6 L6 9.4',
    notApplicable: 'M2.5 6 L9.5 6',
  };
  const shape = shapes[status];
  return h(
    Svg,
    { viewBox: '0 0 12 12', style: { width: 11, height: 11 } },
    h(Path, { d: 'M1 1 H11 V11 H1 Z', stroke: INK, strokeWidth: 0.9, fill: 'none' }),
    ...(shape === null
      ? []
      : [h(Path, { key: 'shape', d: shape, stroke: INK, strokeWidth: 1.4, fill: 'none' })]),
  );
}
