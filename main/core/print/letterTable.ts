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

/**
 * A table whose rows stay whole. Cells are lines of text.
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
        { key: at, wrap: false },
        parts.row(
          columns.map((column, index) => cell(column, row[index] ?? [], index)),
          { gap: 10, paddingVertical: 4, borderBottom: `0.5 solid ${LINE}` },
        ),
      ),
    ),
  );
}
