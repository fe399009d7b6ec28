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
import { createTicketReads } from './tickets.reads.ts';
import { createTicketWrites } from './tickets.writes.ts';

/** The help desk: requests by the programme's rules, and contacts beside them. */
export function createAssistance(
  parts: FeatureParts & { readonly db: Reader; readonly ground: WaveGround },
): Handlers<typeof ticketsContract & typeof ticketFilesContract, CoreFailure> {
  const context = createAssistanceContext({ ...parts, store: createAssistanceStore(parts.db) });
  return {
    ...createTicketReads(context),
    ...createTicketWrites(context),
    ...createContacts(context),
    ...createTicketExport(context),
  };
}
