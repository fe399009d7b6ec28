import {
  likeness,
  outsideDay,
  outsideNumber,
  outsideStatus,
  outsideText,
  type OutsideStatus,
} from '../../../../shared/imports/outsideTool.ts';
import { referencesIn, ticketReference } from '../../../../shared/assistance/ticketReference.ts';
import { levelOfTitle, type TicketRules } from '../../../../shared/assistance/ticketRules.ts';
import { ticketState, type TicketEventKind } from '../../../../shared/assistance/ticketState.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { hashedId } from '../../../../shared/kernel/ids.ts';
import { plainText } from '../../../../shared/kernel/plainText.ts';
import type { JsonValue } from '../../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import { establishmentCode } from '../../../../shared/wave/establishmentId.ts';
import type { Write } from '../../store/record.ts';
import type {
  ProgrammeRecord,
  SchoolRecord,
  StoredEvent,
  StoredTicket,
  WaveRecord,
} from '../imports.store.ts';
import { RowReader, type MappedTable, type RowPlan } from './planning.ts';

export interface TicketsGiven {
  readonly programme: ProgrammeRecord;
  readonly schools: readonly SchoolRecord[];
  /** Where requests of no known school go; null: nowhere. */
  readonly wave: WaveRecord | null;
  readonly rules: TicketRules;
  /** Requests of the programme that are on this device, and what happened to them. */
  readonly tickets: readonly StoredTicket[];
  readonly events: readonly StoredEvent[];
  readonly today: LocalDate;
  readonly hash: (text: string) => string;
  /** Requests that a person has said to be those of rows, by the row's number. */
  readonly matches: Readonly<Record<string, string>>;
  readonly mayCreate: (place: ScopeId, entity: string) => boolean;
  readonly mayWrite: (place: ScopeId, entity: string, fields: readonly string[]) => boolean;
}

/** How alike titles of a school have to be to be proposed as one request. */
const ALIKE = 0.6;
/** Noon: what a tool says of a day stands among what was written on it. */
const NOON = 'T12:00:00Z';

interface Said {
  /** Null: it was written here and nobody has filed it. */
  readonly number: string | null;
  readonly title: string;
  readonly status: OutsideStatus;
  readonly outside: string | null;
  readonly createdOn: LocalDate | undefined;
  readonly closedOn: LocalDate | undefined;
  readonly updatedOn: LocalDate | undefined;
  readonly description: string | undefined;
  readonly priority: string | undefined;
  readonly requester: string | undefined;
  readonly school: SchoolRecord | undefined;
  readonly schoolName: string | undefined;
}

/**
 * Plans each row of what an outside tool exported: found again by its number, else by our own
 * reference in its title or text, else new. What it says of the status becomes an event where it is
 * not so yet. A request here that only looks like a row is named, and never taken for it.
 */
export function* planTickets(table: MappedTable, given: TicketsGiven): Generator<RowPlan> {
  const byNumber = new Map<string, StoredTicket>();
  const byReference = new Map<string, StoredTicket>();
  for (const ticket of given.tickets) {
    if (ticket.number !== null) byNumber.set(outsideNumber(ticket.number), ticket);
    byReference.set(ticketReference(ticket.id), ticket);
  }
  const events = Map.groupBy(given.events, ({ ticket }) => ticket ?? '');
  const findSchool = schoolFinder(given.schools);
  const seen = new Set<string>();
  for (const cells of table.rows) {
    const read = new RowReader(table, cells);
    const text = `${read.text('title') ?? ''} ${read.text('description', 100_000) ?? ''}`;
    const [own] = [...referencesIn(text), read.text('reference', 40) ?? ''].flatMap(
      (reference) => byReference.get(reference) ?? [],
    );
    const said = saidBy(read, given, findSchool, own);
    if (said === null) {
      yield read.leftOut(read.text('title', 400) ?? read.text('number', 80) ?? '');
      continue;
    }
    const { number } = said;
    if (number !== null && seen.has(number)) {
      read.error('numberTwice', 'number', { number });
      yield read.leftOut(said.title);
      continue;
    }
    if (number !== null) seen.add(number);
    const chosen = given.tickets.find(({ id }) => id === given.matches[String(read.row)]);
    const found = (number === null ? undefined : byNumber.get(number)) ?? own ?? chosen;
    read.warnOfSecrets('title', 'description', 'requester');
    if (found === undefined) propose(read, said, given);
    yield planned(read, said, given, found, events.get(found?.id ?? '') ?? []);
  }
}

/** Names a request of the same school that reads alike and has no number yet. */
function propose(read: RowReader, said: Said, { tickets }: TicketsGiven): void {
  const [best] = tickets
    .filter(
      ({ number, establishment }) => number === null && establishment === (said.school?.id ?? null),
    )
    .map((ticket) => ({ ticket, like: likeness(ticket.title ?? '', said.title) }))
    .filter(({ like }) => like >= ALIKE)
    .toSorted((a, b) => b.like - a.like);
  if (best === undefined) return;
  read.warn('ticketAlike', 'title', {
    title: (best.ticket.title ?? '').slice(0, 120),
    reference: ticketReference(best.ticket.id),
    ticket: best.ticket.id,
  });
}

