import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { projectRoot } from '../../build/runtime/paths.ts';
import { run } from '../../build/runtime/run.ts';
import { runtimeEnvironment } from '../../build/runtime/runtime.ts';
import { createMessages } from '../../shared/messages/messages.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';

let first: Running;
let data = '';

beforeAll(async () => {
  data = await temporaryFolder();
  first = await start({ data });
});
afterAll(() => close(first));

/** Starts the program once more, as somebody who clicks its icon again. */
function startAgain(folder: string) {
  const { runtime, args, display } = inject('start');
  return run(runtime.executable, [...args, projectRoot, '--data', folder], {
    env: runtimeEnvironment(runtime, { ...display }),
    timeoutMs: 30_000,
  });
}

/** What the program itself said, without Chromium's remarks about the machine. */
function own(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('['));
}

describe('a second start', () => {
  it('on the same folder ends with one sentence and brings the first window forward', async () => {
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize());
    const focused = first.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          BrowserWindow.getAllWindows()[0]!.once('show', () => resolve());
        }),
    );
    const second = await startAgain(data);
    expect(second.code).toBe(2);
    const { t } = createMessages('fr');
    expect(own(second.stderr)).toEqual([t('menu:start.alreadyOpen', { folder: data })]);
    await focused;
    expect(
      await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    ).toBe(1);
  });

  it('on another folder is a program of its own', async () => {
    const other = await start({ data: await temporaryFolder() });
    expect(await other.window.title()).toBe(await first.window.title());
    await close(other);
  });

  it('on a folder that cannot be written says so', async () => {
    const second = await startAgain('/dev/null/bascule');
    expect(second.code).toBe(2);
    const { t } = createMessages('fr');
    const values = { folder: '/dev/null/bascule', code: 'ENOTDIR' };
    expect(own(second.stderr)).toEqual([t('menu:start.folderProblem', values)]);
  });
});
