import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder, cached } from './cache.ts';
import { RuntimeProblem } from './problem.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bascule-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', home);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

const fill = (text: string) => async (folder: string) => {
  await writeFile(join(folder, 'file'), text);
};

describe('cached', () => {
  it('makes a folder once', async () => {
    const first = await cached('key', fill('first'));
    expect(await cached('key', fill('second'))).toBe(first);
    expect(await readFile(join(first, 'file'), 'utf8')).toBe('first');
  });

  it('leaves one whole folder when two make it at once', async () => {
    const [a, b] = await Promise.all([cached('key', fill('a')), cached('key', fill('b'))]);
    expect(a).toBe(b);
    expect(['a', 'b']).toContain(await readFile(join(a, 'file'), 'utf8'));
    expect(await readdir(cacheFolder())).toEqual(['key']);
  });

  it('leaves nothing behind when making fails', async () => {
    const fails = cached('key', async (folder) => {
      await fill('half')(folder);
      throw new Error('no');
    });
    await expect(fails).rejects.toThrow('no');
    expect(await readdir(cacheFolder())).toEqual([]);
  });

  it.each(['ENOSPC', 'EROFS'])('says %s in a sentence', async (code) => {
    const fails = cached('key', async () => {
      throw Object.assign(new Error(code), { code });
    });
    await expect(fails).rejects.toThrow(RuntimeProblem);
    await expect(cached('key', fill('again'))).resolves.toContain('key');
  });

  it('says in a sentence that the cache folder is no folder', async () => {
    vi.stubEnv('XDG_CACHE_HOME', join(home, 'file'));
    await writeFile(join(home, 'file'), '');
    await expect(cached('key', fill(''))).rejects.toThrow(/cannot be written/);
  });

  it('ignores a relative XDG_CACHE_HOME', () => {
    vi.stubEnv('XDG_CACHE_HOME', 'somewhere');
    expect(cacheFolder()).not.toContain('somewhere');
  });
});
