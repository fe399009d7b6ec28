import { expect, it } from 'vitest';
import { proxyOf } from './proxyList.ts';

it('takes the first way of a list of proxies', () => {
  expect(proxyOf('PROXY proxy.rectorat.fr:3128; DIRECT')).toBe('http://proxy.rectorat.fr:3128');
  expect(proxyOf('HTTPS a:443')).toBe('https://a:443');
  expect(proxyOf('SOCKS5 a:1080;DIRECT')).toBe('socks5://a:1080');
  expect(proxyOf('DIRECT; PROXY a:1')).toBeNull();
  expect(proxyOf('')).toBeNull();
  expect(proxyOf('QUIC a:1')).toBeNull();
});
