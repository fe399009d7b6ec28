import type { FastifyInstance } from 'fastify';
import type { WireError } from '../../shared/sync/protocol.ts';
import type { Sessions } from '../accounts/session.ts';
import { readBody } from '../http/body.ts';
import { WireFailure } from '../http/failure.ts';
import type { Turnstile } from '../http/turnstile.ts';
import { unwrap } from '../http/unwrap.ts';
import type { PushContext } from '../sync/push.ts';
import { relay, type RelayFailure } from './relay.ts';

/** A bundle that is larger has to be brought to the server by hand. */
export const MAX_RELAY_BYTES = 20_000_000;

export interface RelayContext extends PushContext {
  readonly turnstile: Turnstile;
  readonly sessions: Sessions;
}

/** `POST /sync/relay`: any enrolled device hands in what it carries and takes the reply along. */
export async function relayRoutes(app: FastifyInstance, context: RelayContext): Promise<void> {
  app.post('/sync/relay', async (request, reply) => {
    const { device } = unwrap(await context.sessions.authenticate(request.headers.authorization));
    const started = performance.now();
    const relayed = await context.turnstile.pass(async () =>
      relay(context, await readBody(request, MAX_RELAY_BYTES), device),
    );
    if (!relayed.ok) throw new WireFailure(asWire(relayed.error));
    const { reply: bytes, applied, known, rejected } = relayed.value;
    const ms = Math.round(performance.now() - started);
    request.log.info({ applied, known, rejected, bytes: bytes.length, ms }, 'relay');
    return reply.header('content-type', 'application/octet-stream').send(Buffer.from(bytes));
  });
}

function asWire({ type }: RelayFailure): WireError {
  return type === 'BundleForged' ? { type: 'BadSignature' } : { type: 'BadRequest', detail: type };
}
