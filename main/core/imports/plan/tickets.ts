import { dayReader } from '../../../../shared/imports/outsideDay.ts';
import { outsideNumber, toolKey } from '../../../../shared/kernel/outsideNumber.ts';
import {
  outsideStatus,
  outsideText,
  type OutsideStatus,
} from '../../../../shared/imports/outsideTool.ts';
import type { Role } from '../../../../shared/access/roles.ts';
import {
  endingReference,
  ticketReference,
  withoutReference,
} from '../../../../shared/assistance/ticketReference.ts';
import { ticketVisible } from '../../../../shared/assistance/ticketVisible.ts';
import { helpsThere, holdsTicket, mayTell } from '../../../../shared/assistance/ticketWriting.ts';
import { levelOfTitle, type TicketRules } from '../../../../shared/assistance/ticketRules.ts';
import type { TicketEventKind } from '../../../../shared/assistance/ticketState.ts';
import type { IssueType } from '../../../../shared/imports/imports.contract.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { hashedId } from '../../../../shared/kernel/ids.ts';
import { plainText } from '../../../../shared/kernel/plainText.ts';
import type { JsonValue } from '../../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import type { Write } from '../../store/record.ts';
import type {
  ProgrammeRecord,
  SchoolRecord,
  StoredEvent,
  StoredTicket,
  WaveRecord,
} from '../imports.store.ts';
import { RowReader, type MappedTable, type RowPlan } from './planning.ts';
import { newEvents } from './ticketEvents.ts';
import { matchTickets, type Match } from './ticketMatch.ts';
import { schoolFinder, schoolOf, type FindSchool } from './ticketSchools.ts';

export interface TicketsGiven {
  readonly programme: ProgrammeRecord;
  readonly schools: readonly SchoolRecord[];
  /** Where requests of no known school go; null: nowhere. */
  readonly wave: WaveRecord | null;
  readonly rules: TicketRules;
  /** The tool of the rows that do not say theirs, as the programme names it; null: not known. */
  readonly tool: string | null;
  /** Requests of the programme that are on this device, and what happened to them. */
  readonly tickets: readonly StoredTicket[];
  readonly events: readonly StoredEvent[];
  readonly today: LocalDate;
  readonly hash: (text: string) => string;
  /** Requests that a person has said to be those of rows, by the row's number. */
  readonly matches: Readonly<Record<string, string>>;
  /** Row id of this device's person. */
  readonly person: string;
  /** Roles that they hold over a scope. */
  readonly rolesOver: (place: ScopeId) => ReadonlySet<Role>;
  readonly mayCreate: (place: ScopeId, entity: string) => boolean;
  readonly mayWrite: (place: ScopeId, entity: string, fields: readonly string[]) => boolean;
}

interface Said {
  /** Null: it was written here and nobody has filed it, or the cell is empty. */
  readonly number: string | null;
  readonly tool: string | null;
  /** As the tool has it, references included. */
  readonly title: string;
  readonly reference: string | undefined;
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
  /** Ids, where this programme has what the row names; only a new request takes them. */
  readonly kind: string | undefined;
  readonly level: string | undefined;
}

interface Seen {
  /** Numbers of the rows before, with their tools. */
  readonly numbers: Set<string>;
  /** Numbers of the requests here that have one, by their references. */
  readonly filed: ReadonlyMap<string, string>;
}

/**
 * Plans each row of what an outside tool exported: for a request that is found again (see
 * `matchTickets`), else for a new one. What it says of the status becomes an event where it is not so
 * yet. A request here that a row only names or resembles is proposed, and never taken for it.
 */
