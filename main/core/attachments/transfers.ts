import { never } from '../../../shared/kernel/never.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { ExpectedFailure } from '../store/failures.ts';
import type { ContentLine } from '../sync/serverLink.ts';
import { WireFailure } from '../sync/serverLink.ts';
import type { AttachmentRecord, AttachmentsStore, ToSend } from './attachments.store.ts';
import type { Contents } from './contents.ts';
import { fetchContent } from './download.ts';
import { sendContent } from './upload.ts';

/** First wait after a try that failed; it doubles up to the longest. Milliseconds. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** What a round of sending did. */
export interface SendReport {
  /** Contents that arrived whole. */
  readonly sent: number;
  /** Contents that are still to be sent. */
  readonly waiting: number;
}

/** Carries contents to the server and from it; rows go their own way and never wait for it. */
export interface Transfers {
  /**
   * Sends what the server should have, one content after the other; joins a round that runs.
   * @param patient true: not before the wait after a failure is over
   */
  send(patient: boolean): Promise<SendReport>;
  /** Contents that wait to be sent. */
  waiting(): number;
  /** Fetches a content that is not here; joins a fetch that runs. */
  fetch(record: AttachmentRecord): Promise<Result<null, CoreFailure>>;
  /** Bytes that are here of a content on its way; null: it is not. */
  fetched(hash: string): number | null;
  stop(): Promise<void>;
}

interface TransferParts {
  readonly store: AttachmentsStore;
  readonly contents: Contents;
  /** The line to the server; null before enrolment, or where files do not travel. */
  readonly line: () => ContentLine | null;
  readonly epoch: () => string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How far a content is has changed: who looks at that place reads again. */
  readonly onMoved: (scope: ScopeId) => void;
}

export function createTransfers(parts: TransferParts): Transfers {
  const { store, contents } = parts;
  const stopping = new AbortController();
  const fetching = new Map<string, { got: number; done: Promise<Result<null, CoreFailure>> }>();
  let running: Promise<SendReport> | null = null;
  let failures = 0;
  let notBefore = 0;

  const toSend = (): ToSend[] =>
    store.toSend(parts.epoch()).filter(({ hash }) => contents.has(hash));

  async function round(line: ContentLine): Promise<SendReport> {
    let sent = 0;
    for (const content of toSend()) {
      const went = await sendOne(content, line);
      if (went === 'sent') sent += 1;
      if (went === 'later') {
        failures += 1;
        notBefore =
          parts.now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
        break;
      }
      failures = 0;
    }
    return { sent, waiting: toSend().length };
  }

  async function sendOne(
    content: ToSend,
    line: ContentLine,
  ): Promise<'sent' | 'refused' | 'later'> {
    const { hash, bytes, scope } = content;
    const outcome = await sendContent({
      hash,
      bytes,
      file: contents.file(hash),
      url: store.upload(hash)?.url ?? null,
      line,
      signal: stopping.signal,
      keepUrl: (url) => store.writeUpload(hash, { url }),
      onSent(sentBytes) {
        store.writeUpload(hash, { sent: sentBytes });
        parts.onMoved(scope);
      },
    });
    if (stopping.signal.aborted) return 'later';
    if (outcome.done) {
      store.writeUpload(hash, { url: null, sent: bytes, epoch: parts.epoch() });
      parts.onMoved(scope);
      return 'sent';
    }
    const refusal = await refusalOf(outcome.status, hash);
    if (refusal === null) return 'later';
    store.writeUpload(hash, { url: null, sent: 0, refusal });
    parts.onMoved(scope);
    return 'refused';
  }

  /** Why the server will not take a content; null: it may at another time. */
  async function refusalOf(
    status: number | null,
    hash: string,
  ): Promise<'notAllowed' | 'tooLarge' | 'damaged' | null> {
    switch (status) {
      case 403:
        return 'notAllowed';
      case 413:
        return 'tooLarge';
      case 400:
      case 422:
        // Spoilt on its way it may arrive well the next time; spoilt on this disk it will not.
        return (await contents.isWhole(hash)) ? null : 'damaged';
      default:
        return null;
    }
  }

  async function fetchOne(record: AttachmentRecord): Promise<Result<null, CoreFailure>> {
    const line = parts.line();
    if (line === null) return err({ type: 'NotEnrolled' });
    const { id, hash, bytes, name, scope } = record;
    const onGot = (got: number): void => {
      const state = fetching.get(hash);
      if (state === undefined) return;
      const before = Math.floor((state.got * 20) / bytes);
      state.got = got;
      if (Math.floor((got * 20) / bytes) !== before) parts.onMoved(scope);
    };
    const job = { hash, bytes, contents, line, signal: stopping.signal, onGot };
    let outcome = await fetchContent(job);
    // Spoilt on its way it may arrive well the next time.
    if (outcome === 'damaged') outcome = await fetchContent(job);
    switch (outcome) {
      case 'done':
        return ok(null);
      case 'absent':
        return err({ type: 'AttachmentElsewhere', id, name });
      case 'damaged':
        return err({ type: 'AttachmentDamaged', id, name });
      case 'cut':
        return err({ type: 'FetchCut', name });
      default:
        return never(outcome);
    }
  }

  return {
    waiting: () => toSend().length,
    fetched: (hash) => fetching.get(hash)?.got ?? null,
    send(patient) {
      if (running !== null) return running;
      const line = parts.line();
      const mustWait = patient && parts.now() < notBefore;
      if (line === null || mustWait || stopping.signal.aborted) {
        return Promise.resolve({ sent: 0, waiting: toSend().length });
      }
      running = round(line).finally(() => {
        running = null;
      });
      return running;
    },
    fetch(record) {
      const known = fetching.get(record.hash);
      if (known !== undefined) return known.done;
      const done = fetchOne(record)
        .catch((error: unknown): Result<null, CoreFailure> => {
          if (error instanceof ExpectedFailure) return err(error.failure);
          if (error instanceof WireFailure)
            return err({ type: 'ServerRefused', error: error.error });
          throw error;
        })
        .finally(() => {
          fetching.delete(record.hash);
          parts.onMoved(record.scope);
        });
      fetching.set(record.hash, { got: 0, done });
      parts.onMoved(record.scope);
      return done;
    },
    async stop() {
      stopping.abort();
      await running?.catch(() => undefined);
      await Promise.allSettled([...fetching.values()].map(({ done }) => done));
    },
  };
}
