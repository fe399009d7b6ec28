import { addDays, daysBetween, type LocalDate } from '../kernel/dates.ts';
import type { ticketEventKinds } from './ticket.entity.ts';
import { groupOfLevel, orderedLevels, type TicketRules } from './ticketRules.ts';

export const ticketStatuses = ['draft', 'open', 'waiting', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];
export type TicketEventKind = (typeof ticketEventKinds)[number];

/** What a fold reads of a request. */
export interface FoldedTicket {
  readonly draft: boolean | null;
  readonly level: string | null;
  readonly createdOn: LocalDate | null;
}

/** What a fold reads of an event. */
export interface FoldedEvent {
  readonly id: string;
  readonly kind: TicketEventKind | null;
  readonly on: LocalDate | null;
  readonly at: number | null;
  readonly level: string | null;
  /** Status in the words of the outside tool; null: somebody here did it. */
  readonly outside?: string | null;
}

/** A closing that nobody wrote: it follows from the days that passed without a reply. */
export interface DerivedClosing {
  readonly waitingSince: LocalDate;
  readonly on: LocalDate;
}

export interface TicketState {
  readonly status: TicketStatus;
  /** Level that has it, by the id in the programme's rules. */
  readonly level: string | null;
  /** What figures count it under: a level, or `national`. */
  readonly group: string;
  readonly createdOn: LocalDate | null;
  /** Days from its making to its closing, or to the day that is asked about. */
  readonly ageDays: number;
  /** Open, or waiting for a reply, for longer than the programme's line. */
  readonly late: boolean;
  readonly closedOn: LocalDate | null;
  /** Whether its closing follows from the days without a reply alone. */
  readonly closedByDays: boolean;
  readonly waitingSince: LocalDate | null;
  /** The last day on which a reply keeps it open: it closes the day after; null: nothing runs. */
  readonly repliesUntil: LocalDate | null;
  readonly lastOn: LocalDate | null;
  /** Closings by days that were, in their order: at most one for each time that it waited. */
  readonly closings: readonly DerivedClosing[];
}

