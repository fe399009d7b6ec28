import { describe, expect, it } from 'vitest';
import { wordMarks } from './wordMarks.ts';

const marked = (text: string, other: string) =>
  wordMarks(text, other)
    .map((piece) => (piece.differs ? `[${piece.text}]` : piece.text))
    .join('');

describe('words that only one text has', () => {
  it('are marked in each', () => {
    const a = 'Clés remises lundi à 9 h';
    const b = 'Clés remises mardi à 9 h, au greffe';
    expect(marked(a, b)).toBe('Clés remises [lundi] à 9 [h]');
    expect(marked(b, a)).toBe('Clés remises [mardi] à 9 [h, au greffe]');
  });

  it('are none in texts that are the same', () => {
    expect(wordMarks('un deux', 'un deux')).toEqual([{ text: 'un deux', differs: false }]);
  });

  it('leave the text as it is when they are put together again', () => {
    const text = '  Première ligne\n\nسطر عربي   fin ';
    const pieces = wordMarks(text, 'Première\nautre fin');
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it('are all of it beside an empty text', () => {
    expect(wordMarks('tout neuf', '')).toEqual([{ text: 'tout neuf', differs: true }]);
    expect(wordMarks('', 'tout')).toEqual([]);
  });
});
