import { basename } from 'node:path';
import type {
  ExportTool,
  ticketFilesContract,
  TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import { handOver } from '../../../shared/assistance/handOver.ts';
import { ticketState } from '../../../shared/assistance/ticketState.ts';
import { levelOf, type TicketRules } from '../../../shared/assistance/ticketRules.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { createMessages, type Translate } from '../../../shared/messages/messages.ts';
import { writeHandedFile } from '../store/handedFile.ts';
import type { Write } from '../store/record.ts';
import type { AssistanceContext, Desk } from './assistance.context.ts';
import type { StoredTicket } from './assistance.store.ts';
import type { TicketListing } from './ticketListing.ts';
import { mayOf } from './tickets.views.ts';

interface Exported {
  readonly view: TicketView;
  readonly body: string;
  /** The school as the language calls it. */
  readonly school: string | null;
  readonly kind: string | null;
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
        'tool',
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
      cells: ({ view, school, kind, body, level, status, priority }) => [
        view.reference,
        view.number,
        view.number === null ? null : view.tool,
        view.title,
        view.schoolCode,
        school,
        kind,
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
        ticket.school,
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
        ticket.school,
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

/** What tools are called, where it is told what was handed over. */
const toolNames: Readonly<Record<ExportTool, string>> = {
  bascule: 'Bascule',
  itop: 'iTop',
  glpi: 'GLPI',
  jira: 'Jira',
};
const LONGEST_PLACE = 80;

/** One event for each request that may be filed: that it was handed over, when and where to. */
function handOverNotes(
  context: AssistanceContext,
  desk: Desk,
  rows: readonly StoredTicket[],
  where: string,
): Write[] {
  return rows.flatMap((row) => {
    const known = context.store.eventsOf(row.id);
    const state = ticketState(row, known, desk.rules, desk.today);
    if (!mayOf(context, row, state).includes('file')) return [];
    const at = Math.max(context.now(), ...known.map((one) => (one.at ?? 0) + 1));
    const author = context.me()?.name;
    const set = {
      ticket: row.id,
      kind: 'filed',
      on: desk.today,
      at,
      outside: where.slice(0, LONGEST_PLACE),
      ...(author !== undefined && { author }),
    };
    return [{ entity: 'ticketEvent', row: context.newId(), scope: row.scope, set }];
  });
}

/** Writes requests as a table that a tool, or this product, reads. Drafts stay with their author. */
export function createTicketExport(
  context: AssistanceContext,
  listing: TicketListing,
): Handlers<typeof ticketFilesContract, CoreFailure> {
  return {
    'tickets.export': ({ file, tool, language, asOf, tickets, query, note = false, ...where }) => {
      const found = context.desk(where);
      if (!found.ok) return found;
      const desk = found.value;
      if (asOf !== undefined && asOf > desk.today) {
        return err({ type: 'DayAhead', day: asOf, today: desk.today });
      }
      const { t } = createMessages(language);
      const rows = new Map(context.seen(desk).map((row) => [row.id, row]));
      const { head, cells } = tables(t)[tool];
      const chosen = tickets === undefined ? null : new Set(tickets);
      const day = asOf ?? desk.today;
      const views = (
        query === undefined ? listing.views(desk, day) : listing.found(desk, day, query).found
      ).filter(({ id, status }) => status !== 'draft' && (chosen === null || chosen.has(id)));
      const lines = views.map((view) =>
        cells(exported(desk.rules, view, rows.get(view.id)!, t, language)),
      );
      const first = csvText([head]);
      const written = writeHandedFile(file, Buffer.from(csvText([head, ...lines])), (start) =>
        first.startsWith(start.toString().slice(0, 12)),
      );
      if (!written.ok) return written;
      // Taken out for oneself it is handed to nobody.
      const handed = note && tool !== 'bascule' ? views.map(({ id }) => rows.get(id)!) : [];
      const notes = handOverNotes(context, desk, handed, `${toolNames[tool]} · ${basename(file)}`);
      if (notes.length > 0) context.recordAll(notes.map((one) => [one]));
      return ok({ rows: lines.length, noted: notes.length });
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
  const kind = rules.kinds.find(({ id }) => id === view.kind)?.label;
  const school = (language === 'ar' && view.schoolAr) || view.school;
  return {
    view,
    body: handOver(rules, { ...row, id: view.id, school }, language).body,
    school,
    kind: kind?.[language] ?? kind?.fr ?? view.kind,
    level: level?.[language] ?? level?.fr ?? view.level ?? '',
    status: t(`tickets:status.${view.status}`),
    priority: priority?.[language] ?? priority?.fr ?? view.priority ?? '',
  };
}
