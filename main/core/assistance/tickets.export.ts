import type {
  ExportTool,
  ticketFilesContract,
  TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import { handOver } from '../../../shared/assistance/handOver.ts';
import { levelOf, type TicketRules } from '../../../shared/assistance/ticketRules.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { createMessages, type Translate } from '../../../shared/messages/messages.ts';
import { writeHandedFile } from '../store/handedFile.ts';
import type { AssistanceContext } from './assistance.context.ts';
import type { StoredTicket } from './assistance.store.ts';
import { ticketViews } from './tickets.views.ts';

interface Exported {
  readonly view: TicketView;
  readonly body: string;
  readonly level: string;
  readonly status: string;
  readonly priority: string;
}
type Cell = string | number | null;
interface Table {
  readonly head: readonly string[];
  readonly cells: (ticket: Exported) => readonly Cell[];
}

/** Tables as each tool has them: what goes out comes in again, here and there. */
function tables(t: Translate): Readonly<Record<ExportTool, Table>> {
  const title = ({ view }: Exported): string => `${view.title} [${view.reference}]`;
  return {
    bascule: {
      head: [
        'reference',
        'number',
        'title',
        'schoolCode',
        'school',
        'kind',
        'priority',
        'status',
        'level',
        'createdOn',
        'ageDays',
        'closedOn',
        'requester',
        'description',
      ].map((column) => t(`tickets:column.${column}`)),
      cells: ({ view, body, level, status, priority }) => [
        view.reference,
        view.number,
        view.title,
        view.schoolCode,
        view.school,
        view.kind,
        priority,
        status,
        level,
        view.createdOn,
        view.ageDays,
        view.closedOn,
        view.requesterName,
        body,
      ],
    },
    itop: {
      head: [
        'Ref',
        'Title',
        'Status',
        'Organization->Name',
        'Service',
        'Start date',
        'Close date',
        'Priority',
        'Caller->Full name',
        'Description',
      ],
      cells: (ticket) => [
        ticket.view.number,
        title(ticket),
        itopStatus[ticket.view.status],
        ticket.view.school,
        ticket.level,
        timeOf(ticket.view.createdOn),
        timeOf(ticket.view.closedOn),
        ticket.priority,
        ticket.view.requesterName,
        ticket.body,
      ],
    },
    glpi: {
      head: [
        'ID',
        'Titre',
        'Statut',
        "Date d'ouverture",
        'Date de clôture',
        'Priorité',
        'Demandeur - Demandeur',
        'Catégorie',
        'Lieu',
        'Description',
      ],
      cells: (ticket) => [
        ticket.view.number,
        title(ticket),
        glpiStatus[ticket.view.status],
        timeOf(ticket.view.createdOn),
        timeOf(ticket.view.closedOn),
        ticket.priority,
        ticket.view.requesterName,
        ticket.level,
        ticket.view.school,
        ticket.body,
      ],
    },
    jira: {
      head: [
        'Issue key',
        'Summary',
        'Status',
        'Priority',
        'Created',
        'Resolved',
        'Reporter',
        'Labels',
        'Description',
      ],
      cells: (ticket) => [
        ticket.view.number,
        title(ticket),
        jiraStatus[ticket.view.status],
        ticket.priority,
        timeOf(ticket.view.createdOn),
        timeOf(ticket.view.closedOn),
        ticket.view.requesterName,
        ticket.view.schoolCode,
        ticket.body,
      ],
    },
  };
}

const itopStatus = { draft: 'New', open: 'Assigned', waiting: 'Pending', closed: 'Closed' };
const glpiStatus = {
  draft: 'Nouveau',
  open: 'En cours (Attribué)',
  waiting: 'En attente',
  closed: 'Clos',
};
const jiraStatus = {
  draft: 'To Do',
  open: 'In Progress',
  waiting: 'Waiting for customer',
  closed: 'Closed',
};

function timeOf(day: string | null): string | null {
  return day === null ? null : `${day} 00:00`;
}

/** Writes requests as a table that a tool, or this product, reads. Drafts stay with their author. */
export function createTicketExport(
  context: AssistanceContext,
): Handlers<typeof ticketFilesContract, CoreFailure> {
  return {
    'tickets.export': ({ file, tool, language, asOf, ...where }) => {
      const found = context.desk(where);
      if (!found.ok) return found;
      const desk = found.value;
      if (asOf !== undefined && asOf > desk.today) {
        return err({ type: 'DayAhead', day: asOf, today: desk.today });
      }
      const { t } = createMessages(language);
      const rows = new Map(context.seen(desk).map((row) => [row.id, row]));
      const { head, cells } = tables(t)[tool];
      const lines = ticketViews(context, desk, asOf ?? desk.today)
        .filter(({ status }) => status !== 'draft')
        .map((view) => cells(exported(desk.rules, view, rows.get(view.id)!, t, language)));
      const first = csvText([head]);
      const written = writeHandedFile(file, Buffer.from(csvText([head, ...lines])), (start) =>
        first.startsWith(start.toString().slice(0, 12)),
      );
      return written.ok ? ok({ rows: lines.length }) : written;
    },
  };
}

function exported(
  rules: TicketRules,
  view: TicketView,
  row: StoredTicket,
  t: Translate,
  language: Language,
): Exported {
  const level = levelOf(rules, view.level)?.label;
  const priority = rules.priorities.find(({ id }) => id === view.priority)?.label;
  return {
    view,
    body: handOver(rules, { ...row, id: view.id, school: view.school }, language).body,
    level: level?.[language] ?? level?.fr ?? view.level ?? '',
    status: t(`tickets:status.${view.status}`),
    priority: priority?.[language] ?? priority?.fr ?? view.priority ?? '',
  };
}
