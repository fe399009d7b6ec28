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
  /** The day on which it will be closed unless somebody replies; null: nothing runs. */
  readonly closesOn: LocalDate | null;
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

/**
 * The state of a request on a day, from what happened up to it and nothing else: whoever holds the
 * same events sees the same, in whatever order they came. While it waits for a reply and nothing
 * happens, it is closed on the day that the rules say; an event of before that day undoes it as
 * soon as it is known. What an outside tool says that waits is the tool's to close: no days run.
 * Once closed, only reopening opens it.
 */
export function ticketState(
  ticket: FoldedTicket,
  events: readonly FoldedEvent[],
  rules: TicketRules,
  asOf: LocalDate,
): TicketState {
  const known = inOrder(events).filter(({ on }) => (on ?? asOf) <= asOf);
  const createdOn = ticket.createdOn ?? known[0]?.on ?? null;
  const days = rules.autoCloseDaysWithoutReply;
  const closings: DerivedClosing[] = [];
  let level = ticket.level ?? orderedLevels(rules)[0]?.id ?? null;
  let waitingSince: LocalDate | null = null;
  let daysRun = false;
  let closedOn: LocalDate | null = null;
  let closedByDays = false;
  let lastOn: LocalDate | null = createdOn;

  /** Closes what waited until a day, if its days have passed by then. */
  const passTo = (day: LocalDate): void => {
    if (waitingSince === null || days === null || !daysRun) return;
    const on = addDays(waitingSince, days);
    if (on > day) return;
    closings.push({ waitingSince, on });
    closedOn = on;
    closedByDays = true;
    waitingSince = null;
  };

  for (const { kind, on, level: to, outside } of known) {
    const day = on ?? lastOn ?? asOf;
    passTo(day);
    lastOn = day;
    switch (kind) {
      case 'closed':
        if (closedOn === null) closedOn = day;
        waitingSince = null;
        break;
      case 'reopened':
        closedOn = null;
        closedByDays = false;
        waitingSince = null;
        break;
      case 'waiting':
        if (closedOn !== null) break;
        waitingSince = day;
        daysRun = (outside ?? null) === null;
        break;
      case 'takenOver':
        // Whoever takes over waits for the same reply; the days begin anew.
        if (waitingSince !== null) waitingSince = day;
        break;
      case 'moved':
      case 'requalified':
        level = to ?? level;
        waitingSince = null;
        break;
      default:
        // Somebody wrote, or it was filed; of a newer version, it is an event all the same.
        waitingSince = null;
    }
  }
  passTo(asOf);
  const isDraft = ticket.draft === true;
  const end = closedOn ?? asOf;
  const ageDays = createdOn === null ? 0 : Math.max(0, daysBetween(createdOn, end));
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
    closesOn:
      waitingSince === null || days === null || !daysRun ? null : addDays(waitingSince, days),
    lastOn,
    closings,
  };
}