function saidBy(
  read: RowReader,
  given: TicketsGiven,
  findSchool: (text: string) => SchoolRecord | undefined,
  own: StoredTicket | undefined,
): Said | null {
  const number =
    own === undefined ? read.required('number', 80) : (read.text('number', 80) ?? null);
  const title = read.required('title', 1_000);
  const createdOn = read.value('createdOn', 'notADay', outsideDay);
  const closedOn = read.value('closedOn', 'notADay', outsideDay);
  const updatedOn = read.value('updatedOn', 'notADay', outsideDay);
  for (const [field, day] of [
    ['createdOn', createdOn],
    ['closedOn', closedOn],
  ] as const) {
    if (day !== undefined && day > given.today) read.error('dayAhead', field, { day });
  }
  if (createdOn !== undefined && closedOn !== undefined && closedOn < createdOn) {
    read.error('closedBefore', 'closedOn', { createdOn, closedOn });
  }
  const outside = read.text('status', 80);
  const status = outside === undefined ? null : outsideStatus(outside);
  if (outside !== undefined && status === null) {
    read.warn('statusUnknown', 'status', { value: outside.slice(0, 60) });
  }
  const schoolName = read.text('school', 240);
  const school = schoolName === undefined ? undefined : findSchool(schoolName);
  if (schoolName !== undefined && school === undefined) {
    read.warn('schoolNotFound', 'school', { name: schoolName.slice(0, 60) });
  }
  const description = read.text('description', 100_000);
  if (read.failed || number === undefined || title === undefined) return null;
  const known = read.text('priority', 60);
  return {
    number: number === null ? null : outsideNumber(number),
    title: outsideText(title)
      .replaceAll(/\s*\[B-[0-9A-Z]{6}\]/g, '')
      .slice(0, 400),
    // Without a status, a day of closing says it.
    status: status ?? (outside === undefined && closedOn !== undefined ? 'closed' : 'open'),
    outside: outside ?? null,
    createdOn,
    closedOn,
    updatedOn: updatedOn !== undefined && updatedOn <= given.today ? updatedOn : undefined,
    description: description === undefined ? undefined : outsideText(description).slice(0, 20_000),
    priority: known === undefined ? undefined : priorityOf(given.rules, known),
    requester: read.text('requester', 240),
    school,
    schoolName,
  };
}

function planned(
  read: RowReader,
  said: Said,
  given: TicketsGiven,
  found: StoredTicket | undefined,
  events: readonly StoredEvent[],
): RowPlan {
  const { programme, rules, today } = given;
  const id = found?.id ?? hashedId('k', given.hash(`ticket ${programme.id} ${said.number}`));
  const scope = found?.scope ?? placeOf(said, given);
  if (scope === null) {
    read.error('schoolNeeded', 'school', {});
    return read.leftOut(said.title);
  }
  const createdOn = said.createdOn ?? found?.createdOn ?? said.updatedOn ?? today;
  // What was written here stays as it was written; what came from the tool follows it.
  const isOurs = found !== undefined && found.requester !== null;
  const level = levelOfTitle(rules, said.title)?.id ?? null;
  const wanted: Record<string, JsonValue | undefined> = {
    number: said.number,
    tool: said.number === null ? null : (found?.tool ?? rules.tool ?? undefined),
    ...(!isOurs && {
      title: said.title,
      description: said.description,
      priority: said.priority,
      requesterName: said.requester,
      createdOn: said.createdOn,
    }),
    ...(found?.draft === true && { draft: false }),
    ...(found === undefined && {
      programme: programme.id,
      establishment: said.school?.id,
      schoolName: said.school === undefined ? said.schoolName : undefined,
      level: level ?? undefined,
      service: rules.service ?? undefined,
      shared: true,
      createdOn,
    }),
  };
  const set = Object.fromEntries(
    Object.entries(wanted).filter(
      (entry): entry is [string, JsonValue] =>
        (entry[1] ?? null) !== null &&
        JSON.stringify(entry[1]) !==
          JSON.stringify(
            (found as Readonly<Record<string, unknown>> | undefined)?.[entry[0]] ?? null,
          ),
    ),
  );
  const made = newEvents(said, given, { id, createdOn, found, events });
  const writes: Write[] = [
    ...(Object.keys(set).length === 0 ? [] : [{ entity: 'ticket', row: id, scope, set }]),
    ...made.map(({ row, ...values }) => ({
      entity: 'ticketEvent',
      row,
      scope,
      set: { ...values, ticket: id },
    })),
  ];
  const allowed =
    (found === undefined
      ? given.mayCreate(scope, 'ticket')
      : given.mayWrite(scope, 'ticket', Object.keys(set))) &&
    (made.length === 0 || given.mayCreate(scope, 'ticketEvent'));
  if (!allowed) {
    read.error('notAllowed', null, {});
    return read.leftOut(said.title);
  }
  return {
    row: read.row,
    outcome: found === undefined ? 'created' : writes.length > 0 ? 'updated' : 'unchanged',
    name: said.title,
    fields: [
      ...Object.keys(set).filter((name) => shown.has(name)),
      ...(made.length > 0 ? ['status'] : []),
    ],
    issues: read.issues,
    writes: writes.length === 0 ? [] : [writes],
  };
}

