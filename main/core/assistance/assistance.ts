import type { Database } from 'better-sqlite3';
import { ticketState } from '../../../shared/assistance/ticketState.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { LinkedTicket } from '../../../shared/bridge/linkedTicket.ts';
import type {
  ticketFilesContract,
  ticketsContract,
} from '../../../shared/assistance/tickets.contract.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { FeatureParts, WaveGround } from '../access/waveGround.ts';
import type { Reader } from '../store/database.ts';
import { createAssistanceContext } from './assistance.context.ts';
import { createAssistanceStore } from './assistance.store.ts';
import { createContacts } from './contacts.service.ts';
import { createTicketExport } from './tickets.export.ts';
import { createTicketLinks, linkedTickets, type RegisterWriting } from './tickets.links.ts';
import { createTicketListing } from './ticketListing.ts';
import { createTicketReads } from './tickets.reads.ts';
import { mayOf } from './tickets.views.ts';
import { createTicketWrites } from './tickets.writes.ts';

type Parts = FeatureParts & { readonly db: Reader; readonly ground: WaveGround };

/** Where the files of requests live that this device's person is shown; null: they are not. */
export function createTicketFiles(
  parts: Parts,
): (ticket: string) => { scope: ScopeId; establishment: string | null; mayWrite: boolean } | null {
  const context = createAssistanceContext({ ...parts, store: createAssistanceStore(parts.db) });
  return (ticket) => {
    const found = context.find(ticket);
    if (!found.ok) return null;
    const { row, desk } = found.value;
    const { scope, establishment } = row;
    const state = ticketState(row, context.store.eventsOf(row.id), desk.rules, desk.today);
    const mayWrite =
      context.mayCreate(scope, 'attachment') && mayOf(context, row, state).includes('write');
    return { scope, establishment, mayWrite };
  };
}

/** Requests about a blocker that this device's person is shown. */
export function createTicketsOfBlocker(parts: Parts): (blocker: string) => LinkedTicket[] {
  const store = createAssistanceStore(parts.db);
  const context = createAssistanceContext({ ...parts, store });
  return (blocker) => linkedTickets(context, store.ticketsOfBlocker(blocker));
}

/** The help desk: requests by the programme's rules, and contacts beside them. */
export function createAssistance(
  parts: Omit<Parts, 'db'> & {
    readonly db: Database;
    /** Whether the store is this program's own to write. */
    readonly writable: boolean;
    readonly register: RegisterWriting;
  },
): Handlers<typeof ticketsContract & typeof ticketFilesContract, CoreFailure> {
  const context = createAssistanceContext({ ...parts, store: createAssistanceStore(parts.db) });
  const listing = createTicketListing(parts.db, parts.writable, context);
  return {
    ...createTicketReads(context, listing),
    ...createTicketWrites(context),
    ...createTicketLinks(context, parts.register),
    ...createContacts(context),
    ...createTicketExport(context, listing),
  };
}
