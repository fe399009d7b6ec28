import type { OutsideStatus } from '../../../../shared/imports/outsideTool.ts';
import type { TicketRules } from '../../../../shared/assistance/ticketRules.ts';
import { ticketState, type TicketEventKind } from '../../../../shared/assistance/ticketState.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import { hashedId } from '../../../../shared/kernel/ids.ts';
import type { JsonValue } from '../../../../shared/schema/entity.ts';
import type { StoredEvent, StoredTicket } from '../imports.store.ts';

/** Noon: what a tool says of a day stands among what was written on it. */
const NOON = 'T12:00:00Z';

interface NewEvent {
  readonly [name: string]: JsonValue;
  readonly row: string;
  readonly kind: TicketEventKind;
  readonly on: LocalDate;
}

interface SaidState {
  readonly number: string | null;
  readonly status: OutsideStatus;
  readonly outside: string | null;
  readonly closedOn: LocalDate | undefined;
  readonly updatedOn: LocalDate | undefined;
}

/**
 * What has to have happened for the request to be as the tool says; nothing where it is so. An event
 * that is known already is never written again.
 */
export function newEvents(
  said: SaidState,
  {
    rules,
    today,
    hash,
  }: {
    readonly rules: TicketRules;
    readonly today: LocalDate;
    readonly hash: (text: string) => string;
  },
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
    const same = [...events, ...made].filter((one) => one.kind === kind && one.on === day).length;
    const name = `ticketEvent ${id} ${kind} ${day}`;
    made.push({
      row: hashedId('ke', hash(same === 0 ? name : `${name} ${same}`)),
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
          outside: said.outside,
        })),
      ],
      rules,
      today,
    );
  const before = stateNow();
  const lately = said.updatedOn ?? (found === undefined ? createdOn : today);
  const afterLast = before.lastOn !== null && lately < before.lastOn ? before.lastOn : lately;
  if (said.status === 'closed') {
    if (before.status === 'closed') return made;
    // A closing of before the last thing that happened would be undone by it.
    const closedOn = said.closedOn ?? afterLast;
    add('closed', before.lastOn !== null && closedOn < before.lastOn ? before.lastOn : closedOn);
    return made;
  }
  if (before.status === 'closed') add('reopened', afterLast);
  else if (said.status === 'open' && before.status === 'waiting') add('asked', afterLast);
  if (said.status === 'waiting' && before.status !== 'waiting') add('waiting', afterLast);
  return made;
}
