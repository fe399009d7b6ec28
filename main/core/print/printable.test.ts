import { describe, expect, it } from 'vitest';
import { breakable, printable } from './printable.ts';

describe('a text on paper', () => {
  it('keeps the letters that the fonts have', () => {
    const text = 'Œuvré Łucja Žižka – « Ôgé » ’x’ 12 € لائحة الحضور، 3';
    expect(printable(text)).toBe(text);
  });

  it('has the plain letter for one that they lack, and no sign that is not drawn', () => {
    expect(printable('Dvořák, Ștefan, Gülşah, Erdoğan')).toBe('Dvorák, Stefan, Gülsah, Erdogan');
    expect(printable('e\u0301te\u0301 9\u00a0h\u202f30 \u2068a\u2069\u200f')).toBe(
      'été 9\u00a0h\u00a030 a',
    );
    expect(printable('漢 → ﬁn')).toBe('? -> fin');
  });

  it('has comparisons, arrows and pictures in signs that say the same', () => {
    expect(printable('a ≤ 5, b ≥ 2 ≠ c')).toBe('a <= 5, b >= 2 =/= c');
    expect(printable('ok 👍🏽 ✅ ⚠️ 🦄')).toBe('ok (+1) [x] (!) [:-]');
  });

  it('may go on in the next line after a hyphen or a stroke, and where a word has no end', () => {
    expect(breakable('Rochefoucauld-Montbel')).toEqual(['Rochefoucauld-', '', 'Montbel']);
    expect(breakable('https://a.fr/b').join('')).toBe('https://a.fr/b');
    const endless = 'x'.repeat(50);
    expect(breakable(endless).join('')).toBe(endless);
    expect(Math.max(...breakable(endless).map((part) => part.length))).toBeLessThan(25);
    expect(breakable('الخطابي-محمد')).toEqual(['الخطابي-محمد']);
  });
});
