import { ticketFigures } from '../../shared/assistance/ticketFigures.ts';
import { noRules } from '../../shared/assistance/ticketRules.ts';
import type {
  AssistanceOverview,
  ContactView,
  TicketDetail,
  TicketsContract,
  TicketView,
} from '../../shared/assistance/tickets.contract.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { err, ok } from '../../shared/kernel/result.ts';

const noAssistance: AssistanceOverview = {
  waves: [],
  programme: null,
  wave: null,
  today: '2024-01-22',
  rules: noRules,
  me: null,
  mayHelp: false,
  schools: [],
  versions: [],
};

interface MemoryAssistance {
  readonly overview?: AssistanceOverview;
  readonly tickets?: readonly TicketView[];
  readonly details?: readonly TicketDetail[];
  readonly contacts?: readonly ContactView[];
}

/** A part of requests as the core answers it, of those in a state that has a group. */
export function pageOf(
  tickets: readonly TicketView[],
  {
    query,
    offset,
    limit,
  }: Pick<InputOf<TicketsContract['tickets.page']>, 'query' | 'offset' | 'limit'>,
  asOf: string,
): OutputOf<TicketsContract['tickets.page']> {
  const isOpen = ({ status }: TicketView): boolean => status === 'open' || status === 'waiting';
  const found = tickets.filter(
    (row) =>
      (query.state === 'all' ||
        (query.state === 'open' ? isOpen(row) : row.status === query.state)) &&
      (query.group === '' || row.group === query.group) &&
      row.title.includes(query.search),
  );
  return {
    asOf,
    total: found.length,
    asked: found.length,
    all: {
      count: tickets.length,
      open: tickets.filter(isOpen).length,
      late: tickets.filter(({ late }) => late).length,
      groups: [...new Set(tickets.map(({ group }) => group))],
    },
    rows: found.slice(offset, offset + limit),
  };
}

/** The help desk of a window in memory: none, unless a test gives some. */
export function memoryAssistance({
  overview = noAssistance,
  tickets = [],
  details = [],
  contacts = [],
}: MemoryAssistance = {}) {
  return {
    'assistance.overview': () => ok(overview),
    'tickets.list': () => ok({ asOf: overview.today, rows: [...tickets] }),
    'tickets.figures': () =>
      ok({ asOf: overview.today, ...ticketFigures(tickets, overview.rules) }),
    'tickets.page': ({ query, offset, limit }: InputOf<TicketsContract['tickets.page']>) =>
      ok(pageOf(tickets, { query, offset, limit }, overview.today)),
    'tickets.read': ({ ticket }: { ticket: string }) => {
      const found = details.find(({ id }) => id === ticket);
      return found === undefined ? err({ type: 'TicketUnknown' as const, ticket }) : ok(found);
    },
    'tickets.people': () => ok([]),
    'tickets.save': () => err({ type: 'NotAllowed' as const }),
    'tickets.act': () => err({ type: 'NotAllowed' as const }),
    'tickets.share': () => err({ type: 'NotAllowed' as const }),
    'tickets.remove': () => err({ type: 'NotAllowed' as const }),
    'tickets.links': ({ ticket }: { ticket: string }) =>
      err({ type: 'TicketUnknown' as const, ticket }),
    'tickets.link': () => err({ type: 'NotAllowed' as const }),
    'tickets.ofStep': () => ok([]),
    'contacts.list': () => ok([...contacts]),
    'contacts.log': () => err({ type: 'NotAllowed' as const }),
  };
}
