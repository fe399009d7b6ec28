import type { LinkedTicket } from '../../../shared/bridge/linkedTicket.ts';
import type { TicketLinks, ticketsContract } from '../../../shared/assistance/tickets.contract.ts';
import { ticketReference } from '../../../shared/assistance/ticketReference.ts';
import { ticketState } from '../../../shared/assistance/ticketState.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Label } from '../../../shared/schema/values.ts';
import { parseScope, scopeId } from '../../../shared/schema/scope.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { AssistanceContext, Desk } from './assistance.context.ts';
import type { StoredTicket } from './assistance.store.ts';
import { mayOf } from './tickets.views.ts';

/** Writes into the register of blockers, which the help desk is given. They record nothing. */
export interface RegisterWriting {
  open(blocker: {
    readonly wave: string;
    readonly title: string;
    readonly on: LocalDate;
    readonly action?: string | null;
  }): { readonly id: string; readonly writes: readonly Write[] };
  report(of: {
    readonly wave: string;
    readonly blocker: string;
    readonly establishment: string;
    readonly on: LocalDate;
    readonly source: 'ticket';
    readonly from: string;
  }): readonly Write[];
  withdraw(of: {
    readonly wave: string;
    readonly blocker: string;
    readonly establishment: string;
    readonly from: string;
  }): readonly Write[];
}

type Methods = Pick<
  Handlers<typeof ticketsContract, CoreFailure>,
  'tickets.links' | 'tickets.link' | 'tickets.ofStep'
>;

