import { maxStamp, nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { ScopeMoved } from '../../shared/sync/protocol.ts';
import type { LogEntry, RowWrite, StoredRow, Writing } from '../db/storage.ts';
import { noteStamp } from '../sync/latest.ts';

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

/** Writes receipts as any change is written: logged, with the next version of its scope. */
async function writeReceipts(
  write: Writing,
  attachments: readonly Attachment[],
  now: number,
  change: (receipt: StoredRow | undefined) => Record<string, JsonValue> | null,
): Promise<ScopeMoved[]> {
  const before = await write.lockScopes([...new Set(attachments.map(({ scope }) => scope))]);
  const keys = attachments.map(({ id }) => ({ entity: 'attachmentReceipt', id }));
  const receipts = new Map((await write.rows(keys)).map((row) => [row.id, row]));
  const scopes = new Map<ScopeId, number>();
  const rows: RowWrite[] = [];
  const log: LogEntry[] = [];
  for (const { id, scope } of attachments) {
    const receipt = receipts.get(id);
    const set = change(receipt);
    if (set === null) continue;
    const version = before.get(scope)! + 1;
    scopes.set(scope, version);
    const stamp = nextStamp(highest(receipt), now, SERVER);
    const fields = Object.keys(set);
    rows.push({
      entity: 'attachmentReceipt',
      id,
      scope,
      values: { ...receipt?.values, ...set },
      stamps: { ...receipt?.stamps, ...Object.fromEntries(fields.map((field) => [field, stamp])) },
      version,
      touched: receipt === undefined ? null : new Set(fields),
    });
    log.push({
      scope,
      version,
      entity: 'attachmentReceipt',
      row: id,
      device: SERVER,
      n: null,
      stamp,
      set,
      seen: undefined,
      at: now,
    });
  }
  if (rows.length > 0) await write.writeRows({ scopes, rows, log });
  for (const { stamp } of log) await noteStamp(write, stamp);
  return [...scopes].map(([scope, version]) => ({ scope, version }));
}

function highest(row: StoredRow | undefined): Stamp | null {
  return Object.values(row?.stamps ?? {}).reduce<Stamp | null>(maxStamp, null);
}
