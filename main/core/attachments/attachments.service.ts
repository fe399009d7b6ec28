import { basename } from 'node:path';
import { attachmentId } from '../../../shared/attachments/attachment.entity.ts';
import type {
  AttachmentList,
  AttachmentState,
  AttachmentView,
  FileHost,
} from '../../../shared/attachments/attachments.contract.ts';
import { cleanFileName } from '../../../shared/attachments/fileName.ts';
import { mayOpen, mediaTypeOf } from '../../../shared/attachments/mediaTypes.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { stampDevice, stampTime } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import { addedStamp, type AttachmentRecord, type AttachmentsStore } from './attachments.store.ts';
import type { Contents, Taken } from './contents.ts';
import type { Transfers } from './transfers.ts';

/** Where files of something live, and whether this device's person may attach there. */
export interface FilePlace {
  readonly scope: ScopeId;
  /** The school that they are of; null: of none. */
  readonly establishment: string | null;
  readonly mayWrite: boolean;
}

/** Requests and articles that this device's person is shown; null: they are not. */
export interface FileHosts {
  readonly ticket: (id: string) => FilePlace | null;
  readonly article: (id: string) => FilePlace | null;
}

interface ServiceParts {
  readonly store: AttachmentsStore;
  readonly contents: Contents;
  readonly transfers: Transfers;
  /** This device's person; null before enrolment. */
  readonly me: () => { person: string; name: string; device: string } | null;
  /** Whether this person may attach files to steps of a place, and remove them. */
  readonly mayWrite: (scope: ScopeId) => boolean;
  readonly hosts: FileHosts;
  readonly epoch: () => string | null;
  /** Records one user action; on disk when it returns. */
  readonly record: (writes: readonly Write[]) => void;
}

/** Handlers of the contracts of attachments. */
export interface AttachmentsService {
  list(input: FileHost): Result<AttachmentList, CoreFailure>;
  add(
    input: FileHost & { readonly file: string },
  ): Promise<Result<{ id: string; hash: string; bytes: number; name: string }, CoreFailure>>;
  open(input: { id: string }): Promise<Result<{ path: string; opens: boolean }, CoreFailure>>;
  remove(input: { id: string }): Result<null, CoreFailure>;
  /** Removes contents that no row names any more: a place was taken away, or the device revoked. */
  sweep(): Promise<void>;
  /** As {@link sweep}, and what an earlier run left: contents of removed rows, copies for programs. */
  tidy(): Promise<void>;
}

