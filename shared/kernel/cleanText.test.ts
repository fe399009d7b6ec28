import { describe, expect, it } from 'vitest';
import { cleanText, cleanTexts, escapeSteering } from './cleanText.ts';

describe('signs that steer', () => {
  it('are taken out of texts, and line breaks, tabs and marks of direction stay', () => {
    expect(cleanText('a\u001b[31mb\u0007c\u202Ed\u2066e\u009b')).toBe('a[31mbcde');
    expect(cleanText('un\r\ndeux\ttrois\u200F')).toBe('un\ndeux\ttrois\u200F');
  });

  it('are taken out of every text of a value, which else is the same', () => {
    const same = { a: ['x', 1, null] };
    expect(cleanTexts(same)).toBe(same);
    expect(cleanTexts({ a: ['x\u0007', { b: '\u202Ey' }] })).toEqual({ a: ['x', { b: 'y' }] });
  });

  it('are written out for a terminal, so that JSON stays JSON', () => {
    expect(escapeSteering('a\u001b]0;x\u0007\n')).toBe('a\\u001b]0;x\\u0007\n');
    expect(JSON.parse(escapeSteering(JSON.stringify({ a: 'b\u202Ec\u007F' })))).toEqual({
      a: 'b\u202Ec\u007F',
    });
  });
});
