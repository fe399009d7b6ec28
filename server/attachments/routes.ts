import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HASH_PATTERN, MAX_ATTACHMENT_BYTES } from '../../shared/attachments/attachment.entity.ts';
import type { Session } from '../accounts/session.ts';
import { badRequest, WireFailure } from '../http/failure.ts';
import { allow } from '../http/limits.ts';
import { unwrap } from '../http/unwrap.ts';
import type { AttachmentsContext } from './context.ts';
import { sendContent } from './download.ts';
import { recordReceived } from './keep.ts';
import { knownTo } from './rows.ts';
import { tidyContents } from './tidy.ts';
import { createUploads, readUploadId, UPLOAD_PATH, uploadId } from './uploads.ts';

const HOUSEWORK_MS = 24 * 3_600_000;
const WINDOW_MS = 60_000;
/** Uploads that a device may begin in a minute. */
const CREATIONS = 120;
/** Requests about contents from one device in a minute: parts of files on a bad line are many. */
const REQUESTS = 1_200;

/**
 * `POST|HEAD|PATCH|DELETE /attachments/upload…` (tus) and `GET /attachments/HASH`, all for an
 * open session whose person may read a live row of that content.
 * @param app one whose requests are limited already (`limitRequests`)
 */
export async function attachmentRoutes(
  app: FastifyInstance,
  context: AttachmentsContext,
): Promise<void> {
  const { storage, blobs, sessions } = context;
  const uploads = createUploads(context);
  // Every process does it: what one has removed, another does not find.
  let housework: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    housework = tidyContents({ storage, blobs, now: context.now() }).catch((error: unknown) => {
      app.log.error({ err: error }, 'contents');
    });
  }, HOUSEWORK_MS);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    // The storage is closed next.
    await housework;
  });

  const devices = new WeakMap<FastifyRequest, string>();
  const keyGenerator = (request: FastifyRequest): string => devices.get(request) ?? '';
  const requests = app.createRateLimit({ max: REQUESTS, timeWindow: WINDOW_MS, keyGenerator });
  const creations = app.createRateLimit({ max: CREATIONS, timeWindow: WINDOW_MS, keyGenerator });

  async function enter(request: FastifyRequest): Promise<Session> {
    const session = unwrap(await sessions.authenticate(request.headers.authorization));
    devices.set(request, session.device);
    allow(await requests(request));
    return session;
  }

  /** Hands a request to the protocol's code, which writes the answer by itself. */
  async function handOver(
    request: FastifyRequest,
    reply: FastifyReply,
    uploader: { session: Session; hash: string },
  ): Promise<void> {
    uploads.admit(request.raw, uploader);
    reply.hijack();
    reply.raw.setHeader('x-content-type-options', 'nosniff');
    await uploads.tus.handle(request.raw, reply.raw);
  }

  app.post(UPLOAD_PATH, { bodyLimit: MAX_ATTACHMENT_BYTES }, async (request, reply) => {
    const session = await enter(request);
    allow(await creations(request));
    const { hash, bytes } = readCreation(request);
    const known = await storage.read((read) => knownTo(read, session.person, hash));
    // Whether the content is known elsewhere is not told apart from a row that is not there.
    if (known === null) throw new WireFailure({ type: 'Forbidden' });
    if (!known.sizes.has(bytes)) throw badRequest('upload-length');
    if (known.received && (await blobs.size(hash)) === bytes) {
      // Somebody who may read the same rows has sent it: it need not come again.
      await recordReceived(context, session.person, hash, bytes);
      return reply
        .code(201)
        .headers({
          'tus-resumable': '1.0.0',
          'upload-offset': bytes,
          location: `${UPLOAD_PATH}/${uploadId(session.device, hash)}`,
        })
        .send();
    }
    return handOver(request, reply, { session, hash });
  });

  app.route({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: `${UPLOAD_PATH}/:id`,
    bodyLimit: MAX_ATTACHMENT_BYTES,
    async handler(request, reply) {
      const session = await enter(request);
      const upload = readUploadId((request.params as { id: string }).id);
      if (upload === null || upload.device !== session.device) {
        throw new WireFailure({ type: 'NotFound' });
      }
      const known = await storage.read((read) => knownTo(read, session.person, upload.hash));
      if (known === null) throw new WireFailure({ type: 'Forbidden' });
      return handOver(request, reply, { session, hash: upload.hash });
    },
  });

  app.get('/attachments/:hash', { exposeHeadRoute: false }, async (request, reply) => {
    const session = await enter(request);
    const { hash } = request.params as { hash: string };
    if (!HASH_PATTERN.test(hash)) throw new WireFailure({ type: 'NotFound' });
    return sendContent(context, session.person, hash, request, reply);
  });
}

/** What a creation announces: `Upload-Length` and, in `Upload-Metadata`, the hash. */
function readCreation(request: FastifyRequest): { hash: string; bytes: number } {
  const length = String(request.headers['upload-length'] ?? '');
  if (!/^\d{1,12}$/.test(length)) throw badRequest('upload-length');
  const bytes = Number(length);
  if (bytes > MAX_ATTACHMENT_BYTES) throw new WireFailure({ type: 'TooLarge' });
  const metadata = String(request.headers['upload-metadata'] ?? '');
  const encoded = /(?:^|,)\s*hash ([A-Za-z0-9+/=]{1,200})(?:,|$)/.exec(metadata)?.[1] ?? '';
  const hash = Buffer.from(encoded, 'base64').toString('latin1');
  if (!HASH_PATTERN.test(hash)) throw badRequest('upload-metadata');
  return { hash, bytes };
}
