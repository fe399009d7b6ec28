import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WireFailure } from './failure.ts';

const WINDOW_MS = 60_000;
/** Requests a minute from one address: a whole school, or a whole training room, stands behind one. */
export const REQUESTS_BY_ADDRESS = 60_000;
/** Requests a minute with one session: whoever ticks fast makes a few dozen a second. */
export const REQUESTS_BY_SESSION = 12_000;

const HAS_TOKEN = /^Bearer \S/i;

export interface Limits {
  readonly byAddress: number;
  readonly bySession: number;
}

type Limited = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

/**
 * Limits requests to every route, by address and by session. A session is counted by its token as
 * it is written: what somebody else makes up counts against nobody.
 */
export async function limitRequests(app: FastifyInstance, limits: Limits): Promise<void> {
  await app.register(rateLimit, { global: false });
  const byAddress = app.createRateLimit({ max: limits.byAddress, timeWindow: WINDOW_MS });
  const bySession = app.createRateLimit({
    max: limits.bySession,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => request.headers.authorization ?? '',
  });
  app.addHook('onRequest', async (request: FastifyRequest) => {
    allow(await byAddress(request));
    if (HAS_TOKEN.test(request.headers.authorization ?? '')) allow(await bySession(request));
  });
}

/** @throws WireFailure `TooMany` when a limit is exceeded */
export function allow(limited: Limited): void {
  if (limited.isAllowed || !limited.isExceeded) return;
  throw new WireFailure({ type: 'TooMany', retryAfterMs: limited.ttl });
}
