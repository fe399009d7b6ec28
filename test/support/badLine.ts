import { once } from 'node:events';
import net from 'node:net';
import { Transform } from 'node:stream';
import { afterAll } from 'vitest';

/** A line to a server that does what real lines do: it breaks, and it spoils bytes. */
export interface BadLine {
  readonly url: string;
  /** Destroys the connection once so many bytes of one connection have gone up, or come down. */
  cutUpAfter: number | null;
  cutDownAfter: number | null;
  /** Lets no more than so many bytes of one connection go up, and keeps it open. */
  holdUpAfter: number | null;
  /** Changes the byte at this place of what one connection carries; once. */
  spoilUpAt: number | null;
  spoilDownAt: number | null;
  /** How often the line was cut. */
  readonly cuts: number;
  /** Bytes that went up and came down in all. */
  readonly up: number;
  readonly down: number;
}

/** Opens such a line to a server on this computer; whole until told otherwise. */
export async function badLine(server: string): Promise<BadLine> {
  const { hostname, port } = new URL(server);
  const open = new Set<net.Socket>();
  const counts = { cuts: 0, up: 0, down: 0 };
  const listener = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    const cut = (): void => {
      counts.cuts += 1;
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(stretch('up', () => line.cutUpAfter, cut, takeSpoil('spoilUpAt'))).pipe(far);
    far.pipe(stretch('down', () => line.cutDownAfter, cut, takeSpoil('spoilDownAt'))).pipe(near);
  });

  function takeSpoil(which: 'spoilUpAt' | 'spoilDownAt') {
    return (from: number, to: number): number | null => {
      const at = line[which];
      if (at === null || at < from || at >= to) return null;
      line[which] = null;
      return at - from;
    };
  }

  function stretch(
    way: 'up' | 'down',
    limit: () => number | null,
    cut: () => void,
    spoil: (from: number, to: number) => number | null,
  ): Transform {
    let passed = 0;
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const held = way === 'up' ? line.holdUpAfter : null;
        // Neither done nor refused: whoever sends waits.
        if (held !== null && passed >= held) return;
        const most = limit();
        const rest = most === null ? chunk.length : Math.max(0, most - passed);
        const part = Buffer.from(chunk.subarray(0, rest));
        const at = spoil(passed, passed + part.length);
        if (at !== null) part[at]! ^= 1;
        passed += part.length;
        counts[way] += part.length;
        this.push(part);
        // What was let through gets there before the line is cut.
        if (rest < chunk.length) setImmediate(cut);
        done();
      },
    });
  }

  const line: BadLine = {
    url: '',
    cutUpAfter: null,
    cutDownAfter: null,
    holdUpAfter: null,
    spoilUpAt: null,
    spoilDownAt: null,
    get cuts() {
      return counts.cuts;
    },
    get up() {
      return counts.up;
    },
    get down() {
      return counts.down;
    },
  };
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  afterAll(() => {
    for (const socket of open) socket.destroy();
    listener.close();
  });
  const { port: own } = listener.address() as net.AddressInfo;
  return Object.assign(line, { url: `http://127.0.0.1:${own}` });
}