export function* planTickets(table: MappedTable, given: TicketsGiven): Generator<RowPlan> {
  const events = Map.groupBy(given.events, ({ ticket }) => ticket ?? '');
  const findSchool = schoolFinder(given.schools);
  const seen: Seen = {
    numbers: new Set(),
    filed: new Map(
      given.tickets.flatMap(({ id, number }) =>
        number === null ? [] : [[ticketReference(id), outsideNumber(number)]],
      ),
    ),
  };
  const dayOf = dayReader(textsOf(table, 'createdOn', 'closedOn', 'resolvedOn', 'updatedOn'));
  const rows = table.rows.map((cells) => {
    const read = new RowReader(table, cells);
    return { read, said: saidBy(read, given, { findSchool, seen, dayOf }) };
  });
  const claims = rows.flatMap(({ read, said }) =>
    said === null
      ? []
      : [{ ...said, row: read.row, description: said.description ?? '', school: said.school?.id }],
  );
  const matches = matchTickets(claims, given.tickets, given.rules.tool, given.matches, (ticket) =>
    ticketVisible(ticket, given.person, given.rolesOver(ticket.scope)),
  );
  const ids = new Set(given.tickets.map(({ id }) => id));
  for (const { read, said } of rows) {
    const match = matches.get(read.row);
    if (said === null || match === undefined) {
      yield read.leftOut(read.text('title', 400) ?? read.text('number', 80) ?? '');
      continue;
    }
    const found = match.type === 'found' ? match.ticket : undefined;
    if (match.type === 'numbered') {
      const { id, number } = match.ticket;
      read.error('ticketNumbered', null, { reference: ticketReference(id), number: number ?? '' });
    } else if (match.type === 'taken') {
      read.error('ticketTaken', null, { reference: ticketReference(match.ticket.id) });
    } else if (said.number === null && found === undefined) {
      read.required('number', 80);
    }
    read.warnOfSecrets('title', 'description', 'requester', 'school');
    if (match.type === 'new') propose(read, match);
    yield read.failed
      ? read.leftOut(said.title.slice(0, 400))
      : planned(read, said, given, { ids, found, events: events.get(found?.id ?? '') ?? [] });
  }
}

/** Names the request that a person may say is the row's. */
function propose(read: RowReader, { named, alike }: Match & { readonly type: 'new' }): void {
  const ticket = named ?? alike;
  if (ticket === undefined) return;
  read.warn(named === undefined ? 'ticketAlike' : 'ticketNamed', 'title', {
    title: (ticket.title ?? '').slice(0, 120),
    reference: ticketReference(ticket.id),
    ticket: ticket.id,
    number: read.text('number', 80) ?? '',
  });
}

/** Texts of the columns of some fields. */
function* textsOf({ mapping, rows }: MappedTable, ...fields: readonly string[]): Generator<string> {
  const columns = fields.map((field) => mapping.indexOf(field)).filter((column) => column !== -1);
  for (const { cells } of rows) for (const column of columns) yield cells[column] ?? '';
}

interface Ways {
  readonly findSchool: FindSchool;
  readonly seen: Seen;
  readonly dayOf: (text: string) => LocalDate | null;
}

