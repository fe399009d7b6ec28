import { createHttpLink } from '../../main/core/sync/httpLink.ts';
import type { ServerLink } from '../../main/core/sync/serverLink.ts';
import { createWire, unreachable } from '../../main/core/sync/wire.ts';
import type { CoreOptions } from '../../main/core/core.ts';

/** What goes wrong on a line; each fault happens once and is then forgotten. */
export interface Faults {
  /** The server takes the batch, its answer is lost. */
  loseAnswer: boolean;
  /** The batch never arrives. */
  loseBatch: boolean;
  /** The stream of frames ends after so many. */
  cutPullAfter: number | null;
  /** No request comes through until this is false again. */
  down: boolean;
  /** The batches that were sent, as they were. */
  readonly sent: string[];
}

export function noFaults(): Faults {
  return { loseAnswer: false, loseBatch: false, cutPullAfter: null, down: false, sent: [] };
}

/** The real line to a server, with faults at will. */
export function faultyLink(server: string, faults: Faults): NonNullable<CoreOptions['link']> {
  return (device, key) => {
    const real = createHttpLink(createWire(server), device, key);
    const check = (): void => {
      if (faults.down) throw unreachable(server);
    };
    const link: ServerLink = {
      ...real,
      async push(batch, traffic) {
        check();
        faults.sent.push(batch);
        if (faults.loseBatch) {
          faults.loseBatch = false;
          throw unreachable(server);
        }
        const answer = await real.push(batch, traffic);
        if (faults.loseAnswer) {
          faults.loseAnswer = false;
          throw unreachable(server);
        }
        return answer;
      },
      async *pull(cursors, traffic) {
        check();
        let count = 0;
        for await (const frame of real.pull(cursors, traffic)) {
          if (faults.cutPullAfter === count) {
            faults.cutPullAfter = null;
            throw unreachable(server);
          }
          count += 1;
          yield frame;
        }
      },
      async history(request) {
        check();
        return real.history(request);
      },
      async devices(recipient) {
        check();
        return real.devices(recipient);
      },
      async relay(bundle) {
        check();
        return real.relay(bundle);
      },
    };
    return link;
  };
}
