import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, start, temporaryFolder, type Running } from './harness.ts';

/* Each test tries what must not be possible, from where an intruder would be: in the page. */

let running: Running;

beforeAll(async () => {
  running = await start({ data: await temporaryFolder() });
});
afterAll(() => close(running));

describe('the page', () => {
  it('has no Node', async () => {
    // As text, because the test runner has an import() of its own.
    const found = await running.window.evaluate(`(async () => {
      const globals = ['require', 'module', 'process', 'Buffer', 'global', '__dirname', 'electron'];
      const names = ['node:fs', 'fs', 'electron', 'electron/renderer'];
      const imported = await Promise.allSettled(names.map((name) => import(name)));
      return [
        ...globals.filter((name) => name in window),
        ...imported.filter(({ status }) => status === 'fulfilled'),
      ];
    })()`);
    expect(found).toEqual([]);
  });

  it('has the bridge and nothing of Electron beside it', async () => {
    const shape = await running.window.evaluate(() => ({
      bridge: Object.keys(window.bascule).sort(),
      preferences: Object.keys(window.bascule.preferences).sort(),
    }));
    expect(shape).toEqual({
      bridge: ['call', 'defaultServer', 'onEvent', 'platform', 'preferences', 'version'],
      preferences: ['read', 'write'],
    });
  });

  it('cannot reach the preload script’s world through the bridge', async () => {
    const found = await running.window.evaluate(async () => {
      // What is run by the debugger itself is spared the policy on eval; what comes later is not.
      await new Promise((resolve) => setTimeout(resolve));
      const original = window.bascule.call;
      const attempts: unknown[] = [];
      try {
        (window as { bascule: unknown }).bascule = { call: () => 'replaced' };
      } catch {
        // Refusing loudly is as good.
      }
      attempts.push(window.bascule.call === original);
      try {
        const world = (original.constructor as FunctionConstructor)('return typeof process')();
        attempts.push(world);
      } catch (error) {
        attempts.push((error as Error).name);
      }
      return attempts;
    });
    expect(found).toEqual([true, 'EvalError']);
  });

  it('is isolated, sandboxed and without any weakening', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      // Not in Electron's types: what the page really runs with.
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(preferences['enableBlinkFeatures']).toBeFalsy();
  });

  it('does not change the built-in objects that the preload script uses', async () => {
    const answer = await running.window.evaluate(async () => {
      JSON.stringify = () => '{"intruder":1}';
      Promise.resolve = () => Promise.reject(new Error('replaced'));
      return window.bascule.call('session.current', {});
    });
    expect(answer).toEqual({ ok: true, value: null });
    await running.window.reload();
  });
});

describe('the content security policy', () => {
  it('does not run an injected inline script', async () => {
    const { ran, blocked } = await running.window.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.intruder = 1';
      document.head.append(script);
      return { blocked: await violation, ran: 'intruder' in window };
    });
    expect({ ran, blocked }).toEqual({ ran: false, blocked: 'script-src-elem' });
  });

  it('does not run an inline handler or a javascript: link', async () => {
    const { ran, blocked } = await running.window.evaluate(async () => {
      const blocked: string[] = [];
      const both = new Promise<void>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => {
          blocked.push(event.effectiveDirective);
          if (blocked.includes('script-src-attr') && blocked.includes('script-src-elem')) resolve();
        });
      });
      document.body.insertAdjacentHTML(
        'beforeend',
        '<img src="data:," onerror="window.intruder=1">',
      );
      const link = document.createElement('a');
      link.href = 'javascript:void(window.intruder=1)';
      document.body.append(link);
      link.click();
      await both;
      return { blocked, ran: 'intruder' in window };
    });
    expect(ran).toBe(false);
    expect(blocked.length).toBeGreaterThanOrEqual(2);
  });

  it('refuses eval and its relatives', async () => {
    const names = await running.window.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve));
      const attempt = (run: () => unknown): string => {
        try {
          run();
          return 'ran';
        } catch (error) {
          return (error as Error).name;
        }
      };
      // oxlint-disable-next-line no-eval, no-new-func, typescript/no-implied-eval
      return [attempt(() => (0, eval)('1')), attempt(() => new Function('return 1')())];
    });
    expect(names).toEqual(['EvalError', 'EvalError']);
  });

  it('takes no script from elsewhere', async () => {
    const outcomes = await running.window.evaluate(() =>
      Promise.all(
        ['https://example.org/x.js', 'data:text/javascript,window.intruder=1', 'blob:'].map(
          (source) =>
            new Promise<string>((resolve) => {
              const script = document.createElement('script');
              script.src =
                source === 'blob:'
                  ? URL.createObjectURL(
                      new Blob(['window.intruder=1'], { type: 'text/javascript' }),
                    )
                  : source;
              script.addEventListener('error', () => resolve('refused'));
              script.addEventListener('load', () => resolve('ran'));
              document.head.append(script);
            }),
        ),
      ),
    );
    expect(outcomes).toEqual(['refused', 'refused', 'refused']);
    expect(await running.window.evaluate(() => 'intruder' in window)).toBe(false);
  });

  it('lets no other page frame this one, nor this one another', async () => {
    const framed = await running.window.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
      });
      const frame = document.createElement('iframe');
      frame.src = 'app://bascule/index.html';
      document.body.append(frame);
      const directive = await violation;
      frame.remove();
      return directive;
    });
    expect(framed).toBe('frame-src');
  });
});
