import { Readable } from 'node:stream';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { ScopeEvent, ScopeNews } from '../../shared/sync/protocol.ts';
import type { Session } from '../accounts/session.ts';
import type { Storage } from '../db/storage.ts';
import { readableBy } from './access.ts';
import type { Feed, News } from './feed.ts';

/** A comment that keeps proxies from closing a silent stream, in milliseconds. */
export const HEARTBEAT_MS = 20_000;
/** A reader that has not taken this many bytes is cut: it will pull when it comes back. */
const MAX_WAITING_BYTES = 65_536;

/** Tells devices, by server-sent events, which of their readable scopes have moved. */
export class Events {
  readonly #storage: Storage;
  readonly #feed: Feed;
  readonly #epoch: string;
  readonly #now: () => number;
  /** An event is the same for all who hear of it. */
  readonly #texts = new WeakMap<ScopeNews, string>();
  readonly #open = new Set<Readable>();

  constructor(storage: Storage, feed: Feed, epoch: string, now: () => number) {
    this.#storage = storage;
    this.#feed = feed;
    this.#epoch = epoch;
    this.#now = now;
  }

  /** The stream of one session: it ends with the session, or once the device is revoked. */
  stream(session: Session): Readable {
    let scopes: Promise<ReadonlySet<ScopeId> | null> | null = null;
    const readable = (): Promise<ReadonlySet<ScopeId> | null> => (scopes ??= this.#scopes(session));
    const stream = new Readable({ read: () => undefined });
    const send = (text: string): void => {
      stream.push(text);
      if (stream.readableLength > MAX_WAITING_BYTES) stream.destroy();
    };
    const tell = async ({ moved, access }: News): Promise<void> => {
      if (access) scopes = null;
      const may = await readable();
      if (stream.destroyed) return;
      if (may === null) {
        stream.push(null);
        return;
      }
      for (const news of moved) if (may.has(news.scope)) send(this.#text(news));
    };
    const stop = this.#feed.subscribe((news) => {
      tell(news).catch((error: Error) => stream.destroy(error));
    });
    const beat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
    const expiry = setTimeout(() => stream.push(null), session.expiresAt - this.#now());
    this.#open.add(stream);
    stream.once('close', () => {
      stop();
      clearInterval(beat);
      clearTimeout(expiry);
      this.#open.delete(stream);
    });
    // Worked out beforehand, so that the first event does not wait for it.
    readable().catch(() => (scopes = null));
    send(':\n\n');
    return stream;
  }

  #text(news: ScopeNews): string {
    let text = this.#texts.get(news);
    if (text === undefined) {
      const event: ScopeEvent = { ...news, epoch: this.#epoch };
      text = `data: ${JSON.stringify(event)}\n\n`;
      this.#texts.set(news, text);
    }
    return text;
  }

  /** Scopes that the session's person may read; null once its device may read nothing. */
  #scopes(session: Session): Promise<ReadonlySet<ScopeId> | null> {
    return this.#storage.read(async (read) => {
      const device = await read.device(session.device);
      if (device === null || device.revokedAt !== null) return null;
      return new Set(await readableBy(read, session.person));
    });
  }

  /** Number of open streams. */
  get count(): number {
    return this.#open.size;
  }

  /** Ends all streams: the server stops. */
  close(): void {
    for (const stream of this.#open) stream.destroy();
  }
}
