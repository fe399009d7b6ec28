import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWire } from '../../main/core/sync/wire.ts';
import { proxyFromEnvironment } from '../../main/cli/proxyEnvironment.ts';
import { must, openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

const LOGIN = 'edgar.bergenia';
const folder = temporaryFolder();
let server: ServerProcess;
let proxy: Proxy;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  proxy = await startProxy();
});
beforeEach(() => {
  proxy.requests.length = 0;
  proxy.tunnels.length = 0;
  proxy.says = null;
});
afterAll(() => server.stop());

describe('the command behind a proxy', () => {
  const data = join(folder, 'cli');

  it('asks it for a plain address in absolute form, as the environment says', async () => {
    const environment = { HTTP_PROXY: proxy.url.replace('//', '//moi:secret%40@'), NO_PROXY: '' };
    const enrolled = await bascule(
      ['enrol', '--server', server.url, '--code', `demo-${LOGIN}`, '--data', data, '--json'],
      { environment },
    );
    expect(enrolled).toMatchObject({ code: 0, err: '' });
    expect(proxy.requests).toEqual(
      expect.arrayContaining(['POST /enrol', 'POST /session', 'POST /sync/pull']),
    );
    expect(proxy.tunnels).toEqual([]);
    expect(proxy.authorization).toBe(`Basic ${Buffer.from('moi:secret@').toString('base64')}`);
  });

  it('goes straight where NO_PROXY says so', async () => {
    const environment = { http_proxy: 'http://127.0.0.1:9', no_proxy: 'example.org, 127.0.0.1' };
    const synced = await bascule(['sync', '--data', data, '--json'], { environment });
    expect(synced).toMatchObject({ code: 0, err: '' });
    expect(proxy.requests).toEqual([]);
  });

  it('keeps the work when the proxy answers with a page of its own, or not at all', async () => {
    for (const says of [200, 407, 502]) {
      proxy.says = says;
      const environment = { HTTP_PROXY: proxy.url, NO_PROXY: '' };
      const synced = await bascule(['sync', '--data', data, '--json'], { environment });
      expect([says, synced.code]).toEqual([says, 3]);
    }
    const environment = { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };
    expect((await bascule(['sync', '--data', data, '--json'], { environment })).code).toBe(3);
  });
});

describe('a device behind a proxy', () => {
  it('works where the proxy holds event streams back, and through one that comes later', async () => {
    proxy.holdsEvents = true;
    let through: string | null = proxy.url;
    const device = await openDevice(join(folder, 'held'), {
      server: server.url,
      login: LOGIN,
      autoSync: true,
      proxyFor: () => Promise.resolve(through),
    });
    try {
      const [first, second] = await device.todo();
      await device.tick(first!, 'done');
      await device.sync();
      expect(await device.status()).toMatchObject({ pending: 0, reachable: true });
      // The laptop goes to another network: the way is asked for anew.
      proxy.says = 502;
      await device.tick(second!, 'done');
      expect((await device.core.call('sync.now', {})).ok).toBe(false);
      through = null;
      expect(must(await device.core.call('sync.now', {}))).toMatchObject({ rejected: 0 });
      expect(await device.status()).toMatchObject({ pending: 0, reachable: true });
    } finally {
      proxy.holdsEvents = false;
      await device.close();
    }
  });

  it('asks for a tunnel to a server that speaks TLS', async () => {
    const silent = net.createServer((socket) => socket.destroy());
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as net.AddressInfo;
    const wire = createWire(`https://127.0.0.1:${port}`, () => Promise.resolve(proxy.url));
    expect(await wire.probe()).toBe(false);
    await wire.close();
    silent.close();
    expect(proxy.tunnels).toEqual([`127.0.0.1:${port}`]);
    expect(proxy.requests).toEqual([]);
  });
});

describe('the proxy of an environment', () => {
  it('is chosen by scheme and host', async () => {
    const find = proxyFromEnvironment({
      HTTP_PROXY: 'proxy.local:3128',
      https_proxy: 'http://secure.local:8080',
      HTTPS_PROXY: 'http://not.this:1',
      NO_PROXY: '.intern.fr,exact.fr:8443 ,*.etoile.fr',
    });
    expect(await find('http://a.fr')).toBe('http://proxy.local:3128');
    expect(await find('https://a.fr/x')).toBe('http://secure.local:8080');
    expect(await find('https://intern.fr')).toBeNull();
    expect(await find('https://a.intern.fr')).toBeNull();
    expect(await find('https://notintern.fr')).toBe('http://secure.local:8080');
    expect(await find('https://exact.fr:8443')).toBeNull();
    expect(await find('https://exact.fr')).toBe('http://secure.local:8080');
    expect(await find('https://b.etoile.fr')).toBeNull();
    expect(
      await proxyFromEnvironment({ HTTP_PROXY: 'x:1', NO_PROXY: '*' })('http://a.fr'),
    ).toBeNull();
    expect(await proxyFromEnvironment({})('http://a.fr')).toBeNull();
  });
});
