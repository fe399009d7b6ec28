import type { Connection } from './connection.ts';

/** Reading connections that are kept open when nobody uses them. */
const KEPT = 4;
/** Consistent views open at once; who comes later waits. */
const AT_ONCE = 64;

/** Lends out reading connections, one to each consistent view. */
export class Readers {
  readonly #open: () => Connection;
  readonly #kept: Connection[] = [];
  readonly #waiting: (() => void)[] = [];
  #lent = 0;
  #closed = false;

  /** @param open opens a new connection */
  constructor(open: () => Connection) {
    this.#open = open;
  }

  /** A connection in an open transaction, to be given back with {@link giveBack}. */
  async borrow(): Promise<Connection> {
    while (this.#lent >= AT_ONCE) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    const connection = this.#kept.pop() ?? this.#open();
    this.#lent += 1;
    connection.db.exec('BEGIN');
    return connection;
  }

  giveBack(connection: Connection): void {
    connection.db.exec('COMMIT');
    this.#lent -= 1;
    if (this.#closed || this.#kept.length >= KEPT) connection.close();
    else this.#kept.push(connection);
    this.#waiting.shift()?.();
  }

  /** Closes what is kept; what is lent is closed when it comes back. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#kept.splice(0)) connection.close();
  }
}
