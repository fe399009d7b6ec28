import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import packageJson from '../package.json' with { type: 'json' };
import type { ServerIdentity } from './accounts/identity.ts';
import { accountRoutes } from './accounts/routes.ts';
import { Sessions } from './accounts/session.ts';
import { Blobs } from './db/blobs.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { relayRoutes } from './bundle/routes.ts';
import type { Storage } from './db/storage.ts';
import { answerErrors } from './http/errors.ts';
import {
  limitRequests,
  REQUESTS_BY_ADDRESS,
  REQUESTS_BY_SESSION,
  type Limits,
} from './http/limits.ts';
import { measureRequests, Metrics } from './http/metrics.ts';
import { Turnstile } from './http/turnstile.ts';
import { Events } from './sync/events.ts';
import type { Feed } from './sync/feed.ts';
import { PushGroups } from './sync/groups.ts';
import { LatestStamp } from './sync/latest.ts';
import { MAX_PUSH_BODY_BYTES, syncRoutes } from './sync/routes.ts';

/** A request must be there within this time; a slow line sends a batch in less. */
const REQUEST_TIMEOUT_MS = 120_000;
/** A connection over which nothing moves is cut; event streams beat more often. */
const SILENCE_MS = 75_000;

/** Pushes that may be under way or wait at once; each holds its body in memory. */
const MAX_WAITING_PUSHES = 200;

export interface AppOptions {
  readonly storage: Storage;
  /** The data folder: contents of files are kept there. */
  readonly dataDir: string;
  readonly identity: ServerIdentity;
  readonly feed: Feed;
  /** Whether this is practice data, where `demo-LOGIN` is an enrolment code. */
  readonly demo: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: FastifyBaseLogger;
  /** Bounds of one's own, for tests. */
  readonly limits?: Partial<Limits> & { readonly waitingPushes?: number };
}

/** Builds the server's routes, without listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { storage, identity, feed, demo, now, logger } = options;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: SILENCE_MS,
    forceCloseConnections: 'idle',
    bodyLimit: MAX_PUSH_BODY_BYTES,
  });
  // Routes read their bodies themselves, each within its own bounds.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.addHook('onSend', async (_request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      { route: request.routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    );
  });
  answerErrors(app);
  await limitRequests(app, {
    byAddress: options.limits?.byAddress ?? REQUESTS_BY_ADDRESS,
    bySession: options.limits?.bySession ?? REQUESTS_BY_SESSION,
  });

  const sessions = new Sessions(storage, identity, now);
  const events = new Events(storage, feed, identity.epoch, now);
  const groups = new PushGroups({ storage, feed, identity, latest: new LatestStamp(), now });
  const turnstile = new Turnstile(options.limits?.waitingPushes ?? MAX_WAITING_PUSHES);
  const metrics = new Metrics({
    streams: () => events.count,
    waitingPushes: () => turnstile.inside,
  });
  measureRequests(app, metrics, process.env['BASCULE_METRICS'] === 'public');
  const desk = { storage, feed, identity, groups, now, turnstile };
  app.addHook('preClose', async () => events.close());
  app.get('/health', async () => ({
    status: 'ok',
    version: packageJson.version,
    database: storage.engine,
  }));
  await app.register((scoped) =>
    accountRoutes(scoped, { storage, identity, feed, demo, now, sessions }),
  );
  await app.register((scoped) => syncRoutes(scoped, { ...desk, sessions, events, metrics }));
  const blobs = new Blobs(options.dataDir);
  await app.register((scoped) => attachmentRoutes(scoped, { storage, feed, now, sessions, blobs }));
  await app.register((scoped) => relayRoutes(scoped, { ...desk, sessions }));
  return app;
}
