import { describe, expect, it } from 'vitest';
import { signaturePath } from './signaturePath.ts';

const BOX = { width: 60, height: 20 };

describe('the lines of a signature', () => {
  it('are as they were drawn, as large as the box lets them be', () => {
    const strokes = [
      [
        [0, 0],
        [0.5, 0.5],
        [1, 1],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ] as const;
    expect(signaturePath({ strokes }, BOX)).toEqual({
      d: 'M0 0 L30 10 L60 20 M0 20 L60 0',
      width: 60,
      height: 20,
    });
    // A square surface is not stretched to the box.
    expect(signaturePath({ strokes, aspect: 1 }, BOX)).toMatchObject({ width: 20, height: 20 });
  });

  it('leave the empty margin out, and do not make a hyphen a banner', () => {
    const strokes = [
      [
        [0.25, 0.25],
        [0.75, 0.75],
      ],
    ] as const;
    expect(signaturePath({ strokes }, BOX)?.d).toBe('M0 0 L60 20');
    const hyphen = [
      [
        [0.5, 0.5],
        [0.6, 0.5],
      ],
    ] as const;
    expect(signaturePath({ strokes: hyphen }, BOX)?.width).toBeLessThan(BOX.width / 3);
  });

  it('are a dot where there is but one point, and nothing where there is none', () => {
    expect(signaturePath({ strokes: [[[0.5, 0.5]]] }, BOX)?.d).toBe('M0 0 L0 0');
    expect(signaturePath({ strokes: [[]] }, BOX)).toBeNull();
  });
});
