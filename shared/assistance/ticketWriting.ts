import { toolKey, outsideNumber } from '../kernel/outsideNumber.ts';
import { helpers } from '../access/helpRoles.ts';
import type { Role } from '../access/roles.ts';
import type { Guard, JsonValue, RowValues, Unique } from '../schema/entity.ts';
import { parseScope } from '../schema/scope.ts';
import { ticketVisible, type SeenTicket } from './ticketVisible.ts';

/** Whether somebody with these roles over a request's scope helps others there. */
export function helpsThere(roles: ReadonlySet<Role>): boolean {
  return helpers.some((role) => roles.has(role));
}

/** Whether a request is somebody's to change: they asked, take part, or help. A draft is its author's. */
export function holdsTicket(ticket: SeenTicket, person: string, roles: ReadonlySet<Role>): boolean {
  return (
    ticketVisible(ticket, person, roles) &&
    (ticket.requester === person ||
      ticket.participants?.includes(person) === true ||
      helpsThere(roles))
  );
}

/**
 * Whether somebody may say that something happened to a request. Whoever is shown it writes, and may
 * take it over from an absent colleague; whose it is closes, reopens and files it; the rest is up to
 * those who help.
 */
export function mayTell(
  kind: string | null,
  ticket: SeenTicket,
  person: string,
  roles: ReadonlySet<Role>,
): boolean {
  if (!ticketVisible(ticket, person, roles)) return false;
  switch (kind) {
    case 'asked':
    case 'takenOver':
      return true;
    case 'closed':
    case 'reopened':
    case 'filed':
      return holdsTicket(ticket, person, roles);
    default:
      return helpsThere(roles);
  }
}

/**
 * Fields of a request that somebody may not write: what they make is their own, unless they help and
 * bring it in from a tool; what is there is for those whose it is, and whoever takes it over from a
 * colleague adds themselves. Made in another's name it would be theirs to answer for.
 */
export const ticketGuard: Guard = {
  heldBy: null,
  forbids({ person, roles, scope, before, set, removes }) {
    const helps = helpsThere(roles);
    if (before === null) {
      const { kind, id } = parseScope(scope);
      const school = set['establishment'] ?? null;
      const requester = set['requester'] ?? null;
      return [
        ...(requester === person || (helps && requester === null) ? [] : ['requester']),
        ...(school === null || (kind === 'establishment' && school === id)
          ? []
          : ['establishment']),
      ];
    }
    const ticket = seenTicket(before);
    if (removes) {
      const isTheirs = ticket.requester === person || (helps && ticket.requester === null);
      return isTheirs ? [] : ['*'];
    }
    if (holdsTicket(ticket, person, roles)) return [];
    const takesOver =
      ticketVisible(ticket, person, roles) &&
      sameJson(set['participants'], [...(ticket.participants ?? []), person]);
    // Blockers that are found to be one take along every request that names them.
    return Object.keys(set).filter(
      (field) => !((field === 'participants' && takesOver) || (field === 'blocker' && helps)),
    );
  },
};

/** What happened is told by whoever may, and taken back only where it was written. */
export const ticketEventGuard: Guard = {
  heldBy: { field: 'ticket', entity: 'ticket' },
  forbids({ person, roles, before, set, removes, own, holder }) {
    const helps = helpsThere(roles);
    // What a tool said has no author: whoever helps may have brought it in.
    if (removes) return own || (helps && (before?.['author'] ?? null) === null) ? [] : ['*'];
    if (before !== null) return [];
    if (holder === null) return helps || set['kind'] === 'asked' ? [] : ['kind'];
    const kind = typeof set['kind'] === 'string' ? set['kind'] : null;
    return mayTell(kind, seenTicket(holder), person, roles) ? [] : ['kind'];
  },
};

/** A number that a tool has given is of one request. */
export const ticketNumber: Unique = {
  field: 'number',
  key({ programme, tool, number }) {
    if (typeof number !== 'string' || outsideNumber(number) === '') return null;
    const of = typeof tool === 'string' ? toolKey(tool) : '';
    return `${String(programme ?? '')} ${of} ${outsideNumber(number)}`;
  },
  rule: 'numberTaken',
};

function seenTicket(values: RowValues): SeenTicket {
  const text = (value: JsonValue | undefined): string | null =>
    typeof value === 'string' ? value : null;
  const { participants } = values;
  return {
    draft: values['draft'] === true,
    establishment: text(values['establishment']),
    requester: text(values['requester']),
    shared: values['shared'] === true,
    participants: Array.isArray(participants) ? participants.map(String) : null,
  };
}

function sameJson(a: JsonValue | undefined, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
