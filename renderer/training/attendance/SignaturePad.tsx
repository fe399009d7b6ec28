import { useEffect, useRef, type PointerEvent } from 'react';
import styles from './Panels.module.css';

type Point = [number, number];
/** Lines of points between 0 and 1 of the box. */
export type Strokes = readonly (readonly Point[])[];

/** Points of a line, of all lines, and lines: a signature is one message of bounded length. */
const MAX_POINTS = 2_000;
const MAX_ALL = 3_000;
const MAX_STROKES = 60;
/** Steps of the box that points are rounded to. */
const STEPS = 1_000;
/** Width of the box by its height, as papers draw it. */
const ASPECT = 3;
const WIDTH = 960;
const PEN = 6;

interface SignaturePadProps {
  readonly label: string;
  readonly strokes: Strokes;
  readonly onChange: (strokes: Strokes) => void;
}

/** A box to sign in, with a pen, a finger or the mouse. */
export function SignaturePad({ label, strokes, onChange }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<Point[] | null>(null);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || !context) return;
    const { width, height } = canvas.current;
    context.clearRect(0, 0, width, height);
    context.strokeStyle = getComputedStyle(canvas.current).color;
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const points of strokes) {
      context.beginPath();
      for (const [x, y] of points) context.lineTo(x * width, y * height);
      // A dot is a line too.
      if (points.length === 1) context.lineTo(points[0]![0] * width + 1, points[0]![1] * height);
      context.stroke();
    }
  }, [strokes]);

  function pointOf(event: PointerEvent<HTMLCanvasElement>): Point {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const share = (part: number, whole: number) =>
      Math.round(Math.min(1, Math.max(0, part / whole)) * STEPS) / STEPS;
    return [share(event.clientX - left, width), share(event.clientY - top, height)];
  }
  function begin(event: PointerEvent<HTMLCanvasElement>): void {
    if (strokes.length >= MAX_STROKES) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    line.current = [pointOf(event)];
    onChange([...strokes, line.current]);
  }
  function draw(event: PointerEvent<HTMLCanvasElement>): void {
    const drawn = strokes.reduce((sum, points) => sum + points.length, 0);
    if (line.current === null || line.current.length >= MAX_POINTS || drawn >= MAX_ALL) return;
    const point = pointOf(event);
    const last = line.current.at(-1);
    if (last !== undefined && last[0] === point[0] && last[1] === point[1]) return;
    line.current = [...line.current, point];
    onChange([...strokes.slice(0, -1), line.current]);
  }
  return (
    <canvas
      ref={canvas}
      width={WIDTH}
      height={WIDTH / ASPECT}
      role="img"
      aria-label={label}
      className={styles['pad']}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={() => {
        line.current = null;
      }}
      onPointerCancel={() => {
        line.current = null;
      }}
    />
  );
}
