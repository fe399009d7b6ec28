import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { FileCall } from './calls.ts';
import { MAX_BUNDLE_BYTES } from '../../shared/sync/bundle.ts';
import { Exchange } from './exchange.ts';

const folder = mkdtempSync(join(tmpdir(), 'bascule échange '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REPORT = { kind: 'reply', applied: 1, known: 0, rejected: 0 };

function make(name: string, bytes = 4): string {
  const file = join(folder, name);
  writeFileSync(file, 'x');
  truncateSync(file, bytes);
  return file;
}

function exchange(options: { where?: string; which?: string; answer?: Result<unknown, Failure> }) {
  const calls: FileCall[] = [];
  const begun: string[] = [];
  const made = new Exchange({
    askWhereTo: () => Promise.resolve(options.where ?? null),
    askWhich: () => Promise.resolve(options.which ?? null),
    call: (call) => {
      calls.push(call);
      return Promise.resolve(options.answer ?? ok(REPORT));
    },
    onBegin: (what) => begun.push(what),
  });
  return { made, calls, begun };
}

describe('an exchange file that is written', () => {
  it('goes where the person said, with its ending, and is told by its name alone', async () => {
    const answer = ok({ transactions: 3, bytes: 900 });
    const { made, calls, begun } = exchange({ where: join(folder, 'pour Edgar'), answer });
    expect(await made.export('device-2')).toEqual(
      ok({ transactions: 3, bytes: 900, file: 'pour Edgar.bascule' }),
    );
    const file = join(folder, 'pour Edgar.bascule');
    expect(calls).toEqual([
      { to: 'core', method: 'bundle.export', input: { file, to: 'device-2' } },
    ]);
    expect(begun).toEqual(['export']);
  });

  it('is none when the dialog is closed', async () => {
    const { made, calls } = exchange({});
    expect(await made.export(undefined)).toEqual(ok(null));
    expect(calls).toEqual([]);
  });

  it('that cannot be written is told without its folder', async () => {
    const where = join(folder, 'plein.bascule');
    const error = { type: 'FileUnusable', file: where, code: 'ENOSPC' };
    const { made } = exchange({ where, answer: { ok: false, error } });
    expect(await made.export(undefined)).toEqual({
      ok: false,
      error: { ...error, file: 'plein.bascule' },
    });
  });
});

describe('an exchange file that is opened', () => {
  it('is handed to the core', async () => {
    const which = make('réponse.BASCULE');
    const { made, calls, begun } = exchange({ which });
    expect(await made.import(false)).toEqual(ok(REPORT));
    expect(calls).toEqual([{ to: 'core', method: 'bundle.import', input: { file: which } }]);
    expect(begun).toEqual(['import']);
  });

  it.each([
    ['another kind of file', () => make('liste.xlsx'), { type: 'NotABundle' }],
    ['a file that is gone', () => join(folder, 'x.bascule'), { type: 'FileUnusable' }],
    [
      'a file over the size',
      () => make('énorme.bascule', MAX_BUNDLE_BYTES + 1),
      { type: 'FileTooLarge', limit: MAX_BUNDLE_BYTES },
    ],
    [
      'a folder',
      () => {
        mkdirSync(join(folder, 'dossier.bascule'));
        return join(folder, 'dossier.bascule');
      },
      { type: 'NotABundle' },
    ],
  ])('is not, when it is %s', async (_what, file, error) => {
    const { made, calls, begun } = exchange({ which: file() });
    expect(await made.import(false)).toMatchObject({ ok: false, error });
    expect(calls).toEqual([]);
    expect(begun).toEqual([]);
  });
});

describe('dropped files', () => {
  it('are taken in one by one, each once, and only those of ours', async () => {
    const first = make('a.bascule');
    const second = make('b.bascule');
    const { made, calls } = exchange({});
    expect(made.drop([first, make('c.pdf'), second, 7, 'relative.bascule'])).toBe(2);
    await made.import(true);
    await made.import(true);
    expect(await made.import(true)).toEqual(ok(null));
    expect(calls.map((call) => call.input)).toEqual([{ file: first }, { file: second }]);
  });

  it.each([undefined, null, 'x.bascule', { 0: 'x.bascule' }, [null], []])(
    'are none of them in %j',
    (paths) => {
      expect(exchange({}).made.drop(paths)).toBe(0);
    },
  );
});
