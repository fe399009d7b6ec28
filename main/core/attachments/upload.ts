import type { DetailedError, PreviousUpload, UploadOptions } from 'tus-js-client';
import type { ContentLine } from '../sync/serverLink.ts';
import { contentReader, lineStack } from './lineStack.ts';

/** A part that is sent and acknowledged at once, in bytes: a cut line costs less than this. */
const CHUNK_BYTES = 1_048_576;
/** Waits before one part is tried again; then the whole is left for later. Milliseconds. */
const RETRY_DELAYS = [200, 1_000, 3_000];
/** Addresses of uploads are kept without the server's name: it may move. */
const ORIGIN = 'http://server';

export interface UploadJob {
  readonly hash: string;
  readonly bytes: number;
  readonly file: string;
  /** Path of the upload that an earlier run began; null: none. */
  readonly url: string | null;
  readonly line: ContentLine;
  readonly signal: AbortSignal;
  /** Keeps the path of the upload, so that a later run goes on with it; null: it is over. */
  readonly keepUrl: (url: string | null) => void;
  /** So many bytes are on the server. */
  readonly onSent: (bytes: number) => void;
}

/** What became of a try. `status`: the server's answer; null: there was none. */
export type UploadOutcome =
  | { readonly done: true }
  | { readonly done: false; readonly status: number | null };

/** Thrown into the library when the server has the content already, to spare it the sending. */
class AlreadyThere extends Error {}

/**
 * Sends one content by the tus protocol, going on where an earlier try stopped. The library goes
 * through this device's own line: session, proxy and time limits are the same as for rows.
 */
export async function sendContent(job: UploadJob): Promise<UploadOutcome> {
  const { Upload } = await import('tus-js-client');
  return new Promise((resolve) => {
    // The content is read through `fileReader`; what is given here only stands for it.
    const upload = new Upload(Buffer.alloc(0), {
      endpoint: `${ORIGIN}/attachments/upload`,
      metadata: { hash: job.hash },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS,
      onShouldRetry: (error) => mayRetry(error) && !job.signal.aborted,
      fingerprint: () => Promise.resolve(job.hash),
      urlStorage: urlStorage(job),
      removeFingerprintOnSuccess: true,
      httpStack: lineStack(job.line, job.signal),
      fileReader: contentReader(job.file, job.bytes),
      onAfterResponse(request, response) {
        const whole = response.getHeader('Upload-Offset') === String(job.bytes);
        if (request.getMethod() === 'POST' && response.getStatus() === 201 && whole) {
          throw new AlreadyThere();
        }
      },
      onChunkComplete: (_size, accepted) => job.onSent(accepted),
      onSuccess: () => resolve({ done: true }),
      onError(error) {
        const { causingError, originalResponse } = error as Partial<DetailedError>;
        if (causingError instanceof AlreadyThere) resolve({ done: true });
        else resolve({ done: false, status: originalResponse?.getStatus() ?? null });
      },
    });
    const stop = (): void => {
      void upload.abort();
      resolve({ done: false, status: null });
    };
    if (job.signal.aborted) return stop();
    job.signal.addEventListener('abort', stop, { once: true });
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
      if (!job.signal.aborted) upload.start();
    });
  });
}

/** What the server has decided stays so; a line that broke, or a server that is busy, may do better. */
function mayRetry(error: DetailedError): boolean {
  if (error.causingError instanceof AlreadyThere) return false;
  const status = error.originalResponse?.getStatus() ?? 0;
  return status < 400 || status === 409 || status === 423 || status >= 500;
}

/** Where the library keeps the address of an upload: in this device's store. */
function urlStorage(job: UploadJob): NonNullable<UploadOptions['urlStorage']> {
  let url = job.url;
  const keep = (next: string | null): void => {
    url = next;
    job.keepUrl(next);
  };
  const previous = (): PreviousUpload[] =>
    url === null
      ? []
      : [
          {
            size: job.bytes,
            metadata: {},
            creationTime: '',
            urlStorageKey: job.hash,
            uploadUrl: ORIGIN + url,
            parallelUploadUrls: null,
          },
        ];
  return {
    findAllUploads: () => Promise.resolve(previous()),
    findUploadsByFingerprint: () => Promise.resolve(previous()),
    removeUpload: () => Promise.resolve(keep(null)),
    addUpload(_fingerprint, upload) {
      if (upload.uploadUrl !== null) keep(new URL(upload.uploadUrl).pathname);
      return Promise.resolve(job.hash);
    },
  };
}
