import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { enrolRequestSchema, sessionRequestSchema } from '../../shared/sync/protocol.ts';
import type { EnrolRequest } from '../../shared/sync/protocol.ts';
import { readJson } from '../http/body.ts';
import { WireFailure } from '../http/failure.ts';
import { unwrap } from '../http/unwrap.ts';
import { demoLogin, hashCode } from './codes.ts';
import { enrol, type EnrolContext } from './enrol.ts';
import type { Sessions } from './session.ts';

const MAX_BYTES = 16_384;
const WINDOW_MS = 60_000;
/** Enrolments a minute from one address: a whole training room stands behind one. */
export const ENROLMENTS_BY_ADDRESS = 60;
const ENROLMENTS_BY_CODE = 10;
/** Practice data is served on loopback only, to fleets of test devices. */
const DEMO_ENROLMENTS = 100_000;

export interface AccountsContext extends EnrolContext {
  readonly sessions: Sessions;
}

/** `POST /enrol` and `POST /session`. */
export async function accountRoutes(app: FastifyInstance, context: AccountsContext): Promise<void> {
  const { demo, sessions } = context;
  await app.register(rateLimit, { global: false });
  const byAddress = app.createRateLimit({
    max: demo ? DEMO_ENROLMENTS : ENROLMENTS_BY_ADDRESS,
    timeWindow: WINDOW_MS,
  });
  const byCode = app.createRateLimit({
    max: ENROLMENTS_BY_CODE,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => hashCode((request.body as EnrolRequest).code),
    allowList: (request) => demo && demoLogin((request.body as EnrolRequest).code) !== null,
  });
  app.post('/enrol', async (request) => {
    allow(await byAddress(request));
    const wanted = await readJson(request, enrolRequestSchema, MAX_BYTES);
    request.body = wanted;
    allow(await byCode(request));
    return unwrap(await enrol(context, wanted));
  });
  app.post('/session', async (request) =>
    unwrap(await sessions.open(await readJson(request, sessionRequestSchema, MAX_BYTES))),
  );
}

type Limited = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

function allow(limited: Limited): void {
  if (limited.isAllowed || !limited.isExceeded) return;
  throw new WireFailure({ type: 'TooMany', retryAfterMs: limited.ttl });
}
