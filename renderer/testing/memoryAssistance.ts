import { noRules } from '../../shared/assistance/ticketRules.ts';
import type {
  AssistanceOverview,
  ContactView,
  TicketDetail,
  TicketView,
} from '../../shared/assistance/tickets.contract.ts';
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
