import { helpers } from '../../shared/access/helpRoles.ts';
import type { Role } from '../../shared/access/roles.ts';
import { ticketVisible, type SeenTicket } from '../../shared/assistance/ticketVisible.ts';
import { parseScope, type ScopeId } from '../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { Reading, StoredRow } from '../db/storage.ts';
import { readableBy, rolesOverScopes } from '../sync/access.ts';

/** What somebody may know of a content. */
export interface Known {
  /** Live attachments of that content that the person is shown. */
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
  const rows = await shown(read, person, await read.referring('attachment', 'hash', [hash]));
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

/** Kinds of scope that people read who hold a role below them alone. */
const readFromBelow: ReadonlySet<string> = new Set(['wave', 'programme']);

/**
 * The files that the person is shown: those in scopes that they may read, of a request for help by
 * the rule of the screens as well, and of an article that was never published only for those who
 * write it. Where nothing lies below a scope, who may read it is who holds a role over it, so the
 * cost is that of the rows, not of all that the person may read.
 */
async function shown(
  read: Reading,
  person: string,
  rows: readonly StoredRow[],
): Promise<StoredRow[]> {
  const scopes = [...new Set<ScopeId>(rows.map(({ scope }) => scope))];
  const over = await rolesOverScopes(read, person, scopes);
  const isWide = (scope: ScopeId): boolean => readFromBelow.has(parseScope(scope).kind);
  const wide = scopes.some(isWide) ? new Set(await readableBy(read, person)) : new Set<ScopeId>();
  const isReadable = (scope: ScopeId): boolean =>
    isWide(scope) ? wide.has(scope) : over(scope).size > 0;
  const readable = rows.filter(({ scope }) => isReadable(scope));
  const hosts = await hostsOf(read, readable);
  return readable.filter((row) => {
    const roles = over(row.scope);
    if (typeof row.values['ticket'] === 'string') {
      return isTicketShown(hosts.get(`ticket ${row.values['ticket']}`), row, person, roles);
    }
    if (typeof row.values['article'] === 'string') {
      return isArticleShown(hosts.get(`article ${row.values['article']}`), row, roles);
    }
    return true;
  });
}

/** Requests and articles that files belong to. */
async function hostsOf(
  read: Reading,
  rows: readonly StoredRow[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const keys = rows.flatMap(({ values }) =>
    (['ticket', 'article'] as const).flatMap((entity) => {
      const id = values[entity];
      return typeof id === 'string' ? [{ entity, id }] : [];
    }),
  );
  const found = keys.length === 0 ? [] : await read.rows(keys);
  return new Map(found.map((row) => [`${row.entity} ${row.id}`, row]));
}

/** A file counts where its request lives: naming one of another school gives nothing. */
function isTicketShown(
  ticket: StoredRow | undefined,
  { scope }: StoredRow,
  person: string,
  roles: ReadonlySet<Role>,
): boolean {
  if (ticket === undefined || ticket.scope !== scope) return false;
  if (ticket.values[DELETED_FIELD] === true) return false;
  const { draft, establishment, requester, shared, participants } = ticket.values;
  const seen = { draft, establishment, requester, shared, participants };
  const told = Object.fromEntries(
    Object.entries(seen).map(([field, value]) => [field, value ?? null]),
  );
  return ticketVisible(told as unknown as SeenTicket, person, roles);
}

function isArticleShown(
  article: StoredRow | undefined,
  { scope }: StoredRow,
  roles: ReadonlySet<Role>,
): boolean {
  if (article === undefined || article.scope !== scope) return false;
  if (article.values[DELETED_FIELD] === true) return false;
  return (article.values['number'] ?? null) !== null || helpers.some((role) => roles.has(role));
}
