import { describe, expect, it } from 'vitest';
import { texts as more } from './moreTexts.fr.ts';
import { texts } from './texts.fr.ts';

const namespaces: Record<string, object> = { ...texts, ...more };

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const PLURALS = ['one', 'many', 'other'];

/** The text or the group of texts at a key, plural forms included. */
function at(key: string): unknown {
  const [namespace, path] = key.includes(':') ? key.split(':', 2) : ['app', key];
  const read = (names: string): unknown =>
    names
      .split('.')
      .reduce<unknown>(
        (node, name) => (node as Record<string, unknown> | undefined)?.[name],
        namespaces[namespace!],
      );
  return read(path!) ?? PLURALS.map((form) => read(`${path}_${form}`)).find(Boolean);
}

describe('texts', () => {
  it('exist for every key that the page asks for', () => {
    const missing: string[] = [];
    let asked = 0;
    for (const [file, source] of Object.entries(sources)) {
      if (file.includes('.test.')) continue;
      for (const [, key] of source.matchAll(/\bt\(\s*['`]([\w.:]+)['`]/g)) {
        asked += 1;
        if (at(key!) === undefined) missing.push(`${file}: ${key}`);
      }
      // A key that ends in a value: its group must be there.
      for (const [, group] of source.matchAll(/\bt\(\s*\[?`([\w.:]+)\.\$\{/g)) {
        asked += 1;
        if (typeof at(group!) !== 'object') missing.push(`${file}: ${group}`);
      }
    }
    expect(asked).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });
});
