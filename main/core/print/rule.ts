import { Line, Svg } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** Across a line: room for its width. */
const ROOM = 4;
const LENGTH = 100;

/**
 * A line along a side of the box it is in, drawn as a stroke: borders are clipped by the library to
 * their own width, and programs leave out what is thinner than a dot of the screen.
 * @param width in points
 */
export function rule(side: Side, width: number, color: string): ReactElement {
  const isUpright = side === 'left' || side === 'right';
  const along = isUpright
    ? { x1: ROOM / 2, x2: ROOM / 2, y1: 0, y2: LENGTH }
    : { x1: 0, x2: LENGTH, y1: ROOM / 2, y2: ROOM / 2 };
  return h(
    Svg,
    {
      key: `rule ${side}`,
      viewBox: isUpright
        ? `0 0 ${String(ROOM)} ${String(LENGTH)}`
        : `0 0 ${String(LENGTH)} ${String(ROOM)}`,
      preserveAspectRatio: 'none',
      style: {
        position: 'absolute',
        [side]: -ROOM / 2,
        ...(isUpright ? { top: 0, bottom: 0, width: ROOM } : { left: 0, right: 0, height: ROOM }),
      },
    },
    h(Line, { ...along, stroke: color, strokeWidth: width }),
  );
}
