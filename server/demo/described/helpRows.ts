import { scopeId } from '../../../shared/schema/scope.ts';
import { articleRows } from '../articleRows.ts';
import { morningOf, seedRow, stampOf, type SeedRow } from '../seedRows.ts';
import type { Description } from './description.ts';
import type { DescribedTicket } from './helps.ts';

/** Requests with their events, articles of the programme, and places that help. */
export function helpRows({ help, programme }: Description): SeedRow[] {
  if (help === undefined) return [];
  const scope = scopeId('programme', programme.id);
  return [
    ...help.tickets.flatMap((one) => ticketRows(one, programme.id)),
    ...articleRows(scope, help.articles),
    ...help.places.map((place, position) =>
      seedRow('linkedPlace', `${programme.id}-lieu-${position + 1}`, scope, { ...place, position }),
    ),
  ];
}

function ticketRows(ticket: DescribedTicket, programme: string): SeedRow[] {
  const { id, establishment, on, fields, events } = ticket;
  const scope = scopeId('establishment', establishment);
  const values = { ...fields, programme, establishment, createdOn: on, shared: true };
  return [
    seedRow('ticket', id, scope, values, stampOf(on, null)),
    ...events.map((event, index) =>
      seedRow(
        'ticketEvent',
        `${id}-${index + 1}`,
        scope,
        { ...event, ticket: id, at: morningOf(event.on) + index },
        stampOf(event.on, null),
      ),
    ),
  ];
}
