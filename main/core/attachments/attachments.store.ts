import type { Database, Statement } from 'better-sqlite3';
import type { FileHost, UploadRefusal } from '../../../shared/attachments/attachments.contract.ts';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { SHOWN_STEP } from '../store/shownStep.ts';

/** An attachment with what is known of its way to the server. */
export interface AttachmentRecord {
  readonly id: string;
  readonly scope: ScopeId;
  /** Null while that part of the row has not arrived. */
  readonly host: FileHost | null;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly hash: string;
  readonly removed: boolean;
  readonly stamps: Readonly<Record<string, Stamp>>;
  /** Whether the server has said that it has the content. */
  readonly received: boolean;
  readonly upload: UploadRecord | null;
}

/** How far a content has come on its way to the server. */
export interface UploadRecord {
  /** Path of the upload that is under way there; null: none. */
  readonly url: string | null;
  readonly sent: number;
  readonly refusal: UploadRefusal | null;
  /** The life of the server's database in which it had all of it; null: it has not. */
  readonly epoch: string | null;
}

/** A content that the server should have. */
export interface ToSend {
  readonly hash: string;
  readonly bytes: number;
  readonly scope: ScopeId;
}

export interface AttachmentsStore {
  step(id: string): { scope: ScopeId; establishment: string } | null;
  find(id: string): AttachmentRecord | null;
  /** Live attachments of a step, a request or an article, oldest first. */
  of(host: FileHost): AttachmentRecord[];
  /** Contents of accepted, live rows that the server has not said to have, once each, small ones first. */
  toSend(epoch: string | null): ToSend[];
  /** Name of the person behind a device, where it is known. */
  author(device: string): { person: string; name: string } | null;
  upload(hash: string): UploadRecord | null;
  writeUpload(hash: string, change: Partial<UploadRecord>): void;
  /** What was refused in an earlier run is tried again. */
  forgetRefusals(): void;
  /**
   * Hashes that rows name; with `onlyLive`, those of removed rows count only while the removal
   * has not been decided on.
   */
  named(onlyLive: boolean): Set<string>;
  /** Forgets the way of contents that are not among those. */
  forgetUploads(named: ReadonlySet<string>): void;
}

interface Stored {
  id: string;
  scope: string;
  kit_step: string | null;
  ticket: string | null;
  article: string | null;
  name: string | null;
  media_type: string | null;
  bytes: number | null;
  hash: string | null;
  deleted: number | null;
  stamps: string;
  received: number;
  url: string | null;
  sent: number | null;
  refusal: string | null;
  epoch: string | null;
}

const JOINED = `attachment a
  LEFT JOIN attachment_receipt r ON r.id = a.id AND r.hash = a.hash AND r.deleted IS NULL
  LEFT JOIN upload u ON u.hash = a.hash`;
const SELECT = `SELECT a.id, a.scope, a.kit_step, a.ticket, a.article, a.name, a.media_type, a.bytes, a.hash, a.deleted, a.stamps,
  r.id IS NOT NULL AS received, u.url, u.sent, u.refusal, u.epoch FROM ${JOINED}`;

