import net from 'node:net';
import { once } from 'node:events';

export interface ProxyParts {
  /** Ports of the servers that are up now. */
  readonly targets: () => readonly number[];
  readonly random: () => number;
}

/** Most bytes of one direction before a connection that is to be cut is cut. */
const CUT_WITHIN_BYTES = 6_000;
const LONGEST_DELAY_MS = 40;

/**
 * A TCP proxy that treats connections as a bad line does: some are cut in the middle of a byte
 * stream, some are slow. Each goes to one of the servers that are up.
 */
export class Proxy {
  readonly #parts: ProxyParts;
  readonly #server: net.Server;
  readonly #open = new Set<net.Socket>();
  /** Probability that a connection is cut. */
  trouble = 0;
  cuts = 0;

  constructor(parts: ProxyParts) {
    this.#parts = parts;
    this.#server = net.createServer((socket) => this.#accept(socket));
  }

  /** @returns its port on 127.0.0.1 */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** Cuts every connection that is open now. */
  cutAll(): void {
    this.cuts += this.#open.size;
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: net.Socket): void {
    const { targets, random } = this.#parts;
    const ports = targets();
    const port = ports[Math.floor(random() * ports.length)];
    if (port === undefined) {
      client.destroy();
      return;
    }
    const server = net.connect(port, '127.0.0.1');
    this.#open.add(client);
    const end = (): void => {
      client.destroy();
      server.destroy();
      this.#open.delete(client);
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.once('error', end);
      socket.once('close', end);
    }
    const isCut = random() < this.trouble;
    const limits = isCut ? [random() * CUT_WITHIN_BYTES, random() * CUT_WITHIN_BYTES] : [];
    this.#pass(client, server, limits[0], end);
    this.#pass(server, client, limits[1], end);
  }

  #pass(from: net.Socket, to: net.Socket, limit: number | undefined, end: () => void): void {
    const delay = this.#parts.random() < this.trouble ? this.#parts.random() * LONGEST_DELAY_MS : 0;
    let passed = 0;
    from.on('data', (chunk: Buffer) => {
      const room = limit === undefined ? chunk.length : Math.max(0, Math.floor(limit) - passed);
      passed += chunk.length;
      const part = chunk.subarray(0, room);
      const forward = (): void => {
        if (to.destroyed) return;
        to.write(part);
        if (room >= chunk.length) return;
        // The last bytes leave, then the line is gone.
        this.cuts += 1;
        to.end(end);
      };
      if (delay === 0) forward();
      else setTimeout(forward, delay);
    });
    from.once('end', () => (delay === 0 ? to.end() : setTimeout(() => to.end(), delay)));
  }
}
