import { describe, expect, it } from 'vitest';
import { inside } from './archive.ts';

describe('inside', () => {
  it('gives the place of a file below the folder', () => {
    expect(inside('/tmp/a', 'locales/fr.pak')).toBe('/tmp/a/locales/fr.pak');
  });

  it.each(['../b', 'x/../../b', '/etc/passwd', '..', '.', '../ab/c'])('refuses %s', (name) => {
    expect(() => inside('/tmp/a', name)).toThrow('unsafe name');
  });
});
