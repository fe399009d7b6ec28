import {
  ticketMoves,
  type TicketDetail,
  type TicketLine,
  type TicketMove,
  type TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import { ticketReference } from '../../../shared/assistance/ticketReference.ts';
import {
  inOrder,
  ticketState,
  type ListedState,
  type TicketEventKind,
  type TicketState,
} from '../../../shared/assistance/ticketState.ts';
import { holdsTicket, mayTell } from '../../../shared/assistance/ticketWriting.ts';
import type { AssistanceContext, Desk } from './assistance.context.ts';
import type { AssistanceStore, StoredEvent, StoredTicket } from './assistance.store.ts';
import type { ListedTicket } from './listedTickets.ts';
import type { KeptFold } from './ticketFolds.ts';

type School = ReturnType<AssistanceStore['schools']>[number];

interface Known {
  readonly state: ListedState;
  readonly school: School | undefined;
  /** Files that are attached to it. */
  readonly files: number;
}

/** A request as lists show it. */
export function ticketView(
  context: AssistanceContext,
  row: Omit<ListedTicket, keyof KeptFold>,
  { state, school, files }: Known,
): TicketView {
  const me = context.me()?.person;
  const { status, level, group, createdOn, ageDays, late, closedOn } = state;
  return {
    id: row.id,
    number: row.number,
    tool: row.tool,
    reference: ticketReference(row.id),
    title: row.title ?? '',
    establishment: row.establishment,
    school: school?.name ?? row.schoolName ?? row.establishment,
    schoolAr: school?.nameAr ?? null,
    schoolCode: school?.code ?? null,
    town: school?.town ?? null,
    kind: row.kind,
    priority: row.priority,
    status,
    level,
    group,
    createdOn,
    ageDays,
    late,
    closedOn,
    closedByDays: state.closedByDays,
    waitingSince: state.waitingSince,
    repliesUntil: state.repliesUntil,
    lastOn: state.lastOn,
    requesterName: row.onBehalfOf ?? row.requesterName,
    mine: me !== undefined && (row.requester === me || row.participants?.includes(me) === true),
    shared: row.shared === true,
    files: filesOf(row, files),
    pending: row.pending,
  };
}

/** Files that are attached; of a request that came from a tool, how many that one has. */
function filesOf(row: Pick<StoredTicket, 'files'>, attached: number): number {
  return attached > 0 ? attached : (row.files ?? 0);
}

/** A request with all that is known of it. */
export function ticketDetail(
  context: AssistanceContext,
  { row, desk }: { readonly row: StoredTicket; readonly desk: Desk },
): TicketDetail {
  const { store } = context;
  const events = store.eventsOf(row.id);
  const state = ticketState(row, events, desk.rules, desk.today);
  const school = store
    .schools(desk.programme.id, desk.programme.id)
    .find(({ id }) => id === row.establishment);
  const files = store.files.count(row.id);
  return {
    ...ticketView(context, row, { state, school, files }),
    attached: files,
    values: {
      kind: row.kind,
      title: row.title,
      description: row.description,
      operations: row.operations,
      errorMessage: row.errorMessage,
      level: row.level,
      priority: row.priority,
      environment: row.environment,
      sphere: row.sphere,
      module: row.module,
      pageUrl: row.pageUrl,
      version: row.version,
      impacted: row.impacted,
      eventOn: row.eventOn,
      eventAt: row.eventAt,
      onBehalfOf: row.onBehalfOf,
      requesterName: row.requesterName,
      requesterFunction: row.requesterFunction,
      establishment: row.establishment,
      files: filesOf(row, files),
      action: row.action,
      blocker: row.blocker,
    },
    lines: linesOf(events, state),
    participants: (row.participants ?? []).map((id) => ({ id, name: store.nameOf.get(id) ?? id })),
    may: mayOf(context, row, state),
  };
}

/** What happened, in its order, with the closings that nobody wrote. */
function linesOf(events: readonly StoredEvent[], { closings }: TicketState): TicketLine[] {
  const lines: TicketLine[] = inOrder(events).flatMap((event) =>
    event.kind === null || event.on === null
      ? []
      : [
          {
            id: event.id,
            kind: event.kind,
            on: event.on,
            author: event.author,
            level: event.level,
            text: event.text,
            outside: event.outside,
            derived: false,
          },
        ],
  );
  for (const { on } of closings) {
    const after = lines.findIndex((line) => line.on >= on && !line.derived);
    const line: TicketLine = {
      id: `days-${on}`,
      kind: 'closed',
      on,
      author: null,
      level: null,
      text: null,
      outside: null,
      derived: true,
    };
    lines.splice(after === -1 ? lines.length : after, 0, line);
  }
  return lines;
}

/** What is noted of a move. An answer is noted by who gives it. */
export const kindOfMove: Readonly<Record<Exclude<TicketMove, 'answer'>, TicketEventKind>> = {
  wait: 'waiting',
  requalify: 'requalified',
  move: 'moved',
  takeOver: 'takenOver',
  close: 'closed',
  reopen: 'reopened',
  file: 'filed',
};

/** What this device's person may do with a request in its state. */
export function mayOf(
  context: AssistanceContext,
  row: StoredTicket,
  { status, closedOn }: Pick<TicketState, 'status' | 'closedOn'>,
): TicketDetail['may'] {
  if (!context.mayCreate(row.scope, 'ticketEvent')) return [];
  if (status === 'draft') return ['write', 'remove'];
  const me = context.me()?.person ?? '';
  const roles = context.rolesOver(row.scope);
  const holds = holdsTicket(row, me, roles);
  const takesPart = row.requester === me || row.participants?.includes(me) === true;
  const isFor: Record<TicketMove, boolean> = {
    answer: true,
    wait: status !== 'waiting',
    requalify: true,
    move: true,
    takeOver: !takesPart,
    close: true,
    reopen: true,
    file: true,
  };
  const allowed = (move: TicketMove): boolean =>
    isFor[move] &&
    (closedOn !== null) === (move === 'reopen') &&
    mayTell(move === 'answer' ? 'asked' : kindOfMove[move], row, me, roles);
  return [...ticketMoves.filter(allowed), ...(holds ? (['write', 'share'] as const) : [])];
}
