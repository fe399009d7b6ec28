import pg from 'pg';
import type { ScopeId } from '../../../shared/schema/scope.ts';

/** The channel on which processes tell each other what they committed. */
export const CHANNEL = 'bascule';
/** PostgreSQL carries less than 8,000 bytes in one notification. */
const MAX_PAYLOAD_BYTES = 7_000;

/** What a notification says. */
export interface Notice {
  /** Who says it: a process does not listen to itself. */
  readonly by: string;
  /** Versions by scope; null: too many to say, look yourself. */
  readonly moved: Readonly<Record<ScopeId, number>> | null;
  readonly access: boolean;
}

/** What transactions have moved. */
export class Moves {
  #moved: Map<ScopeId, number> | null = new Map();
  #access = false;

  add(scopes: ReadonlyMap<ScopeId, number>, access: boolean): void {
    this.#access ||= access;
    for (const [scope, version] of scopes) {
      this.#moved?.set(scope, Math.max(version, this.#moved.get(scope) ?? 0));
    }
  }

  addEverything(): void {
    this.#moved = null;
    this.#access = true;
  }

  addAll(other: Moves): void {
    if (other.#moved === null) this.addEverything();
    else this.add(other.#moved, other.#access);
  }

  isEmpty(): boolean {
    return this.#moved?.size === 0 && !this.#access;
  }

  /** The text of a notification. */
  payload(by: string): string {
    const moved = this.#moved === null ? null : Object.fromEntries(this.#moved);
    const notice: Notice = { by, moved, access: this.#access };
    const text = JSON.stringify(notice);
    return Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES
      ? text
      : JSON.stringify({ ...notice, moved: null } satisfies Notice);
  }
}

/**
 * Tells other processes what was committed, right after it: a notification inside the transaction
 * would make all commits of the database wait for each other. What is committed while one is under
 * way goes with the next. One that is lost is found by whoever looks (see `feed.ts`).
 */
export class Notifier {
  readonly #pool: pg.Pool;
  readonly #by: string;
  #waiting = new Moves();
  #sending: Promise<void> | null = null;

  constructor(pool: pg.Pool, by: string) {
    this.#pool = pool;
    this.#by = by;
  }

  tell(moves: Moves): void {
    if (moves.isEmpty()) return;
    this.#waiting.addAll(moves);
    this.#sending ??= this.#send();
  }

  /** Resolves once everything is told, or could not be. */
  async idle(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    try {
      while (!this.#waiting.isEmpty()) {
        const payload = pg.escapeLiteral(this.#waiting.payload(this.#by));
        this.#waiting = new Moves();
        // Nothing is written that a crash could lose.
        await this.#pool.query(
          `BEGIN; SET LOCAL synchronous_commit = off; NOTIFY ${CHANNEL}, ${payload}; COMMIT`,
        );
      }
    } catch {
      // The database is gone: who listens notices that as well, and looks when it is back.
    } finally {
      this.#sending = null;
    }
  }
}
