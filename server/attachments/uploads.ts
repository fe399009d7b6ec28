import type { IncomingMessage } from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server, type ServerOptions } from '@tus/server';
import { MAX_ATTACHMENT_BYTES } from '../../shared/attachments/attachment.entity.ts';
import type { WireError } from '../../shared/sync/protocol.ts';
import type { Session } from '../accounts/session.ts';
import type { AttachmentsContext } from './context.ts';
import { recordReceived } from './keep.ts';

/** An upload that is not whole after so long is given up. */
export const INCOMING_MS = 7 * 24 * 3_600_000;
export const UPLOAD_PATH = '/attachments/upload';

/** Who uploads what; found out before the protocol's own code sees the request. */
export interface Uploader {
  readonly session: Session;
  readonly hash: string;
}

export interface Uploads {
  readonly tus: Server;
  /** Notes who uploads what with a request that is about to be handed to `tus`. */
  admit(request: IncomingMessage, uploader: Uploader): void;
}

/**
 * Name of an upload, in its address and on the disk: one for each device and content. A device can
 * neither guess its way into another's upload nor fill the disk with many of its own, and begins
 * anew in the same place.
 */
export function uploadId(device: string, hash: string): string {
  return `${device}.${hash}`;
}

/** Device and content of an upload's name; null when it is not one. */
export function readUploadId(id: string): { device: string; hash: string } | null {
  const match = /^([a-z2-7]{16})\.([0-9a-f]{64})$/.exec(id);
  return match === null ? null : { device: match[1]!, hash: match[2]! };
}

/**
 * Uploads as files of a folder that `Blobs` has made. The library's own store makes it once more
 * after its constructor has returned; an error of that is in no one's hands and ends the server.
 */
class IncomingFiles extends FileStore {
  static {
    // Declared private by the library: nothing but its constructor calls it.
    Object.defineProperty(this.prototype, 'checkOrCreateDirectory', { value: () => undefined });
  }
}

/** What the protocol's code throws to answer an error. */
function refusal(status: number, error: WireError): { status_code: number; body: string } {
  return { status_code: status, body: JSON.stringify({ error }) };
}

/**
 * The tus protocol (https://tus.io/protocols/resumable-upload) over files in `blobs/incoming`.
 *
 * Its locks are of this process. When two processes write the same upload at once, the content is
 * not what its hash says and is thrown away: nothing wrong is kept, and the device begins anew.
 */
export function createUploads(context: AttachmentsContext): Uploads {
  const { blobs } = context;
  const admitted = new WeakMap<IncomingMessage, Uploader>();
  const datastore = new IncomingFiles({
    directory: blobs.incoming,
    expirationPeriodInMilliseconds: INCOMING_MS,
  });
  type Req = Parameters<NonNullable<ServerOptions['onUploadFinish']>>[0];
  const uploaderOf = (request: Req): Uploader => {
    const raw = request.runtime?.node?.req as IncomingMessage | undefined;
    const uploader = raw === undefined ? undefined : admitted.get(raw);
    if (uploader === undefined) throw new Error('An upload that nobody admitted');
    return uploader;
  };
  const tus = new Server({
    path: UPLOAD_PATH,
    datastore,
    relativeLocation: true,
    maxSize: MAX_ATTACHMENT_BYTES,
    allowedOrigins: [],
    namingFunction: (request) => {
      const { session, hash } = uploaderOf(request);
      return uploadId(session.device, hash);
    },
    async onIncomingRequest(request, id) {
      const { session, hash } = uploaderOf(request);
      if (id !== uploadId(session.device, hash)) throw refusal(404, { type: 'NotFound' });
    },
    async onUploadFinish(request, upload) {
      const { session, hash } = uploaderOf(request);
      const kept = await blobs.keep(hash, upload.storage!.path);
      await datastore.configstore.delete(upload.id);
      if (!kept) {
        throw refusal(422, { type: 'BadRequest', detail: 'hash' });
      }
      await recordReceived(context, session.person, hash, upload.size!);
      return {};
    },
    async onResponseError(_request, error) {
      if (!('status_code' in error)) return refusal(500, { type: 'ServerFault' });
      if (error.body.startsWith('{')) return undefined;
      return refusal(error.status_code, wireErrorOf(error.status_code));
    },
  });
  return { tus, admit: (request, uploader) => void admitted.set(request, uploader) };
}

/** The protocol's own refusals in the form of the wire. */
function wireErrorOf(status: number): WireError {
  switch (status) {
    case 403:
      return { type: 'Forbidden' };
    case 404:
    case 410:
      return { type: 'NotFound' };
    case 413:
      return { type: 'TooLarge' };
    default:
      return status >= 500 ? { type: 'ServerFault' } : { type: 'BadRequest', detail: 'upload' };
  }
}
