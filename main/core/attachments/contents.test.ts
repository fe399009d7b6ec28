import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ATTACHMENT_BYTES } from '../../../shared/attachments/attachment.entity.ts';
import { createContents, type Contents } from './contents.ts';

let folder: string;
let contents: Contents;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule contents é '));
  contents = createContents(join(folder, 'data'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, data: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, data);
  return file;
};
const left = (): string[] => {
  const blobs = join(folder, 'data', 'blobs');
  return existsSync(blobs) ? readdirSync(blobs, { recursive: true }).map(String) : [];
};

describe('taking a file in', () => {
  it('keeps it under its hash, once', async () => {
    const file = write('Pièce n° 1 محضر.pdf', 'content');
    const hash = createHash('sha256').update('content').digest('hex');
    expect(await contents.take(file)).toEqual({ ok: true, value: { hash, bytes: 7 } });
    expect(await contents.take(write('other.pdf', 'content'))).toMatchObject({ value: { hash } });
    expect(readFileSync(contents.file(hash), 'utf8')).toBe('content');
    expect(left().toSorted()).toEqual([hash.slice(0, 2), join(hash.slice(0, 2), hash)]);
  });

  it.each([
    ['an empty file', () => write('empty.pdf', ''), { type: 'FileEmpty', file: 'empty.pdf' }],
    [
      'a folder',
      () => {
        mkdirSync(join(folder, 'sub'));
        return join(folder, 'sub');
      },
      { type: 'FileUnusable', file: 'sub', code: 'EISDIR' },
    ],
    [
      'none',
      () => join(folder, 'none.pdf'),
      { type: 'FileUnusable', file: 'none.pdf', code: 'ENOENT' },
    ],
    [
      'a byte too many',
      () => {
        const file = write('large.pdf', '');
        truncateSync(file, MAX_ATTACHMENT_BYTES + 1);
        return file;
      },
      { type: 'FileTooLarge', file: 'large.pdf', limit: MAX_ATTACHMENT_BYTES },
    ],
  ])('refuses %s and keeps nothing', async (_what, make, error) => {
    expect(await contents.take(make())).toEqual({ ok: false, error });
    expect(left()).toEqual([]);
  });

  it('takes 25 MB to the byte', async () => {
    const file = write('large.pdf', '');
    truncateSync(file, MAX_ATTACHMENT_BYTES);
    expect(await contents.take(file)).toMatchObject({ value: { bytes: MAX_ATTACHMENT_BYTES } });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const pipe = join(folder, 'pipe');
    spawnSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    expect(await contents.take(pipe)).toMatchObject({ error: { type: 'FileUnusable' } });
  });

  it.skipIf(process.getuid?.() === 0)('refuses what it may not read', async () => {
    const file = write('secret.pdf', 'x');
    chmodSync(file, 0);
    expect(await contents.take(file)).toMatchObject({
      error: { type: 'FileUnusable', code: 'EACCES' },
    });
  });

  it.each([
    ['grows', (file: string) => appendFileSync(file, 'more')],
    ['shrinks', (file: string) => truncateSync(file, 300_000)],
  ])('refuses a file that %s while it is read', async (_how, change) => {
    const file = write('moving.pdf', Buffer.alloc(600_000));
    let changed = false;
    const watched = createContents(join(folder, 'data'), async (handle, piece) => {
      if (!changed) change(file);
      changed = true;
      await handle.writeFile(piece);
    });
    expect(await watched.take(file)).toEqual({
      ok: false,
      error: { type: 'FileUnusable', file: 'moving.pdf', code: 'ECHANGED' },
    });
    expect(left()).toEqual([]);
  });

  it('says that the disk is full and leaves nothing behind', async () => {
    const full = createContents(join(folder, 'data'), () =>
      Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    );
    expect(await full.take(write('a.pdf', 'content'))).toEqual({
      ok: false,
      error: { type: 'DiskFull' },
    });
    expect(left()).toEqual([]);
  });
});

describe('what a program opens', () => {
  it('is a copy with the file’s own name, made anew when somebody has changed it', async () => {
    const taken = await contents.take(write('a.txt', 'content'));
    const { hash } = (taken as { value: { hash: string } }).value;
    const first = await contents.copyOut(hash, 'Lettre : suite?.txt');
    expect(first.endsWith('Lettre _ suite_.txt')).toBe(true);
    expect(await contents.copyOut(hash, 'Lettre : suite?.txt')).toBe(first);
    chmodSync(first, 0o600);
    writeFileSync(first, 'changed');
    const second = await contents.copyOut(hash, 'Lettre : suite?.txt');
    expect(second).not.toBe(first);
    expect(readFileSync(second, 'utf8')).toBe('content');
    await contents.removeCopies(new Set([hash]));
    expect(existsSync(second)).toBe(true);
    await contents.removeCopies(new Set());
    expect(existsSync(second)).toBe(false);
    expect(contents.has(hash)).toBe(true);
  });
});
