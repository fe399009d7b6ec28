import fs from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WireFailure } from '../http/failure.ts';
import type { AttachmentsContext } from './context.ts';
import { recordLost } from './keep.ts';
import { knownTo } from './rows.ts';

/** `[first, last]` byte of a content; `'none'`: what was asked lies outside. */
type Span = readonly [number, number] | 'none';

/**
 * Reads a `Range` header of one range (RFC 9110, 14.1.2). Null: the whole is to be sent, as the
 * standard asks for ranges that are not understood.
 */
function readRange(header: string | undefined, size: number): Span | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '') {
    if (last === '') return null;
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : [size - length, size - 1];
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'none' : [start, end];
}

/**
 * Answers a content to somebody who may read a live row of it, in whole or in part. All else is
 * answered alike: that a content exists somewhere is nobody's business.
 */
export async function sendContent(
  context: AttachmentsContext,
  person: string,
  hash: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { storage, blobs } = context;
  const known = await storage.read((read) => knownTo(read, person, hash));
  if (known === null || !known.received) throw new WireFailure({ type: 'NotFound' });
  if (!(await blobs.isWhole(hash))) {
    // Lost or damaged on this disk: said to all, so that a device that has it sends it again.
    request.log.error({ hash }, 'content lost or damaged');
    await blobs.remove(hash);
    await recordLost(context, hash);
    throw new WireFailure({ type: 'NotFound' });
  }
  const size = (await blobs.size(hash))!;
  const etag = `"${hash}"`;
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(known.name)}`,
  });
  const condition = request.headers['if-range'];
  const asked = condition === undefined || condition === etag ? request.headers.range : undefined;
  const span = readRange(asked, size);
  if (span === 'none') {
    return reply.code(416).header('content-range', `bytes */${size}`).send();
  }
  const [start, end] = span ?? [0, size - 1];
  if (span !== null) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  void reply.header('content-length', end - start + 1);
  return reply.send(fs.createReadStream(blobs.file(hash), { start, end }));
}

/** A name as RFC 8187 writes it. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
