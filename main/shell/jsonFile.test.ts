import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson, writeJson } from './jsonFile.ts';

const schema = z.object({ zoom: z.number() });
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-json-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a small JSON file', () => {
  it('comes back as it was written, and leaves no draft behind', () => {
    const file = join(folder, 'new', 'a.json');
    writeJson(file, { zoom: 2 });
    writeJson(file, { zoom: 1.5 });
    expect(readJson(file, schema)).toEqual({ zoom: 1.5 });
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.json']);
  });

  it.each(['', '{', 'null', '[]', '{"zoom":"big"}', '\0'])(
    'counts as none when damaged: %j',
    (text) => {
      const file = join(folder, 'a.json');
      writeFileSync(file, text);
      expect(readJson(file, schema)).toBeUndefined();
    },
  );

  it('counts as none when missing', () => {
    expect(readJson(join(folder, 'none.json'), schema)).toBeUndefined();
  });
});