function saidBy(
  read: RowReader,
  given: TicketsGiven,
  { findSchool, seen, dayOf }: Ways,
): Said | null {
  const written = read.text('number', 80);
  const number = written === undefined ? null : outsideNumber(written);
  const tool = read.text('tool', 60) ?? given.tool;
  const title = read.required('title', 1_000);
  const createdOn = read.value('createdOn', 'notADay', dayOf);
  const solvedOn = read.value('resolvedOn', 'notADay', dayOf);
  const closingField = read.text('closedOn') === undefined ? 'resolvedOn' : 'closedOn';
  const closedOn = read.value('closedOn', 'notADay', dayOf) ?? solvedOn;
  const updatedOn = read.value('updatedOn', 'notADay', dayOf);
  for (const [field, day] of [
    ['createdOn', createdOn],
    [closingField, closedOn],
  ] as const) {
    if (day !== undefined && day > given.today) read.error('dayAhead', field, { day });
  }
  if (createdOn !== undefined && closedOn !== undefined && closedOn < createdOn) {
    read.error('closedBefore', closingField, { createdOn, closedOn });
  }
  const outside = read.text('status', 80);
  const status = outside === undefined ? null : outsideStatus(outside);
  if (outside !== undefined && status === null) {
    read.warn('statusUnknown', 'status', { value: outside.slice(0, 60) });
  }
  const school = schoolOf(read, findSchool);
  const description = read.text('description', Infinity);
  const reference = read.text('reference', 40);
  // A table in one tool's columns may hold the numbers of others: our reference tells them apart.
  const own = [reference, endingReference(title ?? '')].find(
    (one) => number !== null && seen.filed.get(one ?? '') === number,
  );
  const key = `${toolKey(tool)} ${number} ${own ?? ''}`;
  if (!read.failed && number !== null && seen.numbers.has(key)) {
    read.error('numberTwice', 'number', { number });
  }
  if (read.failed || title === undefined) return null;
  if (number !== null) seen.numbers.add(key);
  const known = read.text('priority', 60);
  return {
    number,
    tool,
    title: outsideText(title).replaceAll(/\s+/g, ' '),
    reference,
    // Without a status, a day of closing says it.
    status: status ?? (outside === undefined && closedOn !== undefined ? 'closed' : 'open'),
    outside: outside ?? null,
    createdOn,
    closedOn,
    updatedOn: updatedOn !== undefined && updatedOn <= given.today ? updatedOn : undefined,
    description:
      description === undefined
        ? undefined
        : read.cut('description', outsideText(description), 20_000),
    priority: idOf(given.rules.priorities, known),
    requester: read.text('requester', 240),
    school: school.school,
    schoolName: school.name,
    kind: idOf(given.rules.kinds, read.text('kind', 240)),
    level: idOf(given.rules.levels, read.text('level', 240)),
  };
}

interface Known {
  /** Ids of all requests here. */
  readonly ids: ReadonlySet<string>;
  readonly found: StoredTicket | undefined;
  readonly events: readonly StoredEvent[];
}

function planned(
  read: RowReader,
  said: Said,
  given: TicketsGiven,
  { ids, found, events }: Known,
): RowPlan {
  const id = found?.id ?? newId(said, given, ids);
  const title = read.cut('title', withoutReference(said.title, ticketReference(id)), 400);
  const scope = found?.scope ?? placeOf(said, given);
  if (scope === null) {
    read.error('schoolNeeded', 'school', {});
    return read.leftOut(title);
  }
  const createdOn = said.createdOn ?? found?.createdOn ?? said.updatedOn ?? given.today;
  const set = changesOf({ ...said, title }, given, found, createdOn);
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
  const refused = refusedFor(given, scope, { found, set, kinds: made.map(({ kind }) => kind) });
  if (refused !== null) {
    read.error(refused, null, {});
    return read.leftOut(title);
  }
  return {
    row: read.row,
    outcome: found === undefined ? 'created' : writes.length > 0 ? 'updated' : 'unchanged',
    name: title,
    ...(said.number !== null && { number: said.number }),
    ...(found !== undefined && { target: targetOf(found) }),
    fields: [
      ...Object.keys(set).filter((name) => shown.has(name)),
      ...(made.length > 0 ? ['status'] : []),
    ],
    issues: read.issues,
    writes: writes.length === 0 ? [] : [writes],
  };
}

/**
 * Why a row is not this person's to bring in, as the window refuses it: those of a tool are brought
 * in by whoever helps; a request that is here is followed by those whose it is.
 */
function refusedFor(
  { person, rolesOver, mayCreate, mayWrite }: TicketsGiven,
  scope: ScopeId,
  {
    found,
    set,
    kinds,
  }: {
    readonly found: StoredTicket | undefined;
    readonly set: Readonly<Record<string, JsonValue>>;
    readonly kinds: readonly TicketEventKind[];
  },
): IssueType | null {
  const roles = rolesOver(scope);
  const writes = Object.keys(set).length > 0;
  if (found !== undefined) {
    if (!ticketVisible(found, person, roles)) return 'ticketOfOthers';
    if (writes && !holdsTicket(found, person, roles)) return 'ticketOfOthers';
    if (kinds.some((kind) => !mayTell(kind, found, person, roles))) return 'ticketOfOthers';
  } else if (!helpsThere(roles)) return 'ticketsByHelp';
  const allowed =
    (found === undefined
      ? mayCreate(scope, 'ticket')
      : mayWrite(scope, 'ticket', Object.keys(set))) &&
    (kinds.length === 0 || mayCreate(scope, 'ticketEvent'));
  return allowed ? null : 'notAllowed';
}

