import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, createAssets } from './assets.ts';

let home = '';
let answer: ReturnType<typeof createAssets>;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'bascule assets é '));
  const root = join(home, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'page.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'page.js.map'), '{}');
  writeFileSync(join(home, 'secret.json'), '{}');
  answer = createAssets(root);
});
afterAll(() => rmSync(home, { recursive: true }));

const get = (url: string, method = 'GET') => answer({ method, url });

describe('the page’s files', () => {
  it('are served with their type and the security policy', async () => {
    const page = await get('app://bascule/');
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await get('app://bascule/assets/page.js?v=1#x');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    'app://bascule/../secret.json',
    'app://bascule/..%2fsecret.json',
    'app://bascule/%2e%2e/secret.json',
    'app://bascule/%2e%2e%2fsecret.json',
    'app://bascule/..%5csecret.json',
    'app://bascule/assets/%252e%252e/%252e%252e/secret.json',
    'app://bascule//secret.json',
    'app://bascule/%00',
    'app://bascule/%',
    'app://bascule/assets',
    'app://bascule/assets/page.js.map',
    'app://other/index.html',
    'file:///etc/passwd',
    'app:index.html',
    'not an address',
  ])('are all there is: %s', async (address) => {
    expect((await get(address)).status).toBe(404);
  });

  it('are only read', async () => {
    expect((await get('app://bascule/', 'POST')).status).toBe(405);
    const head = await get('app://bascule/', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

describe('the security policy', () => {
  it('allows no inline script, no eval and no network', () => {
    const rules = new Map(
      CONTENT_SECURITY_POLICY.split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(rules.get('default-src')).toBe("'none'");
    expect(rules.get('script-src')).toBe("'self'");
    expect(rules.get('connect-src')).toBe("'none'");
    expect(rules.get('frame-ancestors')).toBe("'none'");
  });
});
