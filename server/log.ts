import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';

const STDERR = 2;
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'];

/**
 * The server's log: JSON lines on stderr, from `info` up unless `BASCULE_LOG` says otherwise.
 * What is logged names routes, figures and faults, never people, contents or secrets.
 */
export function serverLog(): FastifyBaseLogger {
  return pino(
    {
      level: LEVELS.find((level) => level === process.env['BASCULE_LOG']) ?? 'info',
      base: null,
      // A request's own serializer would write addresses.
      serializers: { req: () => undefined, res: () => undefined },
    },
    pino.destination({ dest: STDERR, sync: true }),
  );
}