const shown = new Set(['number', 'title', 'description', 'priority', 'createdOn']);

function targetOf({ id, number, title }: StoredTicket): NonNullable<RowPlan['target']> {
  return { reference: ticketReference(id), number, title: (title ?? '').slice(0, 120) };
}

/** The same for the same number of the same tool, and nobody else's. */
function newId({ number, tool }: Said, given: TicketsGiven, ids: ReadonlySet<string>): string {
  const { programme, hash } = given;
  const name = `ticket ${programme.id} ${toolKey(tool)} ${number}`;
  for (let again = 0; ; again += 1) {
    const id = hashedId('k', hash(again === 0 ? name : `${name} ${again}`));
    if (!ids.has(id)) return id;
  }
}

/** The fields of a request that a row says otherwise than they are. */
function changesOf(
  said: Said,
  { programme, rules }: TicketsGiven,
  found: StoredTicket | undefined,
  createdOn: LocalDate,
): Record<string, JsonValue> {
  const set: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(
    wantedOf(said, programme.id, rules, found, createdOn),
  )) {
    const now = (found as Readonly<Record<string, JsonValue | undefined>> | undefined)?.[field];
    if ((value ?? null) !== null && !isSame(field, value!, now ?? null)) set[field] = value!;
  }
  return set;
}

function wantedOf(
  said: Said,
  programme: string,
  rules: TicketRules,
  found: StoredTicket | undefined,
  createdOn: LocalDate,
): Readonly<Record<string, JsonValue | undefined>> {
  const isFiled = said.number !== null && outsideNumber(found?.number ?? '') === said.number;
  // What was written here stays as it was written; what came from the tool follows it.
  const isOurs = found !== undefined && found.requester !== null;
  return {
    ...(said.number !== null && !isFiled && { number: said.number, tool: said.tool ?? undefined }),
    ...(!isOurs && {
      title: said.title,
      description: handedOut(said.description, found) ? undefined : said.description,
      priority: said.priority,
      requesterName: found?.onBehalfOf === said.requester ? undefined : said.requester,
      createdOn: said.createdOn,
    }),
    ...(found?.draft === true && { draft: false }),
    ...(found === undefined && {
      programme,
      establishment: said.school?.id,
      schoolName: said.schoolName,
      kind: said.kind,
      level: levelOfTitle(rules, said.title)?.id ?? said.level,
      service: rules.service ?? undefined,
      shared: true,
      createdOn,
    }),
  };
}

/** Whether a description is the text that was handed over for a request: it ends with its reference. */
function handedOut(description: string | undefined, found: StoredTicket | undefined): boolean {
  return found !== undefined && description?.endsWith(`[${ticketReference(found.id)}]`) === true;
}

/** Whether a value is what is stored; a text, as it comes back from a tool. */
function isSame(field: string, value: JsonValue, stored: JsonValue): boolean {
  if (typeof value !== 'string' || typeof stored !== 'string') return value === stored;
  const isText = field === 'title' || field === 'description';
  return value === stored || (isText && comparable(value) === comparable(stored));
}

function comparable(text: string): string {
  return outsideText(text).replaceAll(/\s+/g, ' ');
}

function placeOf(said: Said, { wave }: TicketsGiven): ScopeId | null {
  if (said.school !== undefined) return scopeId('establishment', said.school.id);
  return wave === null ? null : scopeId('waveSupport', wave.id);
}

/** What a text names, by its id or one of its names; undefined: another tool's, which says nothing here. */
function idOf(
  known: readonly {
    readonly id: string;
    readonly label: Readonly<Record<string, string | undefined>>;
  }[],
  text: string | undefined,
): string | undefined {
  const plain = plainText(text ?? '');
  if (plain === '') return undefined;
  return known.find(
    ({ id, label }) =>
      plainText(id) === plain ||
      Object.values(label).some((name) => plainText(name ?? '') === plain),
  )?.id;
}
