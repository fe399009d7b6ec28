import pg from 'pg';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { LocalFeed, type Feed, type OpenFeed } from '../../sync/feed.ts';
import type { DatabaseAddress } from './address.ts';
import { CHANNEL, type Notice } from './notifier.ts';
import { toVersions } from './reading.ts';

/** How often the connection is tried, and what a notification may have missed is looked for. */
const LOOK_MS = 30_000;
/** An answer that takes longer than this does not come any more. */
const QUERY_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Publishes to this process what others commit to the same database, administration commands
 * included. What this process commits it publishes itself, at once, and does not hear again.
 */
export class PgFeed implements OpenFeed {
  readonly feed: Feed = new LocalFeed();
  readonly #address: DatabaseAddress;
  readonly #self: string;
  readonly #onFault: (error: unknown) => void;
  /** Versions that this process' listeners have heard of. */
  readonly #known = new Map<ScopeId, number>();
  #client: pg.Client | null = null;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #pause = FIRST_PAUSE_MS;
  #stopped = false;

  private constructor(address: DatabaseAddress, self: string, onFault: (error: unknown) => void) {
    this.#address = address;
    this.#self = self;
    this.#onFault = onFault;
    this.feed.subscribe(({ moved }) => {
      for (const { scope, version } of moved) this.#known.set(scope, version);
    });
  }

  /**
   * Listens from now on, also after the connection was lost and is there again.
   * @param self name of this process in notifications
   * @param onFault hears why the connection was lost or could not be made again
   */
  static async open(
    address: DatabaseAddress,
    self: string,
    onFault: (error: unknown) => void,
  ): Promise<PgFeed> {
    const opened = new PgFeed(address, self, onFault);
    for (const [scope, version] of await opened.#listen()) opened.#known.set(scope, version);
    return opened;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** Connects and listens. @returns all versions after that */
  async #listen(): Promise<Map<ScopeId, number>> {
    const client = new pg.Client({ ...this.#address.config, query_timeout: QUERY_MS });
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('Connection ended')));
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      const versions = await readVersions(client);
      this.#pause = FIRST_PAUSE_MS;
      this.#later(LOOK_MS, () => this.#look(false));
      return versions;
    } catch (error) {
      if (this.#client === client) this.#client = null;
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  #later(pause: number, work: () => Promise<void>): void {
    if (this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void work().catch(this.#onFault), pause);
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    if (this.#stopped) return;
    this.#onFault(error);
    this.#reconnect();
  }

  #reconnect(): void {
    const pause = this.#pause * (0.5 + Math.random() / 2);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
    this.#later(pause, async () => {
      try {
        // A device may have been revoked, which moves no scope.
        this.#publishNew(await this.#listen(), true);
      } catch (error) {
        this.#onFault(error);
        this.#reconnect();
      }
    });
  }

  #hear(payload: string): void {
    const { by, moved, access } = JSON.parse(payload) as Notice;
    if (by === this.#self) return;
    if (moved === null) {
      void this.#look(access);
      return;
    }
    this.feed.publish({
      moved: Object.entries(moved).map(([scope, version]) => ({
        scope: scope as ScopeId,
        version,
      })),
      access,
    });
  }

  /** Publishes what has moved and was not heard of; one look after the other. */
  #look(access: boolean): Promise<void> {
    const client = this.#client;
    this.#looking = this.#looking.then(async () => {
      if (client === null || client !== this.#client) return;
      try {
        this.#publishNew(await readVersions(client), access);
        this.#later(LOOK_MS, () => this.#look(false));
      } catch (error) {
        this.#lose(client, error);
      }
    });
    return this.#looking;
  }

  #publishNew(versions: ReadonlyMap<ScopeId, number>, access: boolean): void {
    const moved = [...versions].flatMap(([scope, version]) =>
      // Not only what is higher: a backup may have been restored.
      this.#known.get(scope) === version ? [] : [{ scope, version }],
    );
    if (access || moved.length > 0) this.feed.publish({ moved, access: true });
  }
}

async function readVersions(client: pg.Client): Promise<Map<ScopeId, number>> {
  const { rows } = await client.query<{ id: ScopeId; version: number }>(
    'SELECT id, version FROM scope WHERE version > 0',
  );
  return toVersions(rows);
}
