import type { FastifyBaseLogger } from 'fastify';
import { pino, type DestinationStream } from 'pino';
import { errorCode } from './db/sqlite/problems.ts';

const STDERR = 2;
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'];

/**
 * The server's log: JSON lines on stderr, from `info` up unless `BASCULE_LOG` says otherwise.
 * What is logged names routes, figures and faults, never people, contents or secrets.
 * @param destination a test listens there instead
 */
export function serverLog(
  destination: DestinationStream = pino.destination({ dest: STDERR, sync: true }),
): FastifyBaseLogger {
  return pino(
    {
      level: LEVELS.find((level) => level === process.env['BASCULE_LOG']) ?? 'info',
      base: null,
      // A request's own serializer would write addresses; a database's error brings along what it
      // was about to write.
      serializers: { req: () => undefined, res: () => undefined, err: faultOf },
    },
    destination,
  );
}

/** What a fault says of the program, and nothing of the data. */
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { type: name, code: errorCode(error), message, stack };
}