/** What requests are about: actions of the kit, blockers, and the schools that met these. */
export function createTicketLinks(context: AssistanceContext, register: RegisterWriting): Methods {
  const { store } = context;

  /** Waves that a request is of: those of its school, or the one that it is kept beside. */
  function wavesOf({ row, desk }: { row: StoredTicket; desk: Desk }): string[] {
    const { kind, id } = parseScope(row.scope);
    if (kind === 'waveSupport') return [id];
    const own = new Set(store.wavesOf.all(row.scope));
    return context.ground
      .waves()
      .filter((wave) => wave.programme === desk.programme.id && own.has(wave.id))
      .map((wave) => wave.id);
  }
  const mayRegister = (wave: string): boolean =>
    context.mayCreate(scopeId('waveSupport', wave), 'blocker');
  const mayLink = ({ row, desk }: { row: StoredTicket; desk: Desk }): boolean =>
    mayOf(context, row, ticketState(row, store.eventsOf(row.id), desk.rules, desk.today)).includes(
      'write',
    );

  function linksOf(found: { row: StoredTicket; desk: Desk }): TicketLinks {
    const { row, desk } = found;
    const actions = store.actions
      .all(desk.programme.id)
      .map(({ id, title }) => ({ id, title: labelOf(title, id) }));
    const action = row.action === null ? undefined : actions.find(({ id }) => id === row.action);
    const waves = wavesOf(found);
    const blockers = waves.flatMap((wave) => store.blockers(wave));
    const [blocker] = row.blocker === null ? [] : store.blocker(row.blocker);
    const step =
      row.action === null || row.establishment === null
        ? undefined
        : store.stepOf.get(row.establishment, desk.programme.id, row.action);
    return {
      action:
        row.action === null ? null : (action ?? { id: row.action, title: { fr: row.action } }),
      step: step ?? null,
      blocker:
        blocker === undefined
          ? null
          : {
              id: blocker.id,
              title: blocker.title ?? blocker.id,
              action: blocker.action,
              schools: store.metBy.all(blocker.id),
            },
      hiddenBlocker: row.blocker !== null && blocker === undefined,
      actions,
      blockers: blockers
        .filter(({ state, sameAs }) => sameAs === null && state !== 'solved' && state !== 'dropped')
        .map(({ id, title }) => ({ id, title: title ?? id })),
      schools: waves.filter(mayRegister).flatMap((wave) => store.schoolsOfWave.all(wave)),
      mayLink: mayLink(found),
      mayRegister: waves.some(mayRegister),
    };
  }

  return {
    'tickets.links': ({ ticket }) => {
      const found = context.find(ticket);
      return found.ok ? ok(linksOf(found.value)) : found;
    },
    'tickets.link': ({ ticket, action, blocker, schools = [], blockerAction = false }) => {
      const found = context.find(ticket);
      if (!found.ok) return found;
      const { row, desk } = found.value;
      if (!mayLink(found.value)) return err({ type: 'NotAllowed' });
      const known = store.actions.all(desk.programme.id);
      if (typeof action === 'string' && !known.some(({ id }) => id === action)) {
        return err({ type: 'BadInput', detail: 'action' });
      }
      const on = desk.today;
      const about = action === undefined ? row.action : action;
      const writes: Write[] = [];
      let next = blocker === undefined ? row.blocker : blocker;
      if (blocker === 'new') {
        const wave = wavesOf(found.value).find(mayRegister);
        if (wave === undefined) return err({ type: 'NotAllowed' });
        const opened = register.open({ wave, title: row.title ?? ticket, on, action: about });
        writes.push(...opened.writes);
        next = opened.id;
        writes.push(...metBy(wave, next, [row.establishment, ...schools]));
      } else if (next !== null) {
        const [stored] = store.blocker(next);
        if (stored === undefined) {
          if (blocker !== undefined) return err({ type: 'BlockerUnknown', id: next });
        } else if (stored.wave !== null && mayRegister(stored.wave)) {
          const met = blocker === undefined ? schools : [row.establishment, ...schools];
          writes.push(...metBy(stored.wave, next, met));
          if (blockerAction && about !== null) {
            const set = changed(stored, { action: about });
            writes.push({ entity: 'blocker', row: next, scope: stored.scope, set });
          }
        }
      }
      if (row.blocker !== null && row.blocker !== next) {
        const [before] = store.blocker(row.blocker);
        const wave = before?.wave ?? null;
        // Its school met the other blocker by this request alone: that goes with the link.
        if (wave !== null && row.establishment !== null && mayRegister(wave)) {
          const { establishment } = row;
          const of = { wave, blocker: row.blocker, establishment, from: ticket };
          writes.push(...register.withdraw(of));
        }
      }
      const set = changed(row, { action: about, blocker: next });
      const told = [{ entity: 'ticket', row: ticket, scope: row.scope, set }, ...writes].filter(
        (one) => Object.keys(one.set).length > 0,
      );
      // The blocker first: a request names it once it is there.
      if (told.length > 0) context.record([...told.slice(1), told[0]!]);
      return ok({ blocker: next });

      function metBy(wave: string, id: string, all: readonly (string | null)[]): Write[] {
        return [...new Set(all)].flatMap((establishment) =>
          establishment === null
            ? []
            : register.report({
                wave,
                blocker: id,
                establishment,
                on,
                source: 'ticket',
                from: ticket,
              }),
        );
      }
    },
    'tickets.ofStep': ({ step }) => {
      if (context.me() === null) return err({ type: 'NotEnrolled' });
      const about = store.step.get(step);
      if (about === undefined) return err({ type: 'StepUnknown', step });
      return ok(linkedTickets(context, store.ticketsOfStep(about.establishment, about.action)));
    },
  };
}

/** Requests as other pages name them: those that this device's person is shown. */
export function linkedTickets(
  context: AssistanceContext,
  rows: readonly StoredTicket[],
): LinkedTicket[] {
  const { store } = context;
  return rows.flatMap(({ id }) => {
    const found = context.find(id);
    if (!found.ok) return [];
    const { row, desk } = found.value;
    const { status, createdOn } = ticketState(row, store.eventsOf(id), desk.rules, desk.today);
    const school = row.establishment === null ? undefined : store.schoolName.get(row.establishment);
    return [
      {
        id,
        number: row.number,
        reference: ticketReference(id),
        title: row.title ?? '',
        school: school ?? row.schoolName ?? row.establishment,
        status,
        createdOn,
      },
    ];
  });
}

function labelOf(title: string | null, id: string): Label {
  return title === null ? { fr: id } : (JSON.parse(title) as Label);
}
