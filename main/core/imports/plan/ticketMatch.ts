import { outsideNumber, toolKey } from '../../../../shared/kernel/outsideNumber.ts';
import {
  endingReference,
  referenceLines,
  referencesIn,
  ticketReference,
} from '../../../../shared/assistance/ticketReference.ts';
import { likeness } from '../../../../shared/imports/outsideTool.ts';
import type { StoredTicket } from '../imports.store.ts';
import { ALIKE, alikeFinder } from './ticketAlike.ts';

/** What a row says that a request can be found by. */
export interface Claim {
  readonly row: number;
  /** As `outsideNumber` writes it; null: none. */
  readonly number: string | null;
  /** The tool that the number is of. */
  readonly tool: string | null;
  /** As the tool has them, references included. */
  readonly title: string;
  readonly description: string;
  /** What its column for our reference says. */
  readonly reference: string | undefined;
  /** Id of its school. */
  readonly school: string | undefined;
}

/** What a row is for. */
export type Match =
  | { readonly type: 'found'; readonly ticket: StoredTicket }
  /** No request is taken; a person may say that it is this one, which the row names or resembles. */
  | { readonly type: 'new'; readonly named?: StoredTicket; readonly alike?: StoredTicket }
  /** A person has said that it is this one, which has another number in the same tool. */
  | { readonly type: 'numbered'; readonly ticket: StoredTicket }
  /** The request that it names is another row's. */
  | { readonly type: 'taken'; readonly ticket: StoredTicket };

/**
 * Finds the request of each row, and for no two rows the same one: by its number in its tool, or
 * in any where our reference says the same; by what a person has said; by our reference where what is handed over has it (a column of its own,
 * the end of the title, the text below a title that is ours), unless the number or
 * the school says otherwise or several rows have it. What is only named or alike is proposed.
 * @param home the tool of numbers that do not say theirs
 * @param chosen ids of requests that a person has said to be those of rows, by the row's number
 * @param isShown whether the person is shown a request: what they are not is never proposed
 */
export function matchTickets(
  claims: readonly Claim[],
  tickets: readonly StoredTicket[],
  home: string | null,
  chosen: Readonly<Record<string, string>>,
  isShown: (ticket: StoredTicket) => boolean,
): ReadonlyMap<number, Match> {
  const numbered = once(tickets, (ticket) =>
    ticket.number === null ? null : numberKey(ticket.tool ?? home, outsideNumber(ticket.number)),
  );
  const byReference = once(tickets, ({ id }) => ticketReference(id));
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const matches = new Map<number, Match>();
  const taken = new Set<string>();
  const take = (row: number, ticket: StoredTicket): void => {
    const type = taken.has(ticket.id) ? 'taken' : 'found';
    taken.add(ticket.id);
    matches.set(row, { type, ticket });
  };
  const left = (): readonly Claim[] => claims.filter(({ row }) => !matches.has(row));
  for (const claim of claims) {
    // Number and reference agree, whatever tool's columns the table has.
    const ticket = carriedBy(claim, byReference);
    if (ticket === undefined || ticket.number === null || contradicts(claim, ticket)) continue;
    if (claim.number !== null) take(claim.row, ticket);
  }
  for (const { row, number, tool } of left()) {
    const ticket = number === null ? undefined : numbered.get(numberKey(tool ?? home, number));
    if (ticket !== undefined) take(row, ticket);
  }
  for (const { row, number, tool } of left()) {
    const ticket = byId.get(chosen[String(row)] ?? '');
    if (ticket === undefined || !isShown(ticket)) continue;
    const isNumbered =
      number !== null &&
      ticket.number !== null &&
      toolKey(ticket.tool ?? home) === toolKey(tool ?? home) &&
      outsideNumber(ticket.number) !== number;
    if (isNumbered) matches.set(row, { type: 'numbered', ticket });
    else take(row, ticket);
  }
  const referring = left().flatMap((claim) => {
    const ticket = carriedBy(claim, byReference);
    return ticket === undefined || contradicts(claim, ticket) ? [] : [{ claim, ticket }];
  });
  for (const of of Map.groupBy(referring, ({ ticket }) => ticket.id).values()) {
    const { ticket } = of[0]!;
    const filed = of.filter(({ claim }) => claim.number !== null);
    const wins = taken.has(ticket.id) || filed.length > 1 ? [] : filed;
    for (const { claim } of wins) take(claim.row, ticket);
    // Without a number it can be nothing else: the first has it, the others are told.
    for (const { claim } of of) if (claim.number === null) take(claim.row, ticket);
  }
  const shown = new Set(tickets.filter(isShown));
  const ways = { alikeTo: alikeFinder([...shown]), byReference, shown };
  for (const claim of left()) matches.set(claim.row, proposed(claim, ways));
  return matches;
}

function numberKey(tool: string | null, number: string): string {
  return `${toolKey(tool)} ${number}`;
}

/** Requests by a key; one that two have is nobody's. */
function once(
  tickets: readonly StoredTicket[],
  keyOf: (ticket: StoredTicket) => string | null,
): Map<string, StoredTicket> {
  const found = new Map<string, StoredTicket>();
  const twice = new Set<string>();
  for (const ticket of tickets) {
    const key = keyOf(ticket);
    if (key === null) continue;
    if (found.has(key)) twice.add(key);
    found.set(key, ticket);
  }
  for (const key of twice) found.delete(key);
  return found;
}

/** The request whose reference stands where what is handed over has it. */
function carriedBy(
  { reference, title, description, school }: Claim,
  byReference: ReadonlyMap<string, StoredTicket>,
): StoredTicket | undefined {
  if (reference !== undefined) return byReference.get(reference.trim().toUpperCase());
  const ending = byReference.get(endingReference(title) ?? '');
  if (ending !== undefined) return ending;
  // A text is quoted more easily than a title: it names one request alone, and the title is that
  // one's as well; in the middle of its words, so is the school.
  const lines = referenceLines(description);
  const named = new Set([...lines, ...referencesIn(description)]);
  const only = named.size === 1 ? byReference.get([...named][0]!) : undefined;
  if (only === undefined || likeness(only.title ?? '', title) < ALIKE) return undefined;
  return lines.length > 0 || (school !== undefined && school === only.establishment)
    ? only
    : undefined;
}

/** Whether a row has another number or another school than a request. */
function contradicts({ number, school }: Claim, ticket: StoredTicket): boolean {
  return (
    (number !== null && ticket.number !== null && outsideNumber(ticket.number) !== number) ||
    (school !== undefined && ticket.establishment !== null && ticket.establishment !== school)
  );
}

/** A request that a row names, else one of its school that reads alike. */
function proposed(
  claim: Claim,
  {
    alikeTo,
    byReference,
    shown,
  }: {
    readonly alikeTo: ReturnType<typeof alikeFinder>;
    readonly byReference: ReadonlyMap<string, StoredTicket>;
    readonly shown: ReadonlySet<StoredTicket>;
  },
): Match {
  const { reference, title, description } = claim;
  const [named] = [
    reference ?? '',
    ...referencesIn(`${title}\n${description}`),
    ...referenceLines(description),
  ].flatMap((one) => {
    const ticket = byReference.get(one.trim().toUpperCase());
    return ticket !== undefined && shown.has(ticket) ? [ticket] : [];
  });
  if (named !== undefined) return { type: 'new', named };
  const alike = alikeTo(claim);
  return alike === undefined ? { type: 'new' } : { type: 'new', alike };
}
