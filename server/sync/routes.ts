import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { historyRequestSchema } from '../../shared/sync/history.protocol.ts';
import { MAX_PUSH_BYTES, pullRequestSchema, type Frame } from '../../shared/sync/protocol.ts';
import type { Session, Sessions } from '../accounts/session.ts';
import { decodeText, readBody, readJson } from '../http/body.ts';
import { badRequest } from '../http/failure.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Turnstile } from '../http/turnstile.ts';
import { unwrap } from '../http/unwrap.ts';
import type { Events } from './events.ts';
import { rowHistory } from './history.ts';
import { pull } from './pull.ts';
import { push, type PushContext } from './push.ts';

/** A batch is smaller, but a single transaction may be larger than a batch. */
export const MAX_PUSH_BODY_BYTES = 4 * MAX_PUSH_BYTES;
/** Cursors of ten thousand scopes. */
const MAX_PULL_REQUEST_BYTES = 1_000_000;
const MAX_HISTORY_REQUEST_BYTES = 2_000;
/**
 * Of the snapshot of a pilot of 61 schools (1.4 MB) level 1 leaves 120 kB in 5 ms, 4 leaves
 * 100 kB in 20 ms, 6 leaves 94 kB in 40 ms, 9 leaves 83 kB in 95 ms: beyond 4 the server's time
 * costs more than the line's.
 */
const GZIP_LEVEL = 4;
/** Characters that fit into one packet. */
const COMPRESS_FROM_LENGTH = 1_200;

export interface SyncContext extends PushContext {
  readonly turnstile: Turnstile;
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  readonly events: Events;
}

/** `POST /sync/push`, `/sync/pull`, `/sync/history` and `GET /sync/events`, all for an open session. */
export async function syncRoutes(app: FastifyInstance, context: SyncContext): Promise<void> {
  const session = async (request: FastifyRequest): Promise<Session> =>
    unwrap(await context.sessions.authenticate(request.headers.authorization));

  app.post('/sync/push', async (request) => {
    const device = unwrap(await context.sessions.deviceOf(request.headers.authorization));
    const started = performance.now();
    return context.turnstile.pass(async () => {
      const text = decodeText(await readBody(request, MAX_PUSH_BODY_BYTES));
      const { answer, transactions, repeat } = unwrap(await push(context, { device }, text));
      if (!repeat) context.metrics.decided(transactions, answer);
      const { refused, conflicts } = answer;
      request.log.info(
        {
          transactions,
          refused: refused.length,
          conflicts,
          repeat,
          bytes: text.length,
          ms: Math.round(performance.now() - started),
        },
        'push',
      );
      return answer;
    });
  });

  app.post('/sync/pull', async (request, reply) => {
    const asker = await session(request);
    const wanted = await readJson(request, pullRequestSchema, MAX_PULL_REQUEST_BYTES);
    requireSame(wanted.device, asker.device);
    return sendFrames(request, reply, pull(context, asker, wanted.cursors));
  });

  app.post('/sync/history', async (request) => {
    const asker = await session(request);
    const wanted = await readJson(request, historyRequestSchema, MAX_HISTORY_REQUEST_BYTES);
    requireSame(wanted.device, asker.device);
    return rowHistory(context.storage, asker.person, wanted);
  });

  app.get('/sync/events', async (request, reply) => {
    const stream = context.events.stream(await session(request));
    void reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no');
    return reply.send(stream);
  });
}

/** A body speaks for the device of the session and no other. */
function requireSame(claimed: string, device: string): void {
  if (claimed !== device) throw badRequest('device');
}

/** Frames as lines of text. Once they have all been read, or no more are wanted, one line is logged. */
async function* asLines(
  request: FastifyRequest,
  frames: AsyncGenerator<Frame>,
): AsyncGenerator<string> {
  const started = performance.now();
  const figures = { snapshots: 0, rows: 0, changes: 0, bytes: 0, whole: false };
  try {
    for await (const frame of frames) {
      if (frame.type === 'snapshot') {
        figures.rows += frame.rows.length;
        if (frame.last) figures.snapshots += 1;
      } else if (frame.type === 'changes') figures.changes += frame.changes.length;
      else if (frame.type === 'end') figures.whole = true;
      const line = `${JSON.stringify(frame)}\n`;
      figures.bytes += line.length;
      yield line;
    }
  } finally {
    request.log.info({ ...figures, ms: Math.round(performance.now() - started) }, 'pull');
  }
}

/**
 * Streams frames as they are read. A fault on the way cuts the stream before its `end` frame,
 * which tells the device to ask again. An answer of one packet, as each tick of a colleague brings
 * one, is sent as it is: to compress it would take longer than all the rest.
 */
async function sendFrames(
  request: FastifyRequest,
  reply: FastifyReply,
  frames: AsyncGenerator<Frame>,
): Promise<FastifyReply> {
  void reply.header('content-type', 'application/x-ndjson').header('vary', 'accept-encoding');
  const lines = asLines(request, frames);
  let head = '';
  while (head.length < COMPRESS_FROM_LENGTH) {
    const next = await lines.next();
    if (next.done === true) return reply.send(head);
    head += next.value;
  }
  const all = Readable.from(withHead(head, lines), { highWaterMark: 1 });
  // One that is closed before it is read never starts, and would leave a view of the database open.
  all.once('close', () => void lines.return(undefined));
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(all);
  const gzip = zlib.createGzip({ level: GZIP_LEVEL });
  all.once('error', (error) => gzip.destroy(error));
  gzip.once('close', () => all.destroy());
  return reply.header('content-encoding', 'gzip').send(all.pipe(gzip));
}

async function* withHead(head: string, lines: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* lines;
}
