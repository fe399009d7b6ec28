import {
  blankTicket,
  checkTicket,
  secretProblems,
  type TicketDraft,
} from '../../../shared/assistance/checkTicket.ts';
import type { ticketsContract, TicketValues } from '../../../shared/assistance/tickets.contract.ts';
import { ticketReference } from '../../../shared/assistance/ticketReference.ts';
import {
  levelOf,
  levelOfTitle,
  orderedLevels,
  type TicketRules,
} from '../../../shared/assistance/ticketRules.ts';
import { ticketState, type TicketEventKind } from '../../../shared/assistance/ticketState.ts';
import type { Handlers, InputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { AssistanceContext, Desk } from './assistance.context.ts';
import type { StoredTicket } from './assistance.store.ts';
import { kindOfMove, mayOf } from './tickets.views.ts';

type Methods = Pick<
  Handlers<typeof ticketsContract, CoreFailure>,
  'tickets.save' | 'tickets.act' | 'tickets.share' | 'tickets.remove'
>;
type Saving = InputOf<(typeof ticketsContract)['tickets.save']> & {
  /** Files of the row that this one takes the place of. */
  readonly files?: number;
  readonly inPlaceOf?: StoredTicket;
};

/** What people do with requests. Each is one action, on disk when it answers. */
export function createTicketWrites(context: AssistanceContext): Methods {
  const { store } = context;

  function event(
    desk: Desk,
    { id, scope }: { readonly id: string; readonly scope: ScopeId },
    kind: TicketEventKind,
    values: Readonly<Record<string, JsonValue | undefined>> = {},
  ): Write {
    const said: Readonly<Record<string, JsonValue | undefined>> = {
      ticket: id,
      kind,
      on: kind === 'asked' || kind === 'answered' ? replyDay(desk, id) : desk.today,
      at: Math.max(context.now(), afterAll(id)),
      author: context.me()?.name,
      ...values,
    };
    const set = Object.entries(said).filter(
      (entry): entry is [string, JsonValue] => (entry[1] ?? null) !== null,
    );
    return { entity: 'ticketEvent', row: context.newId(), scope, set: Object.fromEntries(set) };
  }

  /**
   * The day of what somebody writes: never before the waiting that they have seen and reply to. On a
   * computer whose clock is behind, the days would run on as if nobody had replied.
   */
  function replyDay({ today }: Desk, id: string): LocalDate {
    const waits = store
      .eventsOf(id)
      .flatMap(({ kind, on }) => (kind === 'waiting' ? (on ?? []) : []));
    return [today, ...waits].toSorted().at(-1)!;
  }

  /** A moment after all that is known of a request: what is written next is told next. */
  function afterAll(id: string): number {
    return Math.max(0, ...store.eventsOf(id).map(({ at }) => (at ?? 0) + 1));
  }

  function stateOf({ row, desk }: { row: StoredTicket; desk: Desk }) {
    return ticketState(row, store.eventsOf(row.id), desk.rules, desk.today);
  }

  function save(
    desk: Desk,
    row: StoredTicket | undefined,
    input: Saving,
  ): Result<{ id: string; reference: string }, CoreFailure> {
    const me = context.me()!;
    const values = prepared(desk.rules, row, input.values, me.name);
    const draft: TicketDraft = {
      ...blankTicket,
      ...(row === undefined ? {} : draftOf(row)),
      ...(present(values) as Partial<TicketDraft>),
      // Files count once they are there, whatever is said of them.
      files: input.files ?? (row === undefined ? 0 : store.files.count(row.id)),
    };
    const schools = new Set(
      store.schools(desk.programme.id, desk.programme.id).map(({ id }) => id),
    );
    const problems = checkTicket(desk.rules, draft, {
      versions: store.versions(),
      knowsSchool: (id) => schools.has(id),
      knowsAction: knows(store.actions.all(desk.programme.id), row?.action ?? null),
      today: desk.today,
    });
    const unfit = problems.filter(({ type }) => type === 'tooLong');
    const secrets = problems.filter(({ type }) => type === 'secret');
    const errors = problems.filter(({ level }) => level === 'error');
    const hindering = [...(input.send ? errors : unfit), ...(input.confirmed ? [] : secrets)];
    if (hindering.length > 0) return err({ type: 'TicketInvalid', problems: hindering });
    const { blocker } = values;
    if (
      typeof blocker === 'string' &&
      blocker !== row?.blocker &&
      store.blocker(blocker).length === 0
    ) {
      return err({ type: 'BlockerUnknown', id: blocker });
    }
    const scope = row?.scope ?? scopeOf(desk, draft.establishment, schools);
    if (scope === null) return err({ type: 'BadInput', detail: 'establishment' });
    const id = row?.id ?? context.newId();
    const wanted = {
      ...values,
      ...(row === undefined && {
        programme: desk.programme.id,
        requester: me.person,
        createdOn: desk.today,
        shared: true,
        draft: !input.send,
        tool: desk.rules.tool,
        service: desk.rules.service,
      }),
      ...(row?.draft === true && input.send && { draft: false, createdOn: desk.today }),
    };
    // A school of a row is where it lives: one that is chosen anew makes another row.
    const set = changed(row, wanted);
    const allowed =
      row === undefined
        ? context.mayCreate(scope, 'ticket')
        : context.mayWrite(scope, 'ticket', Object.keys(set)) &&
          mayOf(context, row, stateOf({ row, desk })).includes('write');
    if (!allowed) return err({ type: 'NotAllowed' });
    const asks = input.send && (row === undefined || row.draft === true);
    const made: Write[] = [
      ...(Object.keys(set).length === 0 ? [] : [{ entity: 'ticket', row: id, scope, set }]),
      ...(asks ? [event(desk, { id, scope }, 'asked')] : []),
      ...contactWrites(input.contact, id),
      ...(input.inPlaceOf === undefined ? [] : movedFrom(input.inPlaceOf, id, scope, draft)),
    ];
    if (made.length > 0) context.record(made);
    return ok({ id, reference: ticketReference(id) });
  }

  /** The row that another takes the place of goes, and its files come along. */
  function movedFrom(
    row: StoredTicket,
    id: string,
    scope: ScopeId,
    { establishment }: TicketDraft,
  ): Write[] {
    return [...store.files.moved(row.id, { row: id, scope, establishment }), removal(row)];
  }

  function contactWrites(contact: string | undefined, ticket: string): Write[] {
    const [row] = contact === undefined ? [] : store.contact(contact);
    return row !== undefined && context.mayWrite(row.scope, 'contact', ['ticket'])
      ? [{ entity: 'contact', row: row.id, scope: row.scope, set: { ticket } }]
      : [];
  }

  /** A request lives in its school's scope; one of no school beside the wave. */
  function scopeOf(
    desk: Desk,
    school: string | null,
    schools: ReadonlySet<string>,
  ): ScopeId | null {
    if (school !== null) return schools.has(school) ? scopeId('establishment', school) : null;
    const wave =
      desk.wave ??
      context.ground
        .waves()
        .find(
          ({ id, programme }) =>
            programme === desk.programme.id &&
            context.mayCreate(scopeId('waveSupport', id), 'ticket'),
        );
    return wave === undefined ? null : scopeId('waveSupport', wave.id);
  }

  return {
    'tickets.save': (input) => {
      if (input.ticket === undefined) {
        const found = context.desk(input);
        return found.ok ? save(found.value, undefined, input) : found;
      }
      const found = context.find(input.ticket);
      if (!found.ok) return found;
      const { row, desk } = found.value;
      const { establishment } = input.values;
      if (establishment === undefined || establishment === row.establishment) {
        return save(desk, row, input);
      }
      // It goes to another school: a new row there, and the old one goes.
      if (row.draft !== true) return err({ type: 'BadInput', detail: 'establishment' });
      const values = { ...valuesOf(row), ...input.values };
      const files = store.files.count(row.id);
      return save(desk, undefined, { ...input, values, files, inPlaceOf: row });
    },
    'tickets.act': ({ ticket, move, text, level, tool, number, confirmed = false }) => {
      const found = context.find(ticket);
      if (!found.ok) return found;
      const { row, desk } = found.value;
      const state = stateOf(found.value);
      if (!mayOf(context, row, state).includes(move)) {
        return err(
          state.status === 'closed' && move !== 'reopen'
            ? { type: 'TicketClosed', title: row.title ?? '' }
            : { type: 'NotAllowed' },
        );
      }
      const moves = move === 'move' || move === 'requalify';
      if (moves && levelOf(desk.rules, level) === undefined) {
        return err({ type: 'BadInput', detail: 'level' });
      }
      if (move === 'answer' && (text ?? '').trim() === '') {
        return err({ type: 'BadInput', detail: 'text' });
      }
      if (move === 'file' && (number ?? '').trim() === '') {
        return err({ type: 'BadInput', detail: 'number' });
      }
      const problems = confirmed ? [] : secretProblems({ text });
      if (problems.length > 0) return err({ type: 'TicketInvalid', problems });
      const kind =
        move === 'answer'
          ? context.helps(row.scope) && row.requester !== context.me()?.person
            ? 'answered'
            : 'asked'
          : kindOfMove[move];
      const me = context.me()!.person;
      const set = {
        ...(move === 'file' && { number: number!.trim(), tool: tool ?? desk.rules.tool }),
        ...(move === 'takeOver' && { participants: [...(row.participants ?? []), me] }),
      };
      context.record([
        event(desk, row, kind, {
          text: text?.trim() || null,
          ...(moves && { level }),
          ...(move === 'file' && { outside: number!.trim() }),
        }),
        ...(Object.keys(set).length === 0
          ? []
          : [{ entity: 'ticket', row: row.id, scope: row.scope, set }]),
      ]);
      return ok({ id: row.id });
    },
    'tickets.share': ({ ticket, shared, participants }) => {
      const found = context.find(ticket);
      if (!found.ok) return found;
      const { row } = found.value;
      if (!mayOf(context, row, stateOf(found.value)).includes('share')) {
        return err({ type: 'NotAllowed' });
      }
      const set = changed(row, { shared, participants });
      if (Object.keys(set).length > 0) {
        context.record([{ entity: 'ticket', row: row.id, scope: row.scope, set }]);
      }
      return ok({ id: row.id });
    },
    'tickets.remove': ({ ticket }) => {
      const found = context.find(ticket);
      if (!found.ok) return found;
      const { row } = found.value;
      if (row.draft !== true) return err({ type: 'NotAllowed' });
      context.record([...store.files.removed(row.id), removal(row)]);
      return ok(null);
    },
  };
}

/** Whether an action is one of the kit's; one that a row has already is not asked about again. */
function knows(
  actions: readonly { readonly id: string }[],
  before: string | null,
): (id: string) => boolean {
  return (id) => id === before || actions.some((one) => one.id === id);
}

function removal({ id, scope }: StoredTicket): Write {
  return { entity: 'ticket', row: id, scope, set: { [DELETED_FIELD]: true } };
}

/** What a person need not write: the default priority, who asks, the level that the title names. */
function prepared(
  rules: TicketRules,
  row: StoredTicket | undefined,
  values: TicketValues,
  me: string,
): TicketValues {
  const title = values.title ?? row?.title ?? '';
  const given =
    row === undefined
      ? {
          priority: rules.defaultPriority,
          requesterName: me,
          level: null,
          ...present(values),
        }
      : values;
  if ((given.level ?? row?.level ?? null) !== null) return given;
  const level = levelOfTitle(rules, title) ?? orderedLevels(rules)[0];
  return level === undefined ? given : { ...given, level: level.id };
}

function present(values: TicketValues): TicketValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function draftOf(row: StoredTicket): TicketDraft {
  return Object.fromEntries(
    Object.keys(blankTicket).map((field) => [field, row[field as keyof TicketDraft]]),
  ) as unknown as TicketDraft;
}

function valuesOf(row: StoredTicket): TicketValues {
  return { ...draftOf(row), eventAt: row.eventAt, action: row.action, blocker: row.blocker };
}
