import { helpers } from '../access/helpRoles.ts';
import type { Role } from '../access/roles.ts';

/** What decides who is shown a request. */
export interface SeenTicket {
  readonly draft: boolean | null;
  readonly establishment: string | null;
  /** The person who wrote it. */
  readonly requester: string | null;
  readonly shared: boolean | null;
  readonly participants: readonly string[] | null;
}

/**
 * Whether a person is shown a request among those that their computer holds. A draft is its
 * author's alone. Those who help see what was asked; colleagues of a school see a request when its
 * school is filled in and it is shared, or when they take part.
 * @param roles roles that the person holds over the request's scope
 */
export function ticketVisible(
  ticket: SeenTicket,
  person: string,
  roles: ReadonlySet<Role>,
): boolean {
  if (ticket.requester !== null && ticket.requester === person) return true;
  if (ticket.draft === true) return false;
  if (helpers.some((role) => roles.has(role))) return true;
  if (ticket.participants?.includes(person) === true) return true;
  return roles.size > 0 && ticket.establishment !== null && ticket.shared === true;
}
