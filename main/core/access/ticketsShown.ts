import type { Role } from '../../../shared/access/roles.ts';
import { ticketVisible, type SeenTicket } from '../../../shared/assistance/ticketVisible.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { Rows } from '../store/rows.ts';

interface ShownParts {
  readonly rows: Pick<Rows, 'read'>;
  /** Row id of this device's person. */
  readonly myself: () => string;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
}

type Values = Readonly<Record<string, JsonValue>>;

/**
 * Whether this device's person is shown a row, as far as it is or tells of a request for help: the
 * request itself, what happened to it, its files, and values that two people wrote into it. All
 * that reads rows of any kind asks here, so that a request is shown by one rule everywhere.
 */
export function createTicketsShown(
  parts: ShownParts,
): (entity: string, id: string, values: Values) => boolean {
  const isTicketShown = (id: string): boolean => {
    const row = parts.rows.read('ticket', id);
    if (row === undefined || row.values[DELETED_FIELD] === true) return false;
    const { draft, establishment, requester, shared, participants } = row.values;
    const seen = Object.fromEntries(
      Object.entries({ draft, establishment, requester, shared, participants }).map(
        ([field, value]) => [field, value ?? null],
      ),
    ) as unknown as SeenTicket;
    return ticketVisible(seen, parts.myself(), parts.rolesOver(row.scope));
  };
  return function isShown(entity, id, values) {
    if (entity === 'ticket') return isTicketShown(id);
    if (entity === 'ticketEvent') return isTicketShown(String(values['ticket']));
    if (entity === 'attachment' && typeof values['ticket'] === 'string') {
      return isTicketShown(values['ticket']);
    }
    if (entity === 'conflict' || entity === 'pastValue') {
      const about = String(values['entity']);
      const row = String(values['row']);
      if (!['ticket', 'ticketEvent', 'attachment'].includes(about)) return true;
      return isShown(about, row, parts.rows.read(about, row)?.values ?? {});
    }
    return true;
  };
}