export function createAttachmentsService(parts: ServiceParts): AttachmentsService {
  const { store, contents, transfers } = parts;
  /** Files that are being attached: their contents come before their rows, so no sweep may run. */
  let adding = 0;

  function view(record: AttachmentRecord): AttachmentView {
    const stamp = addedStamp(record);
    const device = stamp === null ? null : stampDevice(stamp);
    return {
      id: record.id,
      name: record.name,
      mediaType: record.mediaType,
      bytes: record.bytes,
      addedBy: device === null ? null : author(device),
      addedAt: stamp === null ? null : stampTime(stamp),
      state: stateOf(record),
      opens: mayOpen(record.name),
    };
  }

  function author(device: string): NonNullable<AttachmentView['addedBy']> {
    const me = parts.me();
    if (device === me?.device) return { person: me.person, name: me.name, me: true };
    const known = store.author(device);
    return known === null
      ? { person: null, name: null, me: false }
      : { ...known, me: known.person === me?.person };
  }

  function stateOf({ hash, bytes, received, upload }: AttachmentRecord): AttachmentState {
    const percent = (part: number): number => Math.min(99, Math.floor((part * 100) / bytes));
    if (contents.has(hash)) {
      const sent = upload !== null && upload.epoch !== null && upload.epoch === parts.epoch();
      if (received || sent) return { type: 'here' };
      if (upload !== null && upload.refusal !== null) {
        return { type: 'refused', reason: upload.refusal };
      }
      return { type: 'toSend', percent: percent(upload?.sent ?? 0) };
    }
    const got = transfers.fetched(hash);
    if (got !== null) return { type: 'fetching', percent: percent(got) };
    return { type: received ? 'onServer' : 'elsewhere' };
  }

  /** The content of an attachment, here and whole. */
  async function ensure(record: AttachmentRecord): Promise<Result<null, CoreFailure>> {
    const { id, hash, name, received } = record;
    if (contents.has(hash)) {
      if (await contents.isWhole(hash)) return ok(null);
      // Damaged on this disk: the server's is fetched again where it has one.
      if (!received) return err({ type: 'AttachmentDamaged', id, name });
      contents.remove(hash);
    }
    return transfers.fetch(record);
  }

  function placeOf(host: FileHost): Result<FilePlace, CoreFailure> {
    if ('step' in host) {
      const found = store.step(host.step);
      return found === null
        ? err({ type: 'StepUnknown', step: host.step })
        : ok({ ...found, mayWrite: parts.mayWrite(found.scope) });
    }
    if ('ticket' in host) {
      const place = parts.hosts.ticket(host.ticket);
      return place === null ? err({ type: 'TicketUnknown', ticket: host.ticket }) : ok(place);
    }
    const place = parts.hosts.article(host.article);
    return place === null ? err({ type: 'ArticleUnknown', id: host.article }) : ok(place);
  }

  /** A file that this device's person is shown: files of steps all, others with what they are of. */
  function shown(id: string): { record: AttachmentRecord; mayWrite: boolean } | null {
    const record = store.find(id);
    if (record === null || record.removed || record.host === null) return null;
    if ('step' in record.host) return { record, mayWrite: parts.mayWrite(record.scope) };
    const place = placeOf(record.host);
    return place.ok ? { record, mayWrite: place.value.mayWrite } : null;
  }

  /** Writes the row of a content that is here; the same file attached again is answered as it is. */
  function attach(
    host: FileHost,
    fileName: string,
    { scope, establishment }: FilePlace,
    { hash, bytes }: Taken,
  ): { id: string; hash: string; bytes: number; name: string } {
    const id = attachmentId(Object.values(host)[0] as string, hash);
    const before = store.find(id);
    if (before !== null && !before.removed) return { id, hash, bytes, name: before.name };
    const name = cleanFileName(fileName);
    const named = { name, mediaType: mediaTypeOf(name) };
    const of = 'step' in host ? { kitStep: host.step } : host;
    const school = establishment === null ? {} : { establishment };
    const set =
      before === null ? { ...school, ...of, ...named, bytes, hash } : { ...named, deleted: false };
    parts.record([{ entity: 'attachment', row: id, scope, set }]);
    return { id, hash, bytes, name };
  }

  async function removeUnnamed(onlyLive: boolean): Promise<void> {
    if (adding > 0) return;
    const here = await contents.all();
    // From here on nothing else runs until the next `await`: names and contents belong together.
    if (adding > 0) return;
    const named = store.named(onlyLive);
    store.forgetUploads(named);
    const unnamed = [...here].filter(
      (hash) => !named.has(hash) && transfers.fetched(hash) === null,
    );
    for (const hash of unnamed) contents.remove(hash);
    await contents.removeCopies(onlyLive ? new Set() : named);
  }

  return {
    list(host) {
      const found = placeOf(host);
      if (!found.ok) return found;
      const { mayWrite } = found.value;
      return ok({ attachments: store.of(host).map(view), mayWrite });
    },

    async add({ file, ...host }) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const found = placeOf(host);
      if (!found.ok) return found;
      if (!found.value.mayWrite) return err({ type: 'NotAllowed' });
      adding += 1;
      try {
        const taken = await contents.take(file);
        return taken.ok ? ok(attach(host, basename(file), found.value, taken.value)) : taken;
      } finally {
        adding -= 1;
      }
    },

    async open({ id }) {
      const record = shown(id)?.record ?? null;
      if (record === null) return err({ type: 'AttachmentUnknown', id });
      const here = await ensure(record);
      if (!here.ok) return here;
      const path = await contents.copyOut(record.hash, record.name);
      return ok({ path, opens: mayOpen(record.name) });
    },

    remove({ id }) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const found = shown(id);
      if (found === null) return err({ type: 'AttachmentUnknown', id });
      if (!found.mayWrite) return err({ type: 'NotAllowed' });
      const { scope } = found.record;
      parts.record([{ entity: 'attachment', row: id, scope, set: { deleted: true } }]);
      return ok(null);
    },

    sweep: () => removeUnnamed(false),
    async tidy() {
      await contents.tidy();
      await removeUnnamed(true);
    },
  };
}
