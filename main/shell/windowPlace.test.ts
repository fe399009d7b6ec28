import { describe, expect, it } from 'vitest';
import { MINIMUM, placeWindow, type Rectangle } from './windowPlace.ts';

const laptop: Rectangle = { x: 0, y: 0, width: 1366, height: 768 };
const left: Rectangle = { x: -1920, y: 0, width: 1920, height: 1080 };
const kept = { bounds: { x: -1500, y: 100, width: 1000, height: 700 }, maximised: false };

describe('where the window opens', () => {
  it('is where it was left, on a screen to the left of the main one', () => {
    expect(placeWindow(kept, [laptop, left])).toEqual(kept);
  });

  it('is the middle of the main screen, at its size, once that screen is gone', () => {
    expect(placeWindow(kept, [laptop]).bounds).toEqual({ x: 183, y: 34, width: 1000, height: 700 });
  });

  it('is on a screen when only a sliver of it, or not its title bar, would be', () => {
    const sliver = { ...kept, bounds: { ...kept.bounds, x: -950 } };
    const above = { ...kept, bounds: { ...kept.bounds, x: 10, y: -40 } };
    const below = { ...kept, bounds: { ...kept.bounds, x: 10, y: 760 } };
    for (const lost of [sliver, above, below]) {
      expect(placeWindow(lost, [laptop]).bounds).toMatchObject({ x: 183, y: 34 });
    }
  });

  it('is never larger than the screen nor smaller than the page can be', () => {
    const huge = { ...kept, bounds: { x: 0, y: 0, width: 4000, height: 3000 } };
    const tiny = { ...kept, bounds: { x: 0, y: 0, width: 1, height: 1 } };
    expect(placeWindow(huge, [laptop]).bounds).toMatchObject({ width: 1366, height: 768 });
    expect(placeWindow(tiny, [laptop]).bounds).toMatchObject(MINIMUM);
  });

  it('fills a small screen the first time, and not a large one', () => {
    expect(placeWindow(undefined, [laptop]).maximised).toBe(true);
    expect(placeWindow(undefined, [{ ...left, x: 0 }])).toEqual({
      bounds: { x: 320, y: 140, width: 1280, height: 800 },
      maximised: false,
    });
  });

  it('stays maximised', () => {
    expect(placeWindow({ ...kept, maximised: true }, [laptop]).maximised).toBe(true);
  });
});