const shown = new Set(['number', 'title', 'description', 'priority', 'createdOn']);

interface NewEvent {
  readonly [name: string]: JsonValue;
  readonly row: string;
  readonly kind: TicketEventKind;
  readonly on: LocalDate;
}

/** What has to have happened for the request to be as the tool says; nothing where it is so. */
function newEvents(
  said: Said,
  { rules, today, hash }: TicketsGiven,
  known: {
    readonly id: string;
    readonly createdOn: LocalDate;
    readonly found: StoredTicket | undefined;
    readonly events: readonly StoredEvent[];
  },
): NewEvent[] {
  const { id, createdOn, found, events } = known;
  const made: NewEvent[] = [];
  const add = (kind: TicketEventKind, day: LocalDate): void => {
    // After all that is known of the day, whichever device looks.
    const last = Math.max(
      Date.parse(`${day}${NOON}`),
      ...[...events, ...made].filter(({ on }) => on === day).map(({ at }) => Number(at ?? 0) + 1),
    );
    made.push({
      row: hashedId('ke', hash(`ticketEvent ${id} ${kind} ${day}`)),
      kind,
      on: day,
      at: last,
      ...(said.outside !== null && { outside: said.outside }),
    });
  };
  if (
    found === undefined ||
    (said.number !== null && found.number === null && !events.some(({ kind }) => kind === 'filed'))
  ) {
    add('filed', createdOn);
  }
  const stateNow = () =>
    ticketState(
      { draft: false, level: found?.level ?? null, createdOn },
      [
        ...events,
        ...made.map((one) => ({
          id: one.row,
          kind: one.kind,
          on: one.on,
          at: Number(one['at']),
          level: null,
        })),
      ],
      // A tool closes by itself what it closes: what it says is open is so.
      {
        ...rules,
        autoCloseDaysWithoutReply: found === undefined ? null : rules.autoCloseDaysWithoutReply,
      },
      today,
    );
  const before = stateNow();
  const lately = said.updatedOn ?? (found === undefined ? createdOn : today);
  const afterLast = before.lastOn !== null && lately < before.lastOn ? before.lastOn : lately;
  if (said.status === 'closed') {
    if (before.status !== 'closed') add('closed', said.closedOn ?? afterLast);
    return made;
  }
  if (before.status === 'closed') add('reopened', afterLast);
  else if (said.status === 'open' && before.status === 'waiting') add('asked', afterLast);
  if (said.status === 'waiting' && before.status !== 'waiting') add('waiting', afterLast);
  return made;
}

function placeOf(said: Said, { wave }: TicketsGiven): ScopeId | null {
  if (said.school !== undefined) return scopeId('establishment', said.school.id);
  return wave === null ? null : scopeId('waveSupport', wave.id);
}

/** Schools by code and by name; a name that two have is nobody's. */
function schoolFinder(
  schools: readonly SchoolRecord[],
): (text: string) => SchoolRecord | undefined {
  const byCode = new Map<string, SchoolRecord>();
  const byName = new Map<string, SchoolRecord | null>();
  for (const school of schools) {
    if (school.code !== null) byCode.set(school.code.toUpperCase(), school);
    const name = plainText(school.name ?? '');
    if (name !== '') byName.set(name, byName.has(name) ? null : school);
  }
  return (text) => {
    // `0801234X – Collège …`, `Académie > Collège …`: a part is the code or the name.
    for (const part of [text, ...text.split(/\s+[-–—>]\s+|[>;,|()]/)]) {
      const bare = part.trim();
      const code = establishmentCode(bare) ?? bare.toUpperCase();
      const found = byCode.get(code) ?? byName.get(plainText(bare));
      if (found !== undefined && found !== null) return found;
    }
    return undefined;
  };
}

/** A priority by its id or one of its names; undefined: another tool's, which says nothing here. */
function priorityOf(rules: TicketRules, text: string): string | undefined {
  const plain = plainText(text);
  return rules.priorities.find(
    ({ id, label }) =>
      plainText(id) === plain ||
      Object.values(label).some((name) => plainText(name ?? '') === plain),
  )?.id;
}
