import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PushAnswer } from '../../shared/sync/protocol.ts';
import { badRequest } from './failure.ts';

/** In seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

let ofProcess: Registry | null = null;

/** Memory, time and event loop of the process: measured once, however many servers run in it. */
function processMetrics(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

/** What is asked of the rest of the server when somebody reads the figures. */
export interface Gauges {
  readonly streams: () => number;
  readonly waitingPushes: () => number;
}

/** Figures of a server, for whoever watches over it. They name routes, never people or devices. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'route' | 'status'>;
  readonly #durations: Histogram<'route'>;
  readonly #transactions: Counter<'outcome'>;
  readonly #conflicts: Counter;

  constructor({ streams, waitingPushes }: Gauges) {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'bascule_requests_total',
      help: 'Requests answered, by route and status.',
      labelNames: ['route', 'status'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'bascule_request_seconds',
      help: 'Time until a request was answered, by route.',
      labelNames: ['route'],
      buckets: BUCKETS,
      registers,
    });
    this.#transactions = new Counter({
      name: 'bascule_transactions_total',
      help: 'Transactions decided on: accepted or refused.',
      labelNames: ['outcome'],
      registers,
    });
    this.#conflicts = new Counter({
      name: 'bascule_conflicts_total',
      help: 'Conflicts opened or extended.',
      registers,
    });
    this.#registry.registerMetric(gauge('bascule_event_streams', 'Open event streams.', streams));
    this.#registry.registerMetric(
      gauge('bascule_waiting_pushes', 'Pushes under way or waiting.', waitingPushes),
    );
  }

  answered(route: string, status: number, milliseconds: number): void {
    this.#requests.inc({ route, status: String(status) });
    this.#durations.observe({ route }, milliseconds / 1000);
  }

  /** Counts what a push decided; a repeat decides nothing. */
  decided(transactions: number, answer: Pick<PushAnswer, 'refused' | 'conflicts'>): void {
    this.#transactions.inc({ outcome: 'accepted' }, transactions - answer.refused.length);
    this.#transactions.inc({ outcome: 'refused' }, answer.refused.length);
    this.#conflicts.inc(answer.conflicts);
  }

  /** All figures, in the text form of Prometheus. */
  text(): Promise<string> {
    return Registry.merge([processMetrics(), this.#registry]).metrics();
  }
}

function gauge(name: string, help: string, read: () => number): Gauge {
  return new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(read());
    },
  });
}

/**
 * `GET /metrics`, and the figures of all requests.
 * @param isPublic whether others than this computer may read them
 */
export function measureRequests(app: FastifyInstance, metrics: Metrics, isPublic: boolean): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(route, reply.statusCode, reply.elapsedTime);
  });
  app.get('/metrics', async (request, reply) => {
    // To others it is not there.
    if (!isPublic && !isLocal(request)) throw badRequest('route', 404);
    return reply.header('content-type', 'text/plain; version=0.0.4').send(await metrics.text());
  });
}

/** Whether a request comes from this computer itself, not through a proxy on it. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return !isForwarded && (address === '::1' || address.startsWith('127.'));
}
