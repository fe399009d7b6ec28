import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Where the page lives: `app://bascule/`. */
export const SCHEME = 'app';
export const HOST = 'bascule';
export const PAGE = `${SCHEME}://${HOST}/`;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The page may run its own scripts and nothing else; the core, not the page, uses the network. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The design system computes styles while the page runs.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
};

export interface AssetRequest {
  readonly method: string;
  readonly url: string;
}

/**
 * Answers requests for the files under `folder`, listed once. A request is looked up in that list:
 * no path is ever made from an address, so no spelling of `..` can leave the folder.
 */
export function createAssets(folder: string): (request: AssetRequest) => Promise<Response> {
  const files = list(folder);
  return async ({ method, url }) => {
    const file = files.get(pathOf(url) ?? '');
    if (file === undefined) return refusal(404);
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    const body = await readFile(file).catch(() => undefined);
    if (body === undefined) return refusal(404);
    return new Response(method === 'HEAD' ? null : body, {
      headers: { ...HEADERS, 'Content-Type': TYPES[extname(file)] ?? '' },
    });
  };
}

/** Files that have a known type, by the path they are asked for; `/` is the page itself. */
function list(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  // Own recursion: readdir of a packed archive does not go into folders.
  const visit = (at: string, path: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = join(at, entry.name);
      if (entry.isDirectory()) visit(file, `${path}${entry.name}/`);
      else if (TYPES[extname(entry.name)] !== undefined) files.set(`${path}${entry.name}`, file);
    }
  };
  visit(folder, '/');
  const page = files.get('/index.html');
  if (page !== undefined) files.set('/', page);
  return files;
}

function pathOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST) return undefined;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}
