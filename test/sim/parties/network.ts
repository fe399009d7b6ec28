import { unreachable } from '../../../main/core/sync/wire.ts';
import type { Chance } from '../kernel/chance.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { FaultCounts } from '../world/faults.ts';
import type { Request } from '../../support/scripted.ts';
import type { Site, SiteAnswer } from './site.ts';

/** What the network does to one message. */
const mishaps = ['requestLost', 'requestTwice', 'requestLate', 'requestCut', 'answerLost'] as const;
type Mishap = (typeof mishaps)[number];

export interface NetworkParts {
  readonly site: Site;
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly counts: FaultCounts;
  /** Probability that something happens to a message. */
  readonly trouble: number;
  readonly trace: (line: string) => void;
}

/** The simulated network between devices and the processes of the server. */
export class Network {
  readonly #parts: NetworkParts;
  /** Copies of requests that are still on their way. */
  readonly late: Request[] = [];
  /** No mishaps any more: the run comes to rest. */
  calm = false;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /**
   * Carries a request to one of the processes and its answer back.
   * @param label who asks, for the trace
   * @param isOnline whether the device has a network at the moment that its message would leave
   * @throws ExpectedFailure ServerUnreachable
   */
  async exchange(label: string, request: Request, isOnline: () => boolean): Promise<SiteAnswer> {
    const { scheduler, chance } = this.#parts;
    await scheduler.park(`${label} ${request.path}`);
    if (scheduler.isOver() || !isOnline()) throw unreachable('sim');
    const mishap = this.#mishap();
    if (mishap === 'requestLost') throw unreachable('sim');
    if (mishap === 'requestCut') {
      const body = request.body.subarray(0, chance.int(Math.max(1, request.body.length)));
      await this.#deliver(label, { ...request, body });
      throw unreachable('sim');
    }
    if (mishap === 'requestTwice') await this.#deliver(label, request);
    if (mishap === 'requestLate') this.late.push(request);
    const answer = await this.#deliver(label, request);
    await scheduler.park(`${label} answer`);
    if (answer === null || mishap === 'answerLost' || !isOnline()) throw unreachable('sim');
    return answer;
  }

  /** One of the late copies arrives; nobody waits for its answer any more. */
  async deliverLate(): Promise<void> {
    const at = this.#parts.chance.int(this.late.length);
    const [request] = this.late.splice(at, 1);
    if (request !== undefined) await this.#deliver('late', request);
  }

  /** After how many lines a pull is cut: far more than it has when it is not. */
  cutAfter(): number {
    const { chance, counts, trouble } = this.#parts;
    if (this.calm || !chance.is(trouble)) return Number.POSITIVE_INFINITY;
    counts.pullCut += 1;
    return chance.int(6);
  }

  async #deliver(label: string, request: Request): Promise<SiteAnswer | null> {
    const { site, chance, counts, trace } = this.#parts;
    const server = chance.int(site.processes);
    const answer = await site.handle(server, request);
    trace(`${label} ${request.path} → server ${server}: ${answer?.status ?? 'crashed'}`);
    if (answer === null) {
      counts.serverCrash += 1;
      await site.recover();
    }
    return answer;
  }

  #mishap(): Mishap | null {
    const { chance, counts, trouble } = this.#parts;
    if (this.calm || !chance.is(trouble)) return null;
    const mishap = chance.pick(mishaps);
    counts[mishap] += 1;
    return mishap;
  }
}
