import { scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { DemoFile } from './files.ts';
import { morningOf, seedRow, stampOf, type SeedRow } from './seedRows.ts';

/** The national level has several services; the practice data names none of them. */
const NATIONAL = 'c2s';
const TOOL = 'ITOP';
/** Kinds of communications that the product calls otherwise. */
const kinds: Readonly<Record<string, string>> = { note: 'circular' };
/** Places elsewhere that help people of Op@le; addresses are invented. */
const places = [
  ['helpdesk', 'ITOP – point d’entrée unique', 'https://itop.exemple.invalid/'],
  ['news', 'Portail MF² – annonces et assistante @loa', 'https://mf2.exemple.invalid/'],
  ['documents', 'Tribu – MF², documents Op@le et Opér@', 'https://tribu.exemple.invalid/mf2'],
  ['documents', 'Tribu Hauts-de-France – fiches et capsules', 'https://tribu.exemple.invalid/hdf'],
  ['chat', 'Tchap – utilisateurs d’Op@le (salon privé)', 'https://tchap.exemple.invalid/opale'],
] as const;
type DemoTicket = DemoFile['tickets'][number];

/** Requests for help, contacts beside them, what was said to many, and places that help. */
export function amiensSupport(demo: DemoFile): SeedRow[] {
  const programme = demo.programme.id;
  const scope = scopeId('programme', programme);
  return [
    ...demo.tickets.flatMap((ticket) => ticketRows(demo, ticket)),
    ...demo.contacts.map((contact) =>
      seedRow(
        'contact',
        contact.id,
        scopeId('establishment', contact.establishment_id),
        {
          establishment: contact.establishment_id,
          channel: contact.channel,
          on: contact.date,
          level: contact.handled_by,
          subject: contact.subject_fr,
        },
        stampOf(contact.date, null),
      ),
    ),
    ...communicationRows(demo, scope),
    ...places.map(([kind, label, address], position) =>
      seedRow('linkedPlace', `lieu-${position + 1}`, scope, { kind, label, address, position }),
    ),
  ];
}

function ticketRows(demo: DemoFile, ticket: DemoTicket): SeedRow[] {
  const { id, created_on: on, establishment_id: establishment } = ticket;
  const scope = scopeId('establishment', establishment);
  const asked = demo.people.find((person) => person.id === ticket.requester_id);
  const row = seedRow(
    'ticket',
    id,
    scope,
    {
      programme: demo.programme.id,
      establishment,
      title: ticket.title,
      operations: ticket.operations_fr,
      service: ticket.service,
      level: ticket.declared_service,
      environment: ticket.environment,
      sphere: ticket.sphere,
      requester: ticket.requester_id,
      requesterName: asked === undefined ? null : `${asked.first_name} ${asked.last_name}`,
      requesterFunction: ticket.requester_function_fr,
      shared: true,
      createdOn: on,
      tool: TOOL,
      number: id,
      files: ticket.attachments,
    },
    stampOf(on, null),
  );
  return [row, ...eventsOf(ticket).map((event, index) => eventRow(ticket, scope, event, index))];
}

type Event = Readonly<Record<string, JsonValue>> & { readonly on?: string };

/** What is known to have happened; the practice data says when only of the first and the last. */
function eventsOf(ticket: DemoTicket): Event[] {
  const { status, level, qualified_service, requalified } = ticket;
  return [
    { kind: 'filed' },
    ...(requalified ? [{ kind: 'requalified', level: qualified_service }] : []),
    ...(level === 'national' ? [{ kind: 'moved', level: NATIONAL }] : []),
    ...(status === 'escalated' ? [{ kind: 'answered', text: 'Transmis pour analyse.' }] : []),
    ...(status === 'pending-user' ? [{ kind: 'waiting' }] : []),
    ...(ticket.closed_on === null ? [] : [{ kind: 'closed', on: ticket.closed_on }]),
  ];
}

function eventRow(ticket: DemoTicket, scope: ScopeId, event: Event, index: number): SeedRow {
  const on = event.on ?? ticket.created_on;
  return seedRow(
    'ticketEvent',
    `${ticket.id}-${index + 1}`,
    scope,
    { ...event, ticket: ticket.id, on, at: morningOf(on) + index },
    stampOf(on, null),
  );
}

function communicationRows(demo: DemoFile, programme: ScopeId): SeedRow[] {
  return demo.communications.map(({ date, kind, wave, title_fr }, index) => {
    const told = demo.waves.find(({ label }) => label === wave);
    return seedRow(
      'communication',
      `communication-${index + 1}`,
      told === undefined ? programme : scopeId('wave', told.id),
      { kind: kinds[kind] ?? kind, on: date, title: title_fr },
      stampOf(date, null),
    );
  });
}
