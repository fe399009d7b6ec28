import type * as Undici from 'undici';
import type { Dispatcher } from 'undici';

/** How long a connection may take to open, and an answer to begin, in milliseconds. */
const CONNECT_TIMEOUT_MS = 8_000;
const ANSWER_TIMEOUT_MS = 60_000;
/** A connection is kept open between ticks: a new one costs a journey there and back, or three. */
const KEEP_ALIVE_MS = 60_000;

/**
 * Which proxy is on the way to an address, such as `http://proxy:3128`; null: none. Asked anew
 * after a request that did not come through: a laptop goes from one network to another.
 */
export type ProxyFor = (url: string) => Promise<string | null>;

/** Connections to one server, through a proxy where there is one. */
export interface Line {
  /** @throws when there was no answer */
  readonly request: (
    path: string,
    options: Omit<Dispatcher.RequestOptions, 'path' | 'origin'>,
  ) => Promise<Dispatcher.ResponseData>;
  /** Something else than the server answered: the way is asked for anew at the next request. */
  doubt(): void;
  close(): Promise<void>;
}

/** @param base address of the server, without a slash at its end */
export function createLine(base: string, proxyFor: ProxyFor | undefined): Line {
  let open: { readonly dispatcher: Dispatcher; readonly proxy: string | null } | null = null;
  let doubtful = true;
  let closed = false;

  async function dispatcher(): Promise<{ undici: typeof Undici; through: Dispatcher }> {
    // Loaded at the first request: a kit is read and ticked without it, and shown sooner.
    const undici = await import('undici');
    if (open !== null && !doubtful) return { undici, through: open.dispatcher };
    const proxy = (await proxyFor?.(base)) ?? null;
    doubtful = false;
    if (open?.proxy !== proxy) {
      const before = open;
      open = { proxy, dispatcher: build(undici, proxy) };
      void before?.dispatcher.destroy();
    }
    return { undici, through: open.dispatcher };
  }

  function build(undici: typeof Undici, proxy: string | null): Dispatcher {
    const options = {
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    };
    if (proxy === null) return new undici.Agent(options);
    // A plain address is asked for in its absolute form: many proxies open tunnels for TLS only.
    return new undici.ProxyAgent({ ...options, uri: proxy, proxyTunnel: false });
  }

  return {
    async request(path, options) {
      if (closed) throw new Error('closed');
      const { undici, through } = await dispatcher();
      try {
        return await undici.request(base + path, { ...options, dispatcher: through });
      } catch (error) {
        doubtful = true;
        throw error;
      }
    },
    doubt() {
      doubtful = true;
    },
    async close() {
      closed = true;
      await open?.dispatcher.destroy();
    },
  };
}
