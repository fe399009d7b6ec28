import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeContract, fileContract } from '../../shared/bridge/bridge.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';
import { noted } from './journal.ts';

/* Each test knocks at the two doors, the page's files and the page's calls, as an intruder would. */

/** Malformed calls that are tried one after the other. */
const MALFORMED_CALLS = 500;

let running: Running;
let data = '';

beforeAll(async () => {
  data = await temporaryFolder();
  running = await start({ data });
});
afterAll(() => close(running));

const call = (method: string, input: unknown) =>
  running.window.evaluate(([name, given]) => window.bascule.call(name, given), [
    method,
    input,
  ] as const);
const badInput = (detail: unknown) => ({ ok: false, error: { type: 'BadInput', detail } });

describe('the page’s files', () => {
  it('come from the program’s own scheme, not from file:', () => {
    expect(new URL(running.window.url()).protocol).toBe('app:');
  });

  it.each([
    'app://bascule/../package.json',
    'app://bascule/../../package.json',
    'app://bascule/..%2fmain%2findex.js',
    'app://bascule/%2e%2e/main/index.js',
    'app://bascule/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://bascule/..%5c..%5cpackage.json',
    'app://bascule/assets/../../main/index.js',
    'app://bascule/assets/..%252f..%252fmain%252findex.js',
    'app://bascule//etc/passwd',
    'app://bascule/%2fetc%2fpasswd',
    'app://bascule/file:///etc/passwd',
    'app://bascule/%00',
    'app://elsewhere/index.html',
  ])('are all that can be had: %s', async (address) => {
    const answer = await running.app.evaluate(async ({ net }, url) => {
      const response = await net.fetch(url);
      return { status: response.status, text: await response.text() };
    }, address);
    expect(answer).toEqual({ status: 404, text: '' });
  });
});

describe('the door', () => {
  it('answers a call of the contract', async () => {
    expect(await call('session.current', {})).toEqual({ ok: true, value: null });
  });

  it.each(['session.destroy', '__proto__', 'constructor', 'toString', 'shell.openExternal'])(
    'refuses a method that is not in the contract: %s',
    async (method) => {
      expect(await call(method, {})).toEqual(badInput('method'));
    },
  );

  it.each(Object.keys(fileContract))('refuses a method that names a file: %s', async (method) => {
    const input = { file: '/etc/passwd', step: 'x', id: 'x' };
    expect(await call(method, input)).toEqual(badInput('method'));
  });

  it.each(['exchange.import', 'exchange.export'])(
    'refuses a file’s name where the shell asks for it: %s',
    async (method) => {
      expect(await call(method, { file: '/etc/passwd' })).toEqual(badInput('input'));
    },
  );

  it.each([null, [], 'text', 1, { status: 'done' }, { step: 1, status: 'done' }])(
    'refuses another shape: %j',
    async (input) => {
      expect(await call('kit.tick', input)).toEqual(badInput(expect.any(String)));
    },
  );

  it('refuses a key too many', async () => {
    expect(await call('session.current', { intruder: true })).toEqual(badInput('input'));
  });

  it('refuses five megabytes, and goes on', async () => {
    const answer = await running.window.evaluate(() =>
      window.bascule.call('kit.tick', { step: 'x'.repeat(5_000_000), status: 'done' }),
    );
    expect(answer).toEqual(badInput('size'));
    expect(await call('session.current', {})).toEqual({ ok: true, value: null });
  });

  it('refuses what is not plain data', async () => {
    const outcomes = await running.window.evaluate(async () => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const inputs = [circle, 1n, undefined, () => 1, Symbol('x')];
      const answers = await Promise.allSettled(
        inputs.map(async (input) => window.bascule.call('session.current', input)),
      );
      return answers.map((answer) => answer.status === 'fulfilled' && answer.value.ok);
    });
    expect(outcomes).not.toContain(true);
  });

  it(`refuses ${MALFORMED_CALLS} malformed calls and answers the one after them`, async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(bridgeContract)), fc.string());
    const calls = fc.sample(fc.tuple(names, fc.jsonValue()), {
      numRuns: MALFORMED_CALLS,
      seed: 20_240_101,
    });
    // An empty object is the right form of several methods, and then no attempt.
    const malformed = calls.filter(([, input]) => JSON.stringify(input) !== '{}');
    const answers = await running.window.evaluate((text) => {
      const attempts = JSON.parse(text) as [string, unknown][];
      return Promise.all(attempts.map(([method, input]) => window.bascule.call(method, input)));
    }, JSON.stringify(malformed));
    const kinds = new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.error.type)));
    expect(kinds).toEqual(new Set(['BadInput']));
    expect(await call('session.current', {})).toEqual({ ok: true, value: null });
  });

  it('notes what it refused, without what was in it', async () => {
    const before = await noted(data, 'refused.call');
    await call('kit.tick', { step: 'a very private remark', status: 'done', secret: 'hush' });
    expect(await noted(data, 'refused.call')).toBe(before + 1);
    const text = await readFile(join(data, 'logs', 'shell.log'), 'utf8');
    expect(text).not.toMatch(/private remark|hush|secret/);
  });
});

describe('who may knock', () => {
  it('is not another window, even with the same page and preload script', async () => {
    const answer = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      try {
        await other.loadURL('app://bascule/index.html').catch(() => {});
        return (await other.webContents.executeJavaScript(
          "Promise.resolve().then(() => window.bascule.call('session.current', {})).catch(String)",
        )) as unknown;
      } finally {
        other.destroy();
      }
    });
    expect(answer).toEqual(badInput('sender'));
  });

  it('is not a frame inside the page', async () => {
    const { bridged, answers } = await running.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const bridged = (await webContents.executeJavaScript(`(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        return 'bascule' in frame.contentWindow;
      })()`)) as boolean;
      const frame = webContents.mainFrame.frames[0];
      // A frame has no bridge of its own to knock with, so its knock is made for it.
      type Handler = (event: unknown, ...args: unknown[]) => unknown;
      const inside = ipcMain as unknown as Record<string, Map<string, Handler>>;
      const knock = inside['_invokeHandlers']!.get('bascule:call')!;
      const answers = [
        await knock({ sender: webContents, senderFrame: frame }, 'session.current', '{}'),
        await knock({ sender: webContents, senderFrame: null }, 'session.current', '{}'),
      ];
      return { bridged, answers };
    });
    expect(bridged).toBe(false);
    expect(answers).toEqual([badInput('sender'), badInput('sender')]);
  });

  it('is nobody on another channel', async () => {
    const channels = await running.app.evaluate(({ ipcMain }) => {
      const inside = ipcMain as unknown as Record<string, Map<string, unknown>>;
      return {
        answered: [...inside['_invokeHandlers']!.keys()],
        // Electron itself listens to `error`.
        heard: ipcMain.eventNames().filter((name) => name !== 'error'),
      };
    });
    expect(channels).toEqual({
      answered: ['bascule:call'],
      heard: ['bascule:start', 'bascule:drop'],
    });
  });
});
