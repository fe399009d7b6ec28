import type { Database } from 'better-sqlite3';
import type {
  TicketColumn,
  TicketQuery,
  TicketsContract,
  TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import { stateOn, ticketState, type TicketFold } from '../../../shared/assistance/ticketState.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { plain, wordsOf } from '../../../shared/kernel/plain.ts';
import { parseScope, type ScopeId } from '../../../shared/schema/scope.ts';
import type { AssistanceContext, Desk } from './assistance.context.ts';
import { createListedTickets, type ListedTicket } from './listedTickets.ts';
import { createTicketFolds } from './ticketFolds.ts';
import { ticketView } from './tickets.views.ts';

/** A request in a list, with what it is found by once somebody looks for words. */
interface Entry {
  readonly row: ListedTicket;
  readonly view: TicketView;
  words: string | null;
}

/** Figures above a list, of all that the person is shown. */
export type TicketCounts = OutputOf<TicketsContract['tickets.page']>['all'];

interface Order {
  readonly column: TicketColumn;
  readonly descending: boolean;
}
interface Keyed {
  readonly entry: Entry;
  readonly key: string | number;
}
interface Ordered {
  readonly order: Order;
  readonly rows: readonly Keyed[];
}

interface Listing {
  readonly entries: readonly Entry[];
  /** Orders of them that were asked for, each with what it goes by. */
  readonly orders: Map<string, Ordered>;
  readonly counts: TicketCounts;
  /** Places whose requests have changed since. */
  readonly stale: Set<ScopeId>;
}

/** Requests of a desk as lists show them on a day: those that were there by then, newest first. */
export interface TicketListing {
  views(desk: Desk, asOf: LocalDate): TicketView[];
  /** Those that a query leaves, in its order, with all of the desk for the figures above them. */
  found(
    desk: Desk,
    asOf: LocalDate,
    query: TicketQuery,
    order?: Order,
  ): { readonly all: TicketCounts; readonly found: readonly TicketView[] };
}

/** Lists of a few desks and days are kept: the one that is looked at, and what it is compared with. */
const KEPT = 3;
/** With more places out of date than this, reading all anew is quicker than one by one. */
const MOST_PLACES = 40;
/** Entities that change requests of their place alone. */
const OF_A_PLACE: ReadonlySet<string> = new Set(['ticket', 'ticketEvent', 'attachment']);
/** Entities that say nothing about lists of requests, nor about who is shown one. */
const OF_NO_LIST: ReadonlySet<string> = new Set([
  'kitStep',
  'pastValue',
  'stepComment',
  'contact',
  'logEntry',
  'tutoringPresence',
  'tutoringSession',
  'trainingSession',
  'attendance',
  'observation',
  'visit',
]);

export function createTicketListing(
  db: Database,
  writable: boolean,
  context: AssistanceContext,
): TicketListing {
  const { store } = context;
  const tickets = createListedTickets(db);
  const folds = createTicketFolds(db, writable);
  const kept = new Map<string, Listing>();
  let version: unknown = null;
  context.watch?.((entities, scopes) => {
    const concerning = entities.filter((entity) => !OF_NO_LIST.has(entity));
    if (entities.length > 0 && concerning.length === 0) return;
    if (entities.length === 0 || !concerning.every((entity) => OF_A_PLACE.has(entity))) {
      kept.clear();
    }
    for (const { stale } of kept.values()) for (const scope of scopes) stale.add(scope);
  });

  /** Entries of a desk, or of one place of it. */
  function read(desk: Desk, asOf: LocalDate, place: ScopeId | null): Entry[] {
    const { id } = desk.programme;
    const days = desk.rules.autoCloseDaysWithoutReply;
    const schools = new Map(store.schools(id, id).map((school) => [school.id, school]));
    const files = store.files.counts();
    const rows = tickets(id, desk.wave?.id ?? null, place).filter(context.isShown);
    const known = new Map<string, TicketFold>();
    const missing: ListedTicket[] = [];
    for (const row of rows) {
      const fold = folds.kept(row, days);
      if (fold === null) missing.push(row);
      else known.set(row.id, fold);
    }
    if (missing.length > 0) {
      for (const [ticket, fold] of folds.fold(missing, days)) known.set(ticket, fold);
    }
    const isAhead = ({ id: ticket }: ListedTicket): boolean =>
      (known.get(ticket)!.until ?? asOf) > asOf;
    // Of a day before its last event a request is what the events until then say.
    const before = folds.events(rows.filter(isAhead).map((row) => row.id));
    return rows.flatMap((row): Entry[] => {
      const state = isAhead(row)
        ? ticketState(row, before.get(row.id) ?? [], desk.rules, asOf)
        : stateOn(row, known.get(row.id)!, desk.rules, asOf);
      if ((state.createdOn ?? asOf) > asOf) return [];
      const school = schools.get(row.establishment ?? '');
      const view = ticketView(context, row, { state, school, files: files.get(row.id) ?? 0 });
      return [{ row, view, words: null }];
    });
  }

  function listingOf(desk: Desk, asOf: LocalDate): Listing {
    // Another program has written into the same file.
    const now = db.pragma('data_version', { simple: true });
    if (now !== version) kept.clear();
    version = now;
    const { wave, programme, rules } = desk;
    const key = JSON.stringify([programme.id, wave?.id, asOf, context.me()?.person, rules]);
    const found = kept.get(key);
    if (found !== undefined) {
      kept.delete(key);
      const fresh = refreshed(found, desk, asOf);
      kept.set(key, fresh);
      return fresh;
    }
    const listing = listed(read(desk, asOf, null));
    if (context.watch !== undefined) kept.set(key, listing);
    const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return listing;
  }

  function refreshed(listing: Listing, desk: Desk, asOf: LocalDate): Listing {
    const { stale } = listing;
    if (stale.size === 0) return listing;
    const places = [...stale].filter((scope) => PLACES.has(parseScope(scope).kind));
    if (places.length > MOST_PLACES) return listed(read(desk, asOf, null));
    const fresh = places.flatMap((place) => read(desk, asOf, place));
    const stays = ({ row }: Entry): boolean => !stale.has(row.scope);
    const next = listed([...listing.entries.filter(stays), ...fresh]);
    // What is in order already takes the others in much quicker than it is put in order anew.
    for (const [name, { order, rows }] of listing.orders) {
      const kept = rows.filter(({ entry }) => stays(entry));
      next.orders.set(name, { order, rows: inOrder([...kept, ...keyed(fresh, order)], order) });
    }
    return next;
  }

  return {
    views: (desk, asOf) => listingOf(desk, asOf).entries.map(({ view }) => view),
    found(desk, asOf, query, order) {
      const listing = listingOf(desk, asOf);
      const entries = order === undefined ? listing.entries : ordered(listing, order);
      const words = wordsOf(query.search);
      const found = entries.filter(
        (entry) =>
          isIn(entry.view, query.state) &&
          (query.group === '' || entry.view.group === query.group) &&
          (words.length === 0 || hasAll(entry, words)),
      );
      return { all: listing.counts, found: found.map(({ view }) => view) };
    },
  };
}

/** Kinds of places that requests live in. */
const PLACES: ReadonlySet<string> = new Set(['establishment', 'waveSupport']);

function hasAll(entry: Entry, words: readonly string[]): boolean {
  const text = (entry.words ??= searched(entry.view));
  return words.every((word) => text.includes(word));
}

/** What a request is found by. */
function searched(view: TicketView): string {
  const { number, reference, title, school, schoolAr, schoolCode, town, requesterName } = view;
  return plain(
    [number, reference, title, school, schoolAr, schoolCode, town, requesterName].join(' '),
  );
}

function isIn(view: TicketView, state: TicketQuery['state']): boolean {
  if (state === 'all') return true;
  if (state === 'late') return view.late;
  if (state === 'open') return view.status !== 'closed' && view.status !== 'draft';
  return view.status === state;
}

/** The newest first, then by their numbers. */
function newestFirst({ row: a }: Entry, { row: b }: Entry): number {
  return (
    compare(b.createdOn ?? '', a.createdOn ?? '') ||
    compare(b.number ?? '', a.number ?? '') ||
    compare(a.id, b.id)
  );
}

function listed(entries: readonly Entry[]): Listing {
  const sorted = entries.toSorted(newestFirst);
  const views = sorted.map(({ view }) => view);
  return {
    entries: sorted,
    orders: new Map(),
    stale: new Set(),
    counts: {
      count: views.length,
      open: views.filter(({ status }) => status === 'open' || status === 'waiting').length,
      late: views.filter(({ late }) => late).length,
      groups: [...new Set(views.map(({ group }) => group))].toSorted(),
    },
  };
}

function ordered({ entries, orders }: Listing, order: Order): readonly Entry[] {
  const name = `${order.column} ${order.descending}`;
  const known = orders.get(name) ?? { order, rows: inOrder(keyed(entries, order), order) };
  orders.set(name, known);
  return known.rows.map(({ entry }) => entry);
}

function keyed(entries: readonly Entry[], { column }: Order): Keyed[] {
  const keys = new Map<string, string>();
  return entries.map((entry) => ({ entry, key: keyOf(entry.view, column, keys) }));
}

/** Those with the same key stand the newest first. */
function inOrder(rows: readonly Keyed[], { descending }: Order): Keyed[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a.key, b.key) || newestFirst(a.entry, b.entry));
}

/** @param keys of texts that were made before: many requests share a school, a level or a word */
function keyOf(view: TicketView, column: TicketColumn, keys: Map<string, string>): string | number {
  switch (column) {
    case 'age':
      return view.ageDays;
    case 'status':
      return view.status;
    case 'number':
      return sortable(view.number ?? view.reference, keys);
    case 'title':
      return sortable(view.title, keys);
    case 'school':
      return sortable(view.school ?? '', keys);
    default:
      return sortable(view.group, keys);
  }
}

const WIDEST = 12;

/** A text as it is put in order: without marks and case, its figures by what they count. */
function sortable(text: string, keys: Map<string, string>): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = plain(text).replace(/\d+/g, (digits) => digits.padStart(WIDEST, '0'));
  keys.set(text, key);
  return key;
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
