import { Path, Svg } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { Signature } from '../../../shared/training/papers.ts';
import { INK } from './paper.ts';
import { signaturePath } from './signaturePath.ts';

const STROKE = 0.9;

/** A signature as vector lines; null where nothing was drawn. */
export function drawnSignature(
  signature: Signature | null | undefined,
  box: { width: number; height: number },
): ReactElement | null {
  if (!signature) return null;
  const drawing = signaturePath(signature, box);
  if (drawing === null) return null;
  const width = drawing.width + 2 * STROKE;
  const height = drawing.height + 2 * STROKE;
  return h(
    Svg,
    {
      key: 'signature',
      viewBox: `${String(-STROKE)} ${String(-STROKE)} ${String(width)} ${String(height)}`,
      style: { width, height },
    },
    h(Path, {
      d: drawing.d,
      stroke: INK,
      strokeWidth: STROKE,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
      fill: 'none',
    }),
  );
}
