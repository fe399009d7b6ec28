import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { close, start, temporaryFolder, type Running } from './harness.ts';
import { isRefused } from './journal.ts';
import { openOutside, type Outside } from './outside.ts';

/* Each test tries to get out of the page: to other addresses, windows, devices, or the network. */

let running: Running;
let outside: Outside;
let data = '';
let home = '';

beforeAll(async () => {
  outside = await openOutside();
  data = await temporaryFolder();
  running = await start({ data });
});
afterAll(async () => {
  await close(running);
  await outside.close();
});
beforeEach(() => {
  home = running.window.url();
});

const windows = () =>
  running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);

describe('the page cannot go elsewhere', () => {
  it.each(['https://example.org/', 'app://bascule/other', 'app://other/'])(
    'by its own script: %s',
    async (address) => {
      await isRefused(data, 'refused.navigation', () =>
        running.window.evaluate((to) => {
          location.href = to;
        }, address),
      );
      expect(running.window.url()).toBe(home);
    },
  );

  it('to an empty page, from where it comes back', async () => {
    await isRefused(data, 'refused.navigation', () =>
      running.window.evaluate(() => {
        location.href = 'about:blank';
      }),
    );
    await running.window.waitForURL((url) => url.protocol === 'app:');
    await running.window.waitForSelector('h1');
  });

  it('to a file, which the browser itself does not even try', async () => {
    await running.window.evaluate(() => {
      location.href = 'file:///etc/passwd';
    });
    // An attempt after it that is known to have been looked at: the first has then been, too.
    await isRefused(data, 'refused.navigation', () =>
      running.window.evaluate(() => {
        location.href = 'https://example.org/';
      }),
    );
    expect(running.window.url()).toBe(home);
  });

  it('by a link that somebody clicks', async () => {
    await isRefused(data, 'refused.navigation', () =>
      running.window.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://example.org/';
        document.body.append(link);
        link.click();
      }),
    );
    expect(running.window.url()).toBe(home);
  });

  it('by a form', async () => {
    const blocked = await running.window.evaluate(async (host) => {
      const violation = new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
      });
      document.body.insertAdjacentHTML('beforeend', `<form action="http://${host}/form"></form>`);
      document.querySelector('form')!.submit();
      return violation;
    }, outside.host);
    expect(blocked).toBe('form-action');
    expect(running.window.url()).toBe(home);
  });
});

describe('the page opens nothing', () => {
  it.each(['https://example.org/', 'about:blank', 'app://bascule/', 'data:text/html,1'])(
    'with window.open: %s',
    async (address) => {
      const before = await windows();
      await isRefused(data, 'refused.window', async () => {
        const opened = await running.window.evaluate((to) => window.open(to) !== null, address);
        expect(opened).toBe(false);
      });
      expect(await windows()).toBe(before);
    },
  );

  it('in the system’s browser either', async () => {
    await running.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (address) => {
        opened.push(address);
        return Promise.resolve();
      };
    });
    await isRefused(data, 'refused.window', () =>
      running.window.evaluate(() => {
        for (const to of ['https://example.org/', 'mailto:x@example.org', 'file:///etc/passwd']) {
          const link = document.createElement('a');
          link.href = to;
          link.target = '_blank';
          document.body.append(link);
          link.click();
        }
      }),
    );
    const opened = await running.app.evaluate(
      () => (globalThis as unknown as { opened: string[] }).opened,
    );
    expect(opened).toEqual([]);
  });

  it('as an embedded view', async () => {
    const before = await windows();
    const isElement = await running.window.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<webview src="https://example.org/"></webview>',
      );
      return 'getWebContentsId' in document.querySelector('webview')!;
    });
    expect(isElement).toBe(false);
    expect(await windows()).toBe(before);
  });

  it('as a download', async () => {
    await isRefused(data, 'refused.download', () =>
      running.window.evaluate(() => {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(['x']));
        link.download = 'x.sh';
        link.click();
      }),
    );
  });
});

describe('the page is given no device', () => {
  it.each(['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'])(
    'that is asked about: %s',
    async (name) => {
      const state = await running.window.evaluate(
        async (permission) =>
          (await navigator.permissions.query({ name: permission as PermissionName })).state,
        name,
      );
      expect(state).toBe('denied');
    },
  );

  it('that it takes without asking', async () => {
    const outcomes = await running.window.evaluate(async () => {
      const outcome = (attempt: Promise<unknown>): Promise<string> =>
        attempt.then(
          () => 'given',
          () => 'refused',
        );
      const { clipboard, mediaDevices } = navigator;
      return Promise.all([
        outcome(mediaDevices.getUserMedia({ audio: true })),
        outcome(mediaDevices.getUserMedia({ video: true })),
        outcome(mediaDevices.getDisplayMedia({ video: true })),
        outcome(clipboard.readText()),
        outcome(navigator.requestMIDIAccess({ sysex: true })),
        outcome(
          new Promise((resolve, reject) => {
            navigator.geolocation.getCurrentPosition(resolve, reject);
          }),
        ),
        Notification.requestPermission().then((answer) =>
          answer === 'granted' ? 'given' : 'refused',
        ),
      ]);
    });
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
  });
});

describe('the page reaches no network', () => {
  it('by any of the ways a browser has', async () => {
    const outcomes = await running.window.evaluate(async (host) => {
      const element = (markup: string): Promise<string> =>
        new Promise((resolve) => {
          const holder = document.createElement('div');
          holder.innerHTML = markup;
          const child = holder.firstElementChild!;
          child.addEventListener('load', () => resolve('reached'));
          child.addEventListener('error', () => resolve('refused'));
          document.body.append(holder);
        });
      const events = (source: EventTarget): Promise<string> =>
        new Promise((resolve) => {
          source.addEventListener('open', () => resolve('reached'));
          source.addEventListener('error', () => resolve('refused'));
        });
      const attempt = (run: () => Promise<string>): Promise<string> =>
        new Promise<string>((resolve) => resolve(run())).catch(() => 'refused');
      return Promise.all([
        attempt(() => fetch(`http://${host}/fetch`, { mode: 'no-cors' }).then(() => 'reached')),
        attempt(() => element(`<img src="http://${host}/img">`)),
        attempt(() => element(`<link rel="stylesheet" href="http://${host}/css">`)),
        attempt(() => events(new WebSocket(`ws://${host}/ws`))),
        attempt(() => events(new EventSource(`http://${host}/events`))),
      ]);
    }, outside.host);
    expect(outcomes).toEqual(Array.from(outcomes, () => 'refused'));
  });

  it('nor by those that give no answer', async () => {
    await running.window.evaluate(async (host) => {
      navigator.sendBeacon(`http://${host}/beacon`, 'x');
      for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'modulepreload']) {
        const link = document.createElement('link');
        Object.assign(link, { rel, href: `http://${host}/${rel}` });
        document.head.append(link);
      }
      try {
        const turn = { username: 'x', credential: 'x' };
        const peer = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:${host}` },
            { urls: [`turn:${host}`, `turn:${host}?transport=tcp`], ...turn },
          ],
        });
        peer.createDataChannel('x');
        const gathered = new Promise<void>((resolve) => {
          peer.addEventListener('icegatheringstatechange', () => {
            if (peer.iceGatheringState === 'complete') resolve();
          });
        });
        await peer.setLocalDescription();
        await gathered;
        peer.close();
      } catch {
        // Not being able to is what is wanted.
      }
    }, outside.host);
    expect(outside.visits).toEqual([]);
  });
});
