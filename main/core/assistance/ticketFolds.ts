import type { Database } from 'better-sqlite3';
import {
  ticketFold,
  type FoldedEvent,
  type FoldedTicket,
  type TicketFold,
} from '../../../shared/assistance/ticketState.ts';
import { diskFailure } from '../store/failures.ts';

/** Columns of a kept fold in the select list of a question that joins `ticket_fold f`. */
export const foldColumns = `f.ticket AS folded, f.days AS foldDays, f.until AS foldUntil,
  f.level AS foldLevel, f.created_on AS foldCreatedOn, f.waiting_since AS foldWaitingSince,
  f.days_run AS foldDaysRun, f.closed_on AS foldClosedOn, f.closed_by_days AS foldClosedByDays,
  f.last_on AS foldLastOn`;

/** A kept fold as it is read with its request; `folded` null: there is none. */
export interface KeptFold {
  readonly folded: string | null;
  readonly foldDays: number | null;
  readonly foldUntil: string | null;
  readonly foldLevel: string | null;
  readonly foldCreatedOn: string | null;
  readonly foldWaitingSince: string | null;
  readonly foldDaysRun: 0 | 1 | null;
  readonly foldClosedOn: string | null;
  readonly foldClosedByDays: 0 | 1 | null;
  readonly foldLastOn: string | null;
}

/** What the events of requests come to, as far as it is kept. */
export interface TicketFolds {
  /** The fold of a request by its row and the programme's days without a reply; null: none is kept. */
  kept(row: KeptFold, days: number | null): TicketFold | null;
  /** Events of the requests, by request. */
  events(tickets: readonly string[]): ReadonlyMap<string, FoldedEvent[]>;
  /** Folds requests from their events. Where it is worth a write it keeps what came out. */
  fold(
    tickets: readonly (FoldedTicket & { readonly id: string })[],
    days: number | null,
  ): ReadonlyMap<string, TicketFold>;
}

/** From so many on, one reading of all events is quicker than one for each request. */
const MANY = 300;
/** Fewer are folded again quicker than they are written. */
const WORTH_KEEPING = 50;

/** @param writable whether the store is this program's own to write */
export function createTicketFolds(db: Database, writable: boolean): TicketFolds {
  const columns = 'id, ticket, kind, "on", at, level, outside';
  type Row = FoldedEvent & { readonly ticket: string };
  const ofOne = db.prepare<[string], Row>(
    `SELECT ${columns} FROM ticket_event WHERE ticket = ? AND deleted IS NULL`,
  );
  const all = db.prepare<[], Row>(
    `SELECT ${columns} FROM ticket_event WHERE ticket IS NOT NULL AND deleted IS NULL`,
  );
  const keep = db.prepare(
    `INSERT OR REPLACE INTO ticket_fold (ticket, days, until, level, created_on, waiting_since,
       days_run, closed_on, closed_by_days, last_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const keepAll = db.transaction((folds: ReadonlyMap<string, TicketFold>, days: number | null) => {
    for (const [ticket, one] of folds) {
      keep.run(
        ticket,
        days,
        one.until,
        one.level,
        one.createdOn,
        one.waitingSince,
        one.daysRun ? 1 : 0,
        one.closedOn,
        one.closedByDays ? 1 : 0,
        one.lastOn,
      );
    }
  });

  function events(tickets: readonly string[]): ReadonlyMap<string, FoldedEvent[]> {
    if (tickets.length < MANY) return new Map(tickets.map((id) => [id, ofOne.all(id)]));
    return Map.groupBy(all.all(), ({ ticket }) => ticket);
  }

  return {
    kept(row, days) {
      if (row.folded === null || row.foldDays !== days) return null;
      return {
        until: row.foldUntil,
        level: row.foldLevel,
        createdOn: row.foldCreatedOn,
        waitingSince: row.foldWaitingSince,
        daysRun: row.foldDaysRun === 1,
        closedOn: row.foldClosedOn,
        closedByDays: row.foldClosedByDays === 1,
        lastOn: row.foldLastOn,
      };
    },
    events,
    fold(tickets, days) {
      const known = events(tickets.map(({ id }) => id));
      const folds = new Map(
        tickets.map((one) => [one.id, ticketFold(one, known.get(one.id) ?? [], days)] as const),
      );
      if (writable && folds.size >= WORTH_KEEPING) {
        try {
          keepAll.immediate(folds, days);
        } catch (error) {
          // A disk without room still tells what is on it.
          if (diskFailure(error, '', db.name) === null) throw error;
        }
      }
      return folds;
    },
  };
}
