import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION, type WireError } from '../../shared/sync/protocol.ts';
import { errorCode } from '../db/sqlite/problems.ts';
import { badRequest, WireFailure } from './failure.ts';

const gunzip = promisify(zlib.gunzip);
const unbrotli = promisify(zlib.brotliDecompress);
/** A body that is too large is read on up to this multiple, so that the answer is heard. */
const DRAIN_FACTOR = 4;

/**
 * Reads a body: plain, or compressed by gzip or brotli.
 * @param limit most bytes, counted before and again after decompression
 * @throws WireFailure `TooLarge`, or `BadRequest` for a body that was cut or is not what its
 *   headers say
 */
export async function readBody(request: FastifyRequest, limit: number): Promise<Buffer> {
  const received = await receive(request, limit);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  switch (encoding) {
    case 'identity':
      return received;
    case 'gzip':
      return decompress(gunzip, encoding, received, limit);
    case 'br':
      return decompress(unbrotli, encoding, received, limit);
    default:
      throw badRequest('content-encoding');
  }
}

async function receive(request: FastifyRequest, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.raw as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (bytes > limit * DRAIN_FACTOR) break;
    }
  } catch (error) {
    throw errorCode(error) === undefined ? error : badRequest('body cut');
  }
  if (bytes > limit) throw new WireFailure({ type: 'TooLarge' });
  return Buffer.concat(chunks);
}

async function decompress(
  undo: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  encoding: string,
  received: Buffer,
  limit: number,
): Promise<Buffer> {
  try {
    return await undo(received, { maxOutputLength: limit });
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw new WireFailure({ type: 'TooLarge' });
    throw badRequest(encoding);
  }
}

/** The text of a body. @throws WireFailure when it is not UTF-8 */
export function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badRequest('utf-8');
  }
}

/**
 * Reads a JSON body of a route and checks protocol version and form, in this order: who speaks
 * another protocol is told so, whatever else its body looks like.
 */
export async function readJson<T>(
  request: FastifyRequest,
  schema: z.ZodType<T>,
  limit: number,
): Promise<T> {
  const text = decodeText(await readBody(request, limit));
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest('json');
  }
  return parseMessage(body, schema);
}

/** Checks a message that carries `protocol`. @throws WireFailure when it is not of the form */
function parseMessage<T>(body: unknown, schema: z.ZodType<T>): T {
  const unsupported = protocolUnsupported(body);
  if (unsupported !== null) throw new WireFailure(unsupported);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw badRequest(describeIssues(parsed.error));
  return parsed.data;
}

/** The answer to a message that says another protocol than those spoken here, or null. */
export function protocolUnsupported(message: unknown): WireError | null {
  const protocol = (message as { protocol?: unknown } | null | undefined)?.protocol;
  if (!Number.isInteger(protocol)) return null;
  const spoken =
    (protocol as number) >= OLDEST_PROTOCOL && (protocol as number) <= PROTOCOL_VERSION;
  return spoken
    ? null
    : { type: 'ProtocolUnsupported', oldest: OLDEST_PROTOCOL, newest: PROTOCOL_VERSION };
}

/** Where and why a value is not of its form, in a few words without the value itself. */
export function describeIssues(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'form';
  const place = issue.path.map(String).join('.');
  return `${place === '' ? '' : `${place}: `}${issue.message}`.slice(0, 200);
}
