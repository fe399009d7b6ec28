import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse, HttpStack, UploadOptions } from 'tus-js-client';
import type { ContentLine } from '../sync/serverLink.ts';

/** A stretch of a file, opened when it is sent, and again when it has to be sent again. */
interface Stretch {
  readonly size: number;
  readonly open: () => Readable;
}

/** Gives the tus library a file in stretches. */
export function contentReader(
  file: string,
  bytes: number,
): NonNullable<UploadOptions['fileReader']> {
  return {
    openFile: () =>
      Promise.resolve({
        size: bytes,
        slice(start, end) {
          const size = Math.max(0, Math.min(end, bytes) - start);
          const open = (): Readable =>
            createReadStream(file, { start, end: Math.max(start, start + size - 1) });
          return Promise.resolve({ value: { size, open }, done: start + size >= bytes });
        },
        close: () => undefined,
      }),
  };
}

/** Has the tus library speak over this device's line. Only the path of an address counts. */
export function lineStack(line: ContentLine, signal: AbortSignal): HttpStack {
  return {
    createRequest: (method, url) => lineRequest(method, url, line, signal),
    getName: () => 'bascule',
  };
}

function lineRequest(
  method: string,
  url: string,
  line: ContentLine,
  signal: AbortSignal,
): HttpRequest {
  const headers: Record<string, string> = {};
  const own = new AbortController();
  return {
    getMethod: () => method,
    getURL: () => url,
    setHeader: (name, value) => void (headers[name.toLowerCase()] = value),
    getHeader: (name) => headers[name.toLowerCase()],
    setProgressHandler: () => undefined,
    async send(body: Stretch | null = null): Promise<HttpResponse> {
      if (body !== null) headers['content-length'] = String(body.size);
      const answer = await line({
        method,
        path: new URL(url).pathname,
        headers,
        body: body?.open ?? null,
        signal: AbortSignal.any([own.signal, signal]),
      });
      const chunks: Buffer[] = [];
      for await (const chunk of answer.body) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      return {
        getStatus: () => answer.status,
        getHeader: (name) => answer.headers[name.toLowerCase()],
        getBody: () => text,
        getUnderlyingObject: () => null,
      };
    },
    abort() {
      own.abort();
      return Promise.resolve();
    },
    getUnderlyingObject: () => null,
  };
}
