import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './stale.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bascule-stale-'));
  await mkdir(join(root, 'main', 'deep'), { recursive: true });
  await writeFile(join(root, 'main', 'deep', 'a.ts'), 'a');
  await writeFile(join(root, 'package.json'), '{}');
});

afterEach(() => rm(root, { recursive: true }));

const now = (): Promise<string> => fingerprint(root, ['main', 'package.json', 'absent']);

describe('fingerprint', () => {
  it('stays the same while nothing changes', async () => {
    expect(await now()).toBe(await now());
  });

  it('changes with a content, a name and a new file', async () => {
    const seen = new Set([await now()]);
    await writeFile(join(root, 'main', 'deep', 'a.ts'), 'b');
    seen.add(await now());
    await writeFile(join(root, 'main', 'b.ts'), 'b');
    seen.add(await now());
    await writeFile(join(root, 'package.json'), '{"a":1}');
    seen.add(await now());
    expect(seen.size).toBe(4);
  });

  it('does not change with a test', async () => {
    const before = await now();
    await writeFile(join(root, 'main', 'a.test.ts'), '');
    expect(await now()).toBe(before);
  });
});
