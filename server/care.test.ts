import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { loadIdentity } from './accounts/identity.ts';
import { buildApp, type AppOptions } from './app.ts';
import type { Storage } from './db/storage.ts';
import { seedDemo } from './demo/seed.ts';
import { LocalFeed } from './sync/feed.ts';
import { TestDevice } from './testing/client.ts';
import { openStorage, temporaryFolder } from './testing/server.ts';
import { demoStep } from './testing/ticks.ts';

const SCHOOL = 'establishment:etab-v6-01' as const;
const STEP = demoStep('etab-v6-01', 'cloture-kit');
const CODE = 'demo-edgar.bergenia';

/** A server whose parts can be reached, with bounds of its own. */
async function serve(
  limits: AppOptions['limits'],
  wrap: (storage: Storage) => Storage = (storage) => storage,
): Promise<{ url: string; app: Awaited<ReturnType<typeof buildApp>> }> {
  const storage = await openStorage();
  const dataDir = temporaryFolder();
  await seedDemo(storage, 'amiens-v6', '', Date.now());
  const app = await buildApp({
    storage: wrap(storage),
    dataDir,
    identity: await loadIdentity(storage),
    feed: new LocalFeed(),
    demo: true,
    now: Date.now,
    logger: pino({ level: 'silent' }),
    ...(limits === undefined ? {} : { limits }),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  return { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, app };
}

function noted(device: TestDevice, note: string): object {
  return device.transaction([{ entity: 'kitStep', row: STEP, scope: SCHOOL, set: { note } }]);
}

describe('a server under load', () => {
  it('bounds what one session asks for, and no other', async () => {
    const { url } = await serve({ bySession: 3 });
    const device = await TestDevice.enrolled(url, CODE);
    const other = await TestDevice.enrolled(url, CODE);
    const seen: number[] = [];
    for (let time = 0; time < 5; time += 1) seen.push((await device.ping()).status);
    expect(seen).toEqual([200, 200, 200, 429, 429]);
    expect((await device.ping()).body).toMatchObject({
      error: { type: 'TooMany', retryAfterMs: expect.any(Number) },
    });
    expect((await other.ping()).status).toBe(200);
  });

  it('bounds what one address asks for, on every route', async () => {
    const { url } = await serve({ byAddress: 2 });
    for (const route of ['/health', '/session', '/nowhere']) {
      const { status, headers } = await fetch(url + route, { method: 'POST' });
      if (route === '/nowhere') {
        expect([status, headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
      } else expect(status).not.toBe(429);
    }
  });

  it('takes a bounded number of pushes at once, and says to the others when to come back', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let entered = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (entered = resolve));
    let holding = false;
    const { url } = await serve(
      { waitingPushes: 1 },
      (storage) =>
        // The database that does not answer.
        new Proxy(storage, {
          get(target, name) {
            if (name !== 'transaction') {
              const value: unknown = Reflect.get(target, name);
              return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
            }
            return async (work: Parameters<Storage['transaction']>[0]) => {
              if (holding) {
                entered();
                await held;
              }
              return target.transaction(work);
            };
          },
        }),
    );
    const [device, other] = [
      await TestDevice.enrolled(url, CODE),
      await TestDevice.enrolled(url, CODE),
    ];
    holding = true;
    const first = device.push([noted(device, 'un')]);
    await isHeld;
    const batch = other.seal([noted(other, 'deux')]);
    const busy = await other.pushText<object>(batch);
    expect([busy.status, busy.body]).toEqual([
      503,
      { error: { type: 'Busy', retryAfterMs: expect.any(Number) } },
    ]);
    letGo();
    expect((await first).status).toBe(200);
    expect((await other.pushText(batch)).status).toBe(200);
  });
});

describe('figures', () => {
  it('count requests, transactions and conflicts, and name nobody', async () => {
    const { url } = await serve({});
    const device = await TestDevice.enrolled(url, CODE);
    const other = await TestDevice.enrolled(url, CODE);
    const batch = device.seal([
      noted(device, 'secret-un'),
      device.transaction([
        { entity: 'kitStep', row: STEP, scope: SCHOOL, set: { status: 'nonsense' } },
      ]),
    ]);
    await device.pushText(batch);
    await device.pushText(batch);
    await other.push([noted(other, 'secret-deux')]);
    await other.pull();
    await fetch(`${url}/nowhere`);
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await response.text();
    for (const line of [
      'bascule_requests_total{route="/sync/push",status="200"} 3',
      'bascule_requests_total{route="/sync/pull",status="200"} 1',
      'bascule_requests_total{route="none",status="404"} 1',
      'bascule_transactions_total{outcome="accepted"} 2',
      'bascule_transactions_total{outcome="refused"} 1',
      'bascule_conflicts_total 1',
      'bascule_event_streams 0',
      'bascule_waiting_pushes 0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toContain('process_resident_memory_bytes');
    for (const secret of [device.id, 'secret', 'bergenia', 'etab-v6']) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  it('are for this computer only, unless said otherwise', async () => {
    const { app } = await serve({});
    const ask = (remoteAddress: string, headers = {}): Promise<number> =>
      app
        .inject({ method: 'GET', url: '/metrics', remoteAddress, headers })
        .then(({ statusCode }) => statusCode);
    expect(await ask('127.0.0.1')).toBe(200);
    expect(await ask('::ffff:127.0.0.1')).toBe(200);
    expect(await ask('10.0.0.7')).toBe(404);
    // A proxy on this computer brings others.
    expect(await ask('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' })).toBe(404);
  });
});
