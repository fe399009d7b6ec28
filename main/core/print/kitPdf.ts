import { Path, Svg, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import {
  INK,
  INK_2,
  LATE,
  LINE,
  MARGIN,
  paperFile,
  paperPage,
  paperParts,
  type PaperFile,
  type PaperParts,
} from './paper.ts';
import type { PrintedKit, PrintedStep } from './printedKit.ts';

const WIDTHS = { mark: 18, due: 74, state: 104 };

/**
 * Lays a kit out on A4.
 * @param fontFile the file of a font by its name in the package of the font
 */
export async function kitPdf(
  kit: PrintedKit,
  fontFile: (name: string) => string,
): Promise<PaperFile> {
  const parts = paperParts(kit.language);
  const { text, pageText } = parts;
  const page = paperPage([
    h(
      View,
      { key: 'head', style: { marginBottom: 12 } },
      text(kit.place, { fontSize: 16, fontWeight: 700 }),
      text(kit.title, { fontSize: 11, marginTop: 2 }),
      text(kit.facts.join(' · '), { color: INK_2, marginTop: 4 }),
    ),
    headings(kit, parts),
    ...kit.phases.map(({ name, steps }) =>
      h(
        View,
        { key: name },
        h(
          View,
          { wrap: false, minPresenceAhead: 40, style: { marginTop: 10, marginBottom: 2 } },
          text(name, { fontSize: 11, fontWeight: 700 }),
        ),
        ...steps.map((step, index) => row(parts, step, index)),
      ),
    ),
    h(
      View,
      {
        key: 'foot',
        fixed: true,
        style: { position: 'absolute', bottom: 22, left: MARGIN, right: MARGIN },
      },
      pageText(kit.foot, { color: INK_2, fontSize: 8 }),
    ),
  ]);
  const { language } = kit;
  return paperFile({ title: `${kit.title} – ${kit.place}`, language }, [page], fontFile);
}

function cells(parts: PaperParts, content: readonly ReactElement[], style: object): ReactElement {
  return h(View, { wrap: false }, parts.row(content, { gap: 8, ...style }));
}

function headings(kit: PrintedKit, parts: PaperParts): ReactElement {
  const { action, due, state } = kit.columns;
  const style = { color: INK_2, fontSize: 8.5, fontWeight: 700 };
  return h(
    View,
    { fixed: true },
    cells(
      parts,
      [
        h(View, { key: 'mark', style: { width: WIDTHS.mark } }),
        h(View, { key: 'action', style: { flex: 1 } }, parts.text(action, style)),
        h(View, { key: 'due', style: { width: WIDTHS.due } }, parts.text(due, style)),
        h(View, { key: 'state', style: { width: WIDTHS.state } }, parts.text(state, style)),
      ],
      { paddingBottom: 3, borderBottom: `1 solid ${INK_2}` },
    ),
  );
}

function row(parts: PaperParts, step: PrintedStep, index: number): ReactElement {
  const state = step.isLate ? { color: LATE, fontWeight: 700 } : {};
  return h(
    View,
    { key: index },
    cells(
      parts,
      [
        h(View, { key: 'mark', style: { width: WIDTHS.mark, paddingTop: 1 } }, mark(step.status)),
        h(
          View,
          { key: 'action', style: { flex: 1 } },
          parts.text(step.title, {}),
          ...(step.who === '' ? [] : [parts.text(step.who, { color: INK_2, fontSize: 8.5 })]),
          ...(step.note === null
            ? []
            : [parts.text(step.note, { fontSize: 8.5, marginTop: 2, paddingHorizontal: 6 })]),
        ),
        h(View, { key: 'due', style: { width: WIDTHS.due } }, parts.text(step.due, state)),
        h(View, { key: 'state', style: { width: WIDTHS.state } }, parts.text(step.state, {})),
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
