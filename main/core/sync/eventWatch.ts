import type { ServerLink } from './serverLink.ts';

/** The server gives a sign of life each 20 s; after two that did not come the stream is dead. */
const SILENCE_MS = 45_000;
/** After a stream that said nothing at all, a proxy that holds it back is not tried again so soon. */
const NEXT_TRY_MS = 10 * 60_000;

interface EventWatchParts {
  readonly link: () => ServerLink | null;
  readonly onEvent: (text: string) => void;
  /** The stream's first sign of life. */
  readonly onLife: () => void;
  /** A stream that lived has ended. */
  readonly onEnd: () => void;
}

/**
 * Keeps at most one stream of the server's events open, and knows whether anything comes through:
 * a proxy may take the stream and hold it back for ever.
 */
export class EventWatch {
  readonly #parts: EventWatchParts;
  #open: AbortController | null = null;
  #alive = false;
  #notBefore = 0;

  constructor(parts: EventWatchParts) {
    this.#parts = parts;
  }

  /** Whether the stream is open and something has come through it lately. */
  get isAlive(): boolean {
    return this.#alive;
  }

  /** Opens the stream where none is open. */
  open(): void {
    const link = this.#parts.link();
    if (this.#open !== null || link === null || performance.now() < this.#notBefore) return;
    const controller = new AbortController();
    this.#open = controller;
    void this.#follow(link, controller);
  }

  close(): void {
    this.#open?.abort();
    this.#open = null;
    this.#alive = false;
    this.#notBefore = 0;
  }

  async #follow(link: ServerLink, controller: AbortController): Promise<void> {
    const { signal } = controller;
    let silence = setTimeout(() => controller.abort(), SILENCE_MS);
    let lived = false;
    try {
      for await (const text of link.events(signal)) {
        clearTimeout(silence);
        silence = setTimeout(() => controller.abort(), SILENCE_MS);
        if (this.#open !== controller) return;
        if (!lived) {
          lived = true;
          this.#alive = true;
          this.#parts.onLife();
        }
        if (text !== null) this.#parts.onEvent(text);
      }
    } catch {
      // However it ended, the next sync opens it again.
    } finally {
      clearTimeout(silence);
      if (this.#open === controller) {
        this.#open = null;
        this.#alive = false;
        if (lived) this.#parts.onEnd();
        else if (signal.aborted) this.#notBefore = performance.now() + NEXT_TRY_MS;
      }
    }
  }
}
