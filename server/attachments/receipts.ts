import type { JsonValue } from '../../shared/schema/entity.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import type { ScopeMoved } from '../../shared/sync/protocol.ts';
import type { StoredRow, Writing } from '../db/storage.ts';
import { writeAsServer } from '../sync/serverChange.ts';

type Attachment = Pick<StoredRow, 'id' | 'scope'>;

/** Says of some attachments that their content is here. Those that have a receipt keep it. */
export function giveReceipts(
  write: Writing,
  attachments: readonly Attachment[],
  hash: string,
  now: number,
): Promise<ScopeMoved[]> {
  return writeReceipts(write, attachments, now, (receipt) =>
    receipt !== undefined && receipt.values[DELETED_FIELD] !== true
      ? null
      : { hash, receivedAt: now, [DELETED_FIELD]: false },
  );
}

/** Takes back what was said: the content is not here any more. Devices that have it send it again. */
export async function withdrawReceipts(
  write: Writing,
  hash: string,
  now: number,
): Promise<ScopeMoved[]> {
  const receipts = await write.referring('attachmentReceipt', 'hash', [hash]);
  return writeReceipts(write, receipts, now, (receipt) =>
    receipt === undefined || receipt.values[DELETED_FIELD] === true
      ? null
      : { [DELETED_FIELD]: true },
  );
}

/** Writes receipts as any change of the server is written. */
async function writeReceipts(
  write: Writing,
  attachments: readonly Attachment[],
  now: number,
  change: (receipt: StoredRow | undefined) => Record<string, JsonValue> | null,
): Promise<ScopeMoved[]> {
  await write.lockScopes([...new Set(attachments.map(({ scope }) => scope))]);
  const keys = attachments.map(({ id }) => ({ entity: 'attachmentReceipt', id }));
  const receipts = new Map((await write.rows(keys)).map((row) => [row.id, row]));
  const changes = attachments.flatMap(({ id, scope }): Change[] => {
    const set = change(receipts.get(id));
    return set === null ? [] : [{ entity: 'attachmentReceipt', row: id, scope, set }];
  });
  return writeAsServer(write, changes, now);
}
