import { z } from 'zod';

/** Where a window stood, in screen points. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is kept of a window: its place when it is not maximised, and whether it is. */
export const windowPlaceSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximised: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** The page is laid out down to this size; below it would scroll sideways. */
export const MINIMUM = { width: 800, height: 560 } as const;
const FIRST = { width: 1280, height: 800 } as const;
/** A first window that leaves less than this of the screen's height would hide its own lower edge. */
const FRAME_HEIGHT = 64;
/** Points of the title bar's height and width that must be on a screen to be caught by a mouse. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where to open the window: as it was left, if a screen that exists now still shows enough of its
 * title bar to move it; else in the middle of the first screen.
 *
 * @param screens the work areas, the main screen first
 */
export function placeWindow(
  kept: WindowPlace | undefined,
  screens: readonly Rectangle[],
): WindowPlace {
  const main = screens[0] ?? { x: 0, y: 0, ...FIRST };
  if (kept !== undefined) {
    const home = screens.find((screen) => holdsGrip(screen, kept.bounds));
    if (home !== undefined) {
      const { width, height } = fit(kept.bounds, home);
      const bounds = { x: kept.bounds.x, y: kept.bounds.y, width, height };
      return { bounds, maximised: kept.maximised };
    }
  }
  const { width, height } = fit(kept?.bounds ?? FIRST, main);
  const bounds = {
    x: main.x + Math.round((main.width - width) / 2),
    y: main.y + Math.round((main.height - height) / 2),
    width,
    height,
  };
  const isTight = main.height - height < FRAME_HEIGHT;
  return { bounds, maximised: kept?.maximised ?? isTight };
}

function fit(wanted: { width: number; height: number }, screen: Rectangle) {
  return {
    width: Math.min(Math.max(wanted.width, MINIMUM.width), screen.width),
    height: Math.min(Math.max(wanted.height, MINIMUM.height), screen.height),
  };
}

function holdsGrip(screen: Rectangle, { x, y, width }: Rectangle): boolean {
  const visible = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return visible >= GRIP.width && y >= screen.y && y + GRIP.height <= screen.y + screen.height;
}
