import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WireError } from '../../shared/sync/protocol.ts';
import { WireFailure } from './failure.ts';

/** Answers every error in the form of the wire, and logs faults without what the request held. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof WireFailure) return answer(reply, error.statusCode, error.wire);
    const status = error.statusCode ?? 500;
    if (status === 413) return answer(reply, 413, { type: 'TooLarge' });
    if (status >= 400 && status < 500) {
      return answer(reply, 400, { type: 'BadRequest', detail: 'request' });
    }
    logFault(request, error);
    return answer(reply, 500, { type: 'ServerFault' });
  });
  app.setNotFoundHandler((_request, reply) =>
    answer(reply, 404, { type: 'BadRequest', detail: 'route' }),
  );
}

function answer(reply: FastifyReply, status: number, error: WireError): FastifyReply {
  // The rest of a body that was not read must not be taken for the next request.
  if (status === 413) void reply.header('connection', 'close');
  if (error.type === 'TooMany' || error.type === 'Busy') {
    void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  }
  // An answer that broke before its first byte may have announced another form.
  void reply.removeHeader('content-encoding').removeHeader('content-type');
  return reply.code(status).send({ error });
}

/** Logs a fault: what broke and on which route, nothing of what was sent. */
function logFault(request: FastifyRequest, error: unknown): void {
  request.log.error({ err: error, route: request.routeOptions.url }, 'fault');
}
