import type { Database } from 'better-sqlite3';
import type {
  attachmentFilesContract,
  attachmentsContract,
} from '../../../shared/attachments/attachments.contract.ts';
import type { CoreEvent } from '../../../shared/bridge/bridge.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import type { ContentLine } from '../sync/serverLink.ts';
import { createAttachmentsService, type FileHosts } from './attachments.service.ts';
import { createAttachmentsStore } from './attachments.store.ts';
import { createContents } from './contents.ts';
import { createTransfers, type SendReport } from './transfers.ts';

interface AttachmentsParts {
  readonly db: Database;
  readonly folder: string;
  readonly writable: boolean;
  /** This device's person; null before enrolment. */
  readonly me: () => { person: string; name: string; device: string } | null;
  readonly mayCreate: (scope: ScopeId, entity: string) => boolean;
  /** Whether that person may write notes of steps there. Whoever may, attaches what shows them done. */
  readonly mayNote: (scope: ScopeId) => boolean;
  readonly hosts: FileHosts;
  /** Records one user action; on disk when it returns. */
  readonly record: (writes: readonly Write[]) => void;
  /** The line to the server; null before enrolment, or where contents do not travel. */
  readonly line: () => ContentLine | null;
  readonly epoch: () => string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly emit: (event: CoreEvent) => void;
}

/** Files of steps, requests and articles on this device. */
export interface Attachments {
  readonly handlers: Handlers<
    typeof attachmentsContract & typeof attachmentFilesContract,
    CoreFailure
  >;
  /** A sync has ended well: contents are sent, in their own time. */
  synced(): void;
  /** Sends contents now and waits for it. */
  send(): Promise<SendReport>;
  waiting(): number;
  /** Rows have left this device: their contents follow. */
  rowsLeft(): void;
  close(): Promise<void>;
}

/** Puts the parts of attachments together. */
export function createAttachments(parts: AttachmentsParts): Attachments {
  const store = createAttachmentsStore(parts.db);
  const contents = createContents(parts.folder);
  const { me, record, line, epoch, now } = parts;
  const transfers = createTransfers({
    store,
    contents,
    line,
    epoch,
    now,
    onMoved: (scope) =>
      parts.emit({ type: 'rowsChanged', scopes: [scope], entities: ['attachment'] }),
  });
  const service = createAttachmentsService({
    store,
    contents,
    transfers,
    me,
    epoch,
    record,
    hosts: parts.hosts,
    mayWrite: (scope) => parts.mayCreate(scope, 'attachment') && parts.mayNote(scope),
  });
  let closing = false;
  let housework: Promise<unknown> = Promise.resolve();
  /**
   * What is left behind costs space and nothing else: it is removed at the next start. So does
   * what waits when the store is about to close.
   */
  const inTurn = (work: () => Promise<unknown>): void => {
    housework = housework
      .then(() => (closing ? null : work()))
      .catch((error: unknown) => console.error('contents', error));
  };
  if (parts.writable) {
    store.forgetRefusals();
    inTurn(() => service.tidy());
  }
  return {
    handlers: {
      'attachments.list': (input) => service.list(input),
      'attachments.remove': (input) => service.remove(input),
      'attachments.add': (input) => service.add(input),
      'attachments.open': (input) => service.open(input),
    },
    synced() {
      // A sync that was under way may end after the store is closed.
      if (closing) return;
      transfers.send(true).catch((error: unknown) => console.error('contents', error));
    },
    send: () => transfers.send(false),
    waiting: () => transfers.waiting(),
    rowsLeft: () => inTurn(() => service.sweep()),
    async close() {
      closing = true;
      await transfers.stop();
      await housework;
    },
  };
}