/** Events in the order in which they happened, the same on every device. */
export function inOrder<E extends FoldedEvent>(events: readonly E[]): E[] {
  return events.toSorted(
    (a, b) => compare(a.on ?? '', b.on ?? '') || (a.at ?? 0) - (b.at ?? 0) || compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The state of a request without the closings that led to it. */
export type ListedState = Omit<TicketState, 'closings'>;

/**
 * The state of a request on a day, from what happened up to it and nothing else: whoever holds the
 * same events sees the same, in whatever order they came. While it waits for a reply and nothing
 * happens, it is closed once the days of the rules have passed whole, whatever the hour at which it
 * began to wait; an event of within them undoes it as soon as it is known. What an outside tool says
 * that waits is the tool's to close: no days run. Once closed, only reopening opens it.
 */
export function ticketState(
  ticket: FoldedTicket,
  events: readonly FoldedEvent[],
  rules: TicketRules,
  asOf: LocalDate,
): TicketState {
  const known = events.filter(({ on }) => (on ?? asOf) <= asOf);
  const days = rules.autoCloseDaysWithoutReply;
  const { fold, closings } = foldOf(ticket, known, days, asOf);
  const last = closingBy(fold, days, asOf);
  return {
    ...stateOn(ticket, fold, rules, asOf),
    closings: last === null ? closings : [...closings, last],
  };
}

/** What the events of a request come to, whatever day it is asked about from `until` on. */
export interface TicketFold {
  /** The day of its last event: of a day before, only the events say. Null: it has none. */
  readonly until: LocalDate | null;
  /** The level that the request or an event named last; null: none did. */
  readonly level: string | null;
  readonly createdOn: LocalDate | null;
  readonly waitingSince: LocalDate | null;
  /** Whether it closes by itself while it waits. */
  readonly daysRun: boolean;
  readonly closedOn: LocalDate | null;
  readonly closedByDays: boolean;
  readonly lastOn: LocalDate | null;
}

/** After every day that is asked about: an event without a day makes each day another state. */
export const NEVER_FOLDED = '9999-12-31';

/**
 * Folds all events of a request, for every day from the last of them on.
 * @param days days without a reply that close it; null: none do
 */
export function ticketFold(
  ticket: FoldedTicket,
  events: readonly FoldedEvent[],
  days: number | null,
): TicketFold {
  const isDated = events.every(({ on }) => on !== null);
  return foldOf(ticket, events, days, isDated ? '' : NEVER_FOLDED).fold;
}

/** @param undated the day of an event that bears none, where none came before */
function foldOf(
  ticket: FoldedTicket,
  events: readonly FoldedEvent[],
  days: number | null,
  undated: LocalDate,
): { readonly fold: TicketFold; readonly closings: readonly DerivedClosing[] } {
  const known = inOrder(events);
  const createdOn = ticket.createdOn ?? known[0]?.on ?? null;
  const closings: DerivedClosing[] = [];
  let fold: TicketFold = {
    until: known.some(({ on }) => on === null) ? NEVER_FOLDED : (known.at(-1)?.on ?? null),
    level: ticket.level,
    createdOn,
    waitingSince: null,
    daysRun: false,
    closedOn: null,
    closedByDays: false,
    lastOn: createdOn,
  };
  for (const { kind, on, level: to, outside } of known) {
    const day = on ?? fold.lastOn ?? undated;
    const closing = closingBy(fold, days, day);
    if (closing !== null) {
      closings.push(closing);
      fold = closedBy(fold, closing);
    }
    fold = { ...fold, lastOn: day, ...after(fold, { kind, day, to, outside: outside ?? null }) };
  }
  return { fold, closings };
}

interface Happened {
  readonly kind: TicketEventKind | null;
  readonly day: LocalDate;
  readonly to: string | null;
  readonly outside: string | null;
}

/** What an event changes. */
function after(fold: TicketFold, { kind, day, to, outside }: Happened): Partial<TicketFold> {
  switch (kind) {
    case 'closed':
      return { closedOn: fold.closedOn ?? day, waitingSince: null };
    case 'reopened':
      return { closedOn: null, closedByDays: false, waitingSince: null };
    case 'waiting':
      return fold.closedOn !== null ? {} : { waitingSince: day, daysRun: outside === null };
    case 'takenOver':
      // Whoever takes over waits for the same reply; the days begin anew.
      return fold.waitingSince === null ? {} : { waitingSince: day };
    case 'moved':
    case 'requalified':
      return { level: to ?? fold.level, waitingSince: null };
    default:
      // Somebody wrote, or it was filed; of a newer version, it is an event all the same.
      return { waitingSince: null };
  }
}

/** The closing of what waits, if its days have passed by a day. */
function closingBy(
  { waitingSince, daysRun }: TicketFold,
  days: number | null,
  day: LocalDate,
): DerivedClosing | null {
  if (waitingSince === null || days === null || !daysRun) return null;
  const on = addDays(waitingSince, days + 1);
  return on > day ? null : { waitingSince, on };
}

function closedBy(fold: TicketFold, { on }: DerivedClosing): TicketFold {
  return { ...fold, closedOn: on, closedByDays: true, waitingSince: null };
}

/**
 * The state on a day of what its events come to.
 * @param asOf no day before the fold's last event
 */
export function stateOn(
  ticket: Pick<FoldedTicket, 'draft'>,
  folded: TicketFold,
  rules: TicketRules,
  asOf: LocalDate,
): ListedState {
  const days = rules.autoCloseDaysWithoutReply;
  const closing = closingBy(folded, days, asOf);
  const fold = closing === null ? folded : closedBy(folded, closing);
  const { createdOn, waitingSince, closedOn, closedByDays, lastOn } = fold;
  const level = fold.level ?? orderedLevels(rules)[0]?.id ?? null;
  const isDraft = ticket.draft === true;
  const ageDays = createdOn === null ? 0 : Math.max(0, daysBetween(createdOn, closedOn ?? asOf));
  return {
    status: isDraft
      ? 'draft'
      : closedOn !== null
        ? 'closed'
        : waitingSince !== null
          ? 'waiting'
          : 'open',
    level,
    group: groupOfLevel(rules, level),
    createdOn,
    ageDays,
    late: !isDraft && closedOn === null && ageDays > rules.lateAfterDays,
    closedOn,
    closedByDays,
    waitingSince,
    repliesUntil:
      waitingSince === null || days === null || !fold.daysRun ? null : addDays(waitingSince, days),
    lastOn,
  };
}
