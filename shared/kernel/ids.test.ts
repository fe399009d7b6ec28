import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashedId, mendedId, ROW_ID_PATTERN, rowId } from './ids.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

describe('an id of a digest', () => {
  it('is a row id, whatever the digest begins with', () => {
    const digests = Array.from({ length: 10_000 }, (_, at) => digest(`ticket p ${at}`));
    // Without this the rest would say nothing.
    expect(digests.filter((one) => !ROW_ID_PATTERN.test(one)).length).toBeGreaterThan(200);
    const ids = digests.map((one) => hashedId('k', one));
    expect(ids.filter((id) => !ROW_ID_PATTERN.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(10_000);
  });

  it('is refused where it would be none', () => {
    expect(() => hashedId('-', 'x')).toThrow('Not a row id');
    for (const wrong of ['-a', '_a', '', 'a b', 'x'.repeat(241)]) {
      expect(() => rowId(wrong)).toThrow('Not a row id');
    }
  });
});

it('mends what is none, the same each time, and leaves what is one', () => {
  expect(mendedId('e1:p:0')).toBe('e1:p:0');
  expect(mendedId('_a-b')).toBe('x-_a-b');
  expect(mendedId('-é b')).toBe('x--__b');
  expect(mendedId('_'.repeat(400))).toMatch(ROW_ID_PATTERN);
});
