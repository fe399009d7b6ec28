import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { attachmentId } from '../../shared/attachments/attachment.entity.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import type { Sessions } from '../accounts/session.ts';
import type { Storage } from '../db/storage.ts';
import { answerErrors } from '../http/errors.ts';
import { limitRequests, REQUESTS_BY_ADDRESS, REQUESTS_BY_SESSION } from '../http/limits.ts';
import { LocalFeed } from '../sync/feed.ts';
import { afterwards } from '../testing/afterwards.ts';
import { openStorage, putRows, temporaryFolder } from '../testing/server.ts';
import { Blobs } from '../db/blobs.ts';
import { attachmentRoutes } from './routes.ts';

/** A server of contents alone, with rows of two schools. Who speaks is said by the token. */
export interface ContentServer {
  readonly url: string;
  readonly folder: string;
  readonly storage: Storage;
  readonly blobs: Blobs;
  readonly feed: LocalFeed;
  /** Another process of the same server: same folder, same database. */
  another(): Promise<string>;
}

/** Device of a person, as tokens name it. */
export const devices = {
  anna: 'aaaaaaaaaaaaaaaa',
  alain: 'aaaaaaaaaaaaaaa2',
  bruno: 'bbbbbbbbbbbbbbbb',
} as const;
export type Who = keyof typeof devices;

const sessions = {
  authenticate(header: string | undefined) {
    const who = /^Bearer (\w+)$/.exec(header ?? '')?.[1];
    if (who === undefined || !(who in devices)) return Promise.resolve(err({ type: 'NoSession' }));
    const device = devices[who as Who];
    return Promise.resolve(ok({ device, person: who, expiresAt: Number.POSITIVE_INFINITY }));
  },
} as unknown as Sessions;

/** Starts it: anna and alain are of school a, bruno of school b. */
export async function contentServer(): Promise<ContentServer> {
  const storage = await openStorage();
  const folder = temporaryFolder();
  const feed = new LocalFeed();
  const grant = (person: string, school: string) => ({
    entity: 'grant',
    id: `grant-${person}`,
    scope: `establishment:${school}` as const,
    values: { person, role: 'bursar' },
  });
  await putRows(storage, [grant('anna', 'a'), grant('alain', 'a'), grant('bruno', 'b')]);
  const blobs = new Blobs(folder);
  async function start(own: Blobs): Promise<string> {
    const app = Fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    answerErrors(app);
    await limitRequests(app, { byAddress: REQUESTS_BY_ADDRESS, bySession: REQUESTS_BY_SESSION });
    const context = { storage, feed, sessions, blobs: own, now: () => Date.now() };
    await app.register((scoped) => attachmentRoutes(scoped, context));
    await app.listen({ port: 0, host: '127.0.0.1' });
    afterwards(async () => {
      app.server.closeAllConnections();
      await app.close();
    });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  }
  const url = await start(blobs);
  return { url, folder, storage, blobs, feed, another: () => start(new Blobs(folder)) };
}

/** A content of random bytes with its hash. */
export function content(bytes: number): { data: Buffer; hash: string } {
  const data = randomBytes(bytes);
  return { data, hash: createHash('sha256').update(data).digest('hex') };
}

/** Writes the row of a content in a school. */
export async function attach(
  storage: Storage,
  school: string,
  hash: string,
  bytes: number,
  change: { deleted?: boolean; name?: string } = {},
): Promise<string> {
  const step = `${school}:opale:a1`;
  const id = attachmentId(step, hash);
  const { name = 'procès-verbal.pdf', ...rest } = change;
  const values = { establishment: school, kitStep: step, name, bytes, hash, ...rest };
  await putRows(storage, [{ entity: 'attachment', id, scope: `establishment:${school}`, values }]);
  return id;
}

export interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request by hand; `cutAfter` bytes of the body the connection is destroyed. */
export function ask(
  url: string,
  who: Who | null,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
  cutAfter?: number,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = http.request(url + path, {
      method,
      agent: false,
      headers: {
        ...(who === null ? {} : { authorization: `Bearer ${who}` }),
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(body.length) }),
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    if (cutAfter === undefined) request.end(body);
    else request.write(body!.subarray(0, cutAfter), () => request.destroy());
  });
}

const TUS = { 'tus-resumable': '1.0.0' };

/** Creates an upload. */
export function create(url: string, who: Who, hash: string, bytes: number): Promise<Answered> {
  return ask(url, who, 'POST', '/attachments/upload', {
    ...TUS,
    'upload-length': String(bytes),
    'upload-metadata': `hash ${Buffer.from(hash).toString('base64')}`,
  });
}

/** Sends a part of an upload. */
export function patch(
  url: string,
  who: Who,
  location: string,
  offset: number,
  data: Buffer,
  cutAfter?: number,
): Promise<Answered> {
  const headers = {
    ...TUS,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  };
  return ask(url, who, 'PATCH', location, headers, data, cutAfter);
}

/** Asks how far an upload has come. */
export function head(url: string, who: Who, location: string): Promise<Answered> {
  return ask(url, who, 'HEAD', location, TUS);
}

/** Creates and sends a content whole. */
export async function upload(
  url: string,
  who: Who,
  { data, hash }: { data: Buffer; hash: string },
): Promise<Answered> {
  const created = await create(url, who, hash, data.length);
  if (created.status !== 201) return created;
  return patch(url, who, created.headers.location!, 0, data);
}
