import { useLayoutEffect, useState, type RefObject } from 'react';

/** What a column takes beside its own width, in pixels: the gap before the next one. */
const GAP_PX = 14;
/** What the line of columns keeps free at both ends. */
const PADDING_PX = 32;

/** The inner width of an element in pixels, as it changes; null: not known yet. */
export function useRoom(element: RefObject<HTMLElement | null>): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    const here = element.current;
    if (here === null) return;
    const measure = (): void => setRoom(here.clientWidth === 0 ? null : here.clientWidth);
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(here);
    return () => observer.disconnect();
  }, [element]);
  return room;
}

/**
 * The columns that there is room for: as long as the others would not fit at their least widths,
 * the one with the greatest `spare` is left out. Columns without it always stay.
 *
 * @param room in pixels; null: not known, all of them stay
 */
export function fitting<C extends { readonly width: string; readonly spare?: number | undefined }>(
  columns: readonly C[],
  room: number | null,
): readonly C[] {
  if (room === null || neededBy(columns) <= room) return columns;
  const spare = Math.max(...columns.map((column) => column.spare ?? 0));
  if (spare === 0) return columns;
  return fitting(
    columns.filter((column) => column.spare !== spare),
    room,
  );
}

function neededBy(columns: readonly { readonly width: string }[]): number {
  const gaps = Math.max(0, columns.length - 1) * GAP_PX;
  return columns.reduce((sum, { width }) => sum + leastOf(width), PADDING_PX + gaps);
}

/** The least width that a track of a grid asks for, in pixels. */
function leastOf(width: string): number {
  return Number(/(\d+)px/.exec(width)?.[1] ?? 0);
}
