import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Reading, StoredRow } from '../db/storage.ts';
import { rolesOverScopes } from '../sync/access.ts';

/** What somebody may know of a content. */
export interface Known {
  /** Live attachments of that content in scopes that the person may read. */
  readonly rows: readonly StoredRow[];
  /** Whether the server has said of one of them that it has the content. */
  readonly received: boolean;
  /** Name of one of them, for the person's computer. */
  readonly name: string;
  /** Its sizes in bytes by the rows. They are the same unless a row is wrong. */
  readonly sizes: ReadonlySet<unknown>;
}

/**
 * What a person may know of a content, by the rows that are stored now; null when that is nothing,
 * whether or not the content exists elsewhere.
 */
export async function knownTo(read: Reading, person: string, hash: string): Promise<Known | null> {
  const rows = await readable(read, person, await read.referring('attachment', 'hash', [hash]));
  const [first] = rows;
  if (first === undefined) return null;
  const receipts = await read.referring('attachmentReceipt', 'hash', [hash]);
  const received = new Set(receipts.map(({ id }) => id));
  return {
    rows,
    received: rows.some(({ id }) => received.has(id)),
    name: String(first.values['name'] ?? hash),
    sizes: new Set(rows.map(({ values }) => values['bytes'])),
  };
}

/**
 * The rows whose scope the person may read. Nothing lies below an establishment, where attachments
 * live: who may read it is who holds a role over it, so the cost is that of the rows, not of all
 * that the person may read.
 */
async function readable(
  read: Reading,
  person: string,
  rows: readonly StoredRow[],
): Promise<StoredRow[]> {
  const scopes = [...new Set<ScopeId>(rows.map(({ scope }) => scope))];
  const over = await rolesOverScopes(read, person, scopes);
  return rows.filter(({ scope }) => over(scope).size > 0);
}
