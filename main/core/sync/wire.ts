import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { wireErrorSchema } from '../../../shared/sync/protocol.ts';
import { ExpectedFailure } from '../store/failures.ts';
import { createLine, type ProxyFor } from './line.ts';
import {
  WireFailure,
  type ContentAnswer,
  type ContentRequest,
  type Traffic,
} from './serverLink.ts';

const compress = promisify(brotliCompress);

const PROBE_TIMEOUT_MS = 5_000;
/** What is smaller fits into one packet as it is: compressing it would only take time. */
const COMPRESS_FROM_BYTES = 1_200;
/** See docs/adr/0012: smaller than gzip at its best, in less than half the time. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };

/** HTTP to one server: bodies compressed, bytes counted, failures told apart. */
export interface Wire {
  readonly server: string;
  /** Sends JSON (or the text given) and reads JSON. @throws WireFailure, ExpectedFailure ServerUnreachable */
  send(path: string, body: unknown, options?: SendOptions): Promise<unknown>;
  /** Sends bytes and reads bytes, at most `limit` of them. */
  sendBytes(
    path: string,
    body: Uint8Array,
    options: { readonly token: string; readonly limit: number },
  ): Promise<Uint8Array>;
  /** Sends JSON and reads lines as they come. A stream that breaks throws ServerUnreachable. */
  lines(path: string, body: unknown, options?: SendOptions): AsyncGenerator<string>;
  /** Opens a stream that stays open; ends when the signal aborts or the server goes. */
  stream(path: string, token: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>>;
  /** Sends and reads a body as it is; every status is an answer. @throws ServerUnreachable */
  content(request: ContentRequest, token: string): Promise<ContentAnswer>;
  /** Whether the server answers now. */
  probe(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SendOptions {
  readonly token?: string;
  /** The body is text already. */
  readonly text?: boolean;
  readonly traffic?: Traffic;
}

/**
 * @param server address such as `https://bascule.example.org`, with or without a path
 * @param proxyFor the proxy on the way to an address; default: none
 * @throws ExpectedFailure ServerAddressInvalid
 */
export function createWire(server: string, proxyFor?: ProxyFor): Wire {
  const base = parseServer(server);
  const line = createLine(base, proxyFor);
  const { request } = line;
  const lost = (): ExpectedFailure => {
    line.doubt();
    return unreachable(base);
  };

  async function open(
    path: string,
    body: unknown,
    options: SendOptions,
  ): Promise<Dispatcher.ResponseData> {
    const bytes = body instanceof Uint8Array;
    const text = options.text === true ? String(body) : bytes ? '' : JSON.stringify(body);
    const headers: Record<string, string> = {
      'content-type': bytes
        ? 'application/octet-stream'
        : options.text === true
          ? 'text/plain; charset=utf-8'
          : 'application/json',
      'accept-encoding': 'br, gzip',
    };
    if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
    let payload: Buffer = bytes ? Buffer.from(body) : Buffer.from(text);
    // Bytes are an encrypted file: they would only grow.
    if (!bytes && payload.length >= COMPRESS_FROM_BYTES) {
      payload = await compress(payload, QUALITY);
      headers['content-encoding'] = 'br';
    }
    if (options.traffic !== undefined) options.traffic.up += payload.length;
    let response: Dispatcher.ResponseData;
    try {
      response = await request(path, {
        method: 'POST',
        headers,
        body: payload,
      });
    } catch {
      throw lost();
    }
    if (response.statusCode >= 400) throw (await errorOf(response)) ?? lost();
    return response;
  }

  return {
    server: base,
    async send(path, body, options = {}) {
      const response = await open(path, body, options);
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of decoded(response, options.traffic)) chunks.push(chunk);
        return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
      } catch {
        throw lost();
      }
    },
    async sendBytes(path, body, { token, limit }) {
      const response = await open(path, body, { token });
      const chunks: Buffer[] = [];
      let length = 0;
      try {
        for await (const chunk of decoded(response, undefined)) {
          length += chunk.length;
          if (length > limit) throw new Error('more than an answer has');
          chunks.push(chunk);
        }
      } catch {
        throw lost();
      }
      return Buffer.concat(chunks);
    },
    async *lines(path, body, options = {}) {
      const response = await open(path, body, options);
      let rest = '';
      const decoder = new TextDecoder();
      const chunks = decoded(response, options.traffic)[Symbol.asyncIterator]();
      for (;;) {
        let next: IteratorResult<Buffer>;
        try {
          next = await chunks.next();
        } catch {
          throw lost();
        }
        if (next.done === true) break;
        rest += decoder.decode(next.value, { stream: true });
        const parts = rest.split('\n');
        rest = parts.pop()!;
        for (const line of parts) if (line !== '') yield line;
      }
      if (rest !== '') yield rest;
    },
    async stream(path, token, signal) {
      let response: Dispatcher.ResponseData;
      try {
        response = await request(path, {
          method: 'GET',
          signal,
          headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
          bodyTimeout: 0,
        });
      } catch {
        throw lost();
      }
      if (response.statusCode >= 400) throw (await errorOf(response)) ?? lost();
      return response.body;
    },
    async content({ method, path, headers, body, signal }, token) {
      let response: Dispatcher.ResponseData;
      try {
        response = await request(path, {
          method,
          headers: { ...headers, authorization: `Bearer ${token}` },
          body: body?.() ?? null,
          signal,
        });
      } catch {
        throw lost();
      }
      const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
      const { statusCode: status, body: answered } = response;
      return {
        status,
        headers: Object.fromEntries(flat) as Record<string, string>,
        body: answered,
      };
    },
    async probe() {
      try {
        const response = await request('/health', {
          method: 'GET',
          headersTimeout: PROBE_TIMEOUT_MS,
        });
        await response.body.dump();
        return response.statusCode === 200;
      } catch {
        return false;
      }
    },
    async close() {
      await line.close();
    },
  };
}

/** The body without its compression, its bytes counted as they arrived. */
function decoded(
  response: Dispatcher.ResponseData,
  traffic: Traffic | undefined,
): AsyncIterable<Buffer> {
  const { body } = response;
  if (traffic !== undefined) body.on('data', (chunk: Buffer) => (traffic.down += chunk.length));
  const encoding = response.headers['content-encoding'];
  if (encoding !== 'gzip' && encoding !== 'br') return body;
  const plain = encoding === 'br' ? createBrotliDecompress() : createGunzip();
  body.on('error', (error) => plain.destroy(error));
  return body.pipe(plain);
}

/** The protocol's error that an answer carries; null when it is not of our server's making. */
async function errorOf(response: Dispatcher.ResponseData): Promise<WireFailure | null> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of decoded(response, undefined)) chunks.push(chunk);
    const parsed = wireErrorSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    return parsed.success ? new WireFailure(parsed.data.error) : null;
  } catch {
    // A proxy's page, or cut.
    return null;
  }
}

/** No whole answer came. */
export function unreachable(server: string): ExpectedFailure {
  return new ExpectedFailure({ type: 'ServerUnreachable', server });
}

/** The failure that a thrown error of the wire stands for, or null. */
export function failureOf(error: unknown): CoreFailure | null {
  if (error instanceof ExpectedFailure) return error.failure;
  if (error instanceof WireFailure) return { type: 'ServerRefused', error: error.error };
  return null;
}

/** Normalises a server address: http or https, no trailing slash. */
export function parseServer(server: string): string {
  const text = server.trim();
  const withScheme = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    throw new ExpectedFailure({ type: 'ServerAddressInvalid', server: text });
  }
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new ExpectedFailure({ type: 'ServerAddressInvalid', server: text });
  }
  return url.href.replace(/\/+$/, '');
}
