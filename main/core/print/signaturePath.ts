import type { Signature } from '../../../shared/training/papers.ts';

/** Width by height of the surface where nothing else is said. */
const ASPECT = 3;

/** A drawing in the units of a box, for a vector path. */
export interface SignatureDrawing {
  readonly d: string;
  readonly width: number;
  readonly height: number;
}

/**
 * The lines of a signature, as large as they fit into a box without being stretched.
 * @returns null where nothing was drawn
 */
export function signaturePath(
  { strokes, aspect = ASPECT }: Signature,
  box: { width: number; height: number },
): SignatureDrawing | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const across = points.map(([x]) => x * aspect);
  const down = points.map(([, y]) => y);
  const left = Math.min(...across);
  const top = Math.min(...down);
  const width = Math.max(...across) - left;
  const height = Math.max(...down) - top;
  // A dot has no size: it is drawn as one.
  const scale = Math.min(
    width > 0 ? box.width / width : Infinity,
    height > 0 ? box.height / height : Infinity,
    // Not larger than the whole surface would be by much: a short line stays short.
    (2 * box.height) / 1,
  );
  const at = ([x, y]: readonly [number, number]): string =>
    `${round((x * aspect - left) * scale)} ${round((y - top) * scale)}`;
  const d = strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => {
      const [first, ...rest] = stroke;
      // A line to where it is leaves a dot.
      const others = rest.length === 0 ? [first!] : rest;
      return `M${at(first!)} ${others.map((point) => `L${at(point)}`).join(' ')}`;
    })
    .join(' ');
  return { d, width: round(width * scale), height: round(height * scale) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
