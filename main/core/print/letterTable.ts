import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { INK, INK_2, LINE, type PaperParts } from './paper.ts';

/** A column of a table of a letter. */
export interface TableColumn {
  readonly name: string;
  /** In points; null: what is left. */
  readonly width: number | null;
  readonly align?: 'start' | 'end';
}

/** Letters of a line of a narrow column. */
const LINE_LETTERS = 24;
/** A row of more lines may go on on the next page. */
const MOST_LINES = 12;

/** About how many lines texts below each other take in a column. */
export function linesOf(texts: readonly ReactElement[]): number {
  return texts.reduce((sum, { props }) => {
    const { children } = props as { readonly children?: unknown };
    const said = typeof children === 'string' ? children : '';
    const lines = said.split('\n').map((line) => Math.ceil(line.length / LINE_LETTERS) || 1);
    return sum + lines.reduce((all, one) => all + one, 0);
  }, 0);
}

/**
 * A table whose short rows stay whole; a long one goes on on the next page. Cells are lines of text.
 * @param size of the text, in points
 */
export function letterTable(
  parts: PaperParts,
  columns: readonly TableColumn[],
  rows: readonly (readonly (readonly ReactElement[])[])[],
  size: number,
): ReactElement {
  const cell = ({ width, align }: TableColumn, content: readonly ReactElement[], index: number) =>
    h(
      View,
      {
        key: index,
        style: {
          ...(width === null ? { flex: 1 } : { width }),
          ...(align === 'end' ? { alignItems: parts.isMirrored ? 'flex-start' : 'flex-end' } : {}),
        },
      },
      ...content,
    );
  return h(
    View,
    { key: 'table', style: { marginTop: 4 } },
    parts.row(
      columns.map((column, index) =>
        cell(
          column,
          [
            parts.text(
              column.name,
              { fontSize: size - 1.5, fontWeight: 700, color: INK_2 },
              'name',
            ),
          ],
          index,
        ),
      ),
      { gap: 10, paddingBottom: 2, borderBottom: `1 solid ${INK}` },
      'names',
    ),
    ...rows.map((row, at) =>
      h(
        View,
        { key: at, wrap: row.some((texts) => linesOf(texts) > MOST_LINES) },
        parts.row(
          columns.map((column, index) => cell(column, row[index] ?? [], index)),
          { gap: 10, paddingVertical: 4, borderBottom: `0.5 solid ${LINE}` },
        ),
      ),
    ),
  );
}
