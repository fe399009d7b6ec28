import { View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { Signatory } from '../../../shared/training/papers.ts';
import { INK_2, type PaperParts } from './paper.ts';

const WIDTH = 200;
const TIGHT = 1.3;

/** Room for a signature at the end of a paper, below who signs; null: whoever does. */
export function signatureBlock(
  parts: PaperParts,
  signatory: Signatory | null,
  caption: string | null,
): ReactElement {
  return h(
    View,
    { key: 'signature', wrap: false, style: { marginTop: 14 } },
    parts.row(
      [
        h(
          View,
          { key: 'who', style: { width: WIDTH, minHeight: 72 } },
          ...(signatory === null
            ? []
            : [
                ...(signatory.function === ''
                  ? []
                  : [parts.text(signatory.function, { lineHeight: TIGHT }, 'function')]),
                ...(signatory.name === ''
                  ? []
                  : [parts.text(signatory.name, { fontWeight: 700, lineHeight: TIGHT }, 'name')]),
              ]),
          ...(caption === null
            ? []
            : [parts.text(caption, { fontSize: 8.5, color: INK_2, lineHeight: TIGHT }, 'caption')]),
        ),
      ],
      { justifyContent: 'flex-end' },
    ),
  );
}