export function createAttachmentsStore(db: Database): AttachmentsStore {
  const step: Statement<[string], { scope: string; establishment: string | null }> = db.prepare(
    `SELECT s.scope, s.establishment FROM kit_step s WHERE s.id = ? AND ${SHOWN_STEP}`,
  );
  const one: Statement<[string], Stored> = db.prepare(`${SELECT} WHERE a.id = ?`);
  const by = (column: string): Statement<[string], Stored> =>
    db.prepare(`${SELECT} WHERE a.${column} = ? AND a.deleted IS NULL`);
  const ofStep = by('kit_step');
  const ofTicket = by('ticket');
  const ofArticle = by('article');
  const ofHost = (host: FileHost): Stored[] => {
    if ('step' in host) return ofStep.all(host.step);
    return 'ticket' in host ? ofTicket.all(host.ticket) : ofArticle.all(host.article);
  };
  const toSend: Statement<[string | null], ToSend> = db.prepare(
    `SELECT a.hash, a.bytes, min(a.scope) AS scope FROM ${JOINED}
     WHERE a.deleted IS NULL AND a.base IS NULL AND a.hash IS NOT NULL AND a.bytes IS NOT NULL
       AND r.id IS NULL AND u.refusal IS NULL AND (u.epoch IS NULL OR u.epoch IS NOT ?)
     GROUP BY a.hash ORDER BY a.bytes, a.hash`,
  );
  const settle = db.prepare(
    `UPDATE upload SET epoch = NULL WHERE epoch IS NOT NULL AND EXISTS
       (SELECT 1 FROM attachment_receipt r WHERE r.hash = upload.hash AND r.deleted IS NULL)`,
  );
  const author: Statement<[string], { person: string; name: string }> = db.prepare(
    'SELECT person, name FROM author WHERE device = ?',
  );
  const upload: Statement<[string], UploadRecord> = db.prepare(
    'SELECT url, sent, refusal, epoch FROM upload WHERE hash = ?',
  );
  const none: UploadRecord = { url: null, sent: 0, refusal: null, epoch: null };
  return {
    step(id) {
      const found = step.get(id);
      return found === undefined || found.establishment === null
        ? null
        : { scope: found.scope as ScopeId, establishment: found.establishment };
    },
    find: (id) => asRecord(one.get(id)),
    of: (host) =>
      ofHost(host)
        .flatMap((stored) => asRecord(stored) ?? [])
        .toSorted((a, b) => compare(addedStamp(a) ?? '', addedStamp(b) ?? '')),
    toSend(epoch) {
      // What was sent is believed until the receipt says so; one that is withdrawn later counts.
      settle.run();
      return toSend.all(epoch);
    },
    author: (device) => author.get(device) ?? null,
    upload: (hash) => upload.get(hash) ?? null,
    writeUpload(hash, change) {
      const next = { ...(upload.get(hash) ?? none), ...change };
      db.prepare(
        `INSERT INTO upload (hash, url, sent, refusal, epoch) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (hash) DO UPDATE SET url = excluded.url, sent = excluded.sent,
           refusal = excluded.refusal, epoch = excluded.epoch`,
      ).run(hash, next.url, next.sent, next.refusal, next.epoch);
    },
    forgetRefusals: () => void db.prepare('UPDATE upload SET refusal = NULL').run(),
    named: (onlyLive) =>
      new Set(
        db
          .prepare<[], string>(
            `SELECT DISTINCT hash FROM attachment WHERE hash IS NOT NULL
             ${onlyLive ? 'AND (deleted IS NULL OR base IS NOT NULL)' : ''}`,
          )
          .pluck()
          .all(),
      ),
    forgetUploads(named) {
      const remove = db.prepare('DELETE FROM upload WHERE hash = ?');
      for (const hash of db.prepare<[], string>('SELECT hash FROM upload').pluck().all()) {
        if (!named.has(hash)) remove.run(hash);
      }
    },
  };
}

/** The stamp under which a file was attached, or attached again. */
export function addedStamp(record: Pick<AttachmentRecord, 'stamps'>): Stamp | null {
  return record.stamps['deleted'] ?? record.stamps['hash'] ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hostOf({ kit_step: step, ticket, article }: Stored): FileHost | null {
  if (step !== null) return { step };
  if (ticket !== null) return { ticket };
  return article === null ? null : { article };
}

/** A stored row; null while parts of it have not arrived: it cannot be shown then. */
function asRecord(stored: Stored | undefined): AttachmentRecord | null {
  if (stored === undefined || stored.hash === null || stored.bytes === null) return null;
  const { url, sent, refusal, epoch } = stored;
  return {
    id: stored.id,
    scope: stored.scope as ScopeId,
    host: hostOf(stored),
    name: stored.name ?? stored.hash.slice(0, 16),
    mediaType: stored.media_type ?? 'application/octet-stream',
    bytes: stored.bytes,
    hash: stored.hash,
    removed: stored.deleted === 1,
    stamps: JSON.parse(stored.stamps) as Record<string, Stamp>,
    received: stored.received === 1,
    upload: sent === null ? null : { url, sent, refusal: refusal as UploadRefusal | null, epoch },
  };
}
