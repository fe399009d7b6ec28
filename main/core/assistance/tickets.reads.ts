import type { ticketsContract } from '../../../shared/assistance/tickets.contract.ts';
import { ticketFigures } from '../../../shared/assistance/ticketFigures.ts';
import { noRules } from '../../../shared/assistance/ticketRules.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { AssistanceContext, Desk, Where } from './assistance.context.ts';
import type { TicketListing } from './ticketListing.ts';
import { ticketDetail } from './tickets.views.ts';

type Methods = Pick<
  Handlers<typeof ticketsContract, CoreFailure>,
  | 'assistance.overview'
  | 'tickets.list'
  | 'tickets.page'
  | 'tickets.figures'
  | 'tickets.read'
  | 'tickets.people'
>;

/** What screens and commands read of the help desk. */
export function createTicketReads(context: AssistanceContext, listing: TicketListing): Methods {
  const { store, ground } = context;
  /** A desk with the day that is asked about. Fails with DayAhead too. */
  function deskOn(
    where: Where,
    asOf: LocalDate | undefined,
  ): Result<[Desk, LocalDate], CoreFailure> {
    const found = context.desk(where);
    if (!found.ok) return found;
    const { today } = found.value;
    if (asOf !== undefined && asOf > today) return err({ type: 'DayAhead', day: asOf, today });
    return ok([found.value, asOf ?? today]);
  }

  return {
    'assistance.overview': (where) => {
      const me = context.me();
      const waves = ground.waves().map((wave) => ({
        id: wave.id,
        label: wave.label,
        programme: { id: wave.programme, name: wave.programmeName },
      }));
      if (waves.length === 0 && me !== null) {
        return ok({
          waves,
          programme: null,
          wave: null,
          today: context.today(),
          rules: noRules,
          me: { person: me.person, name: me.name },
          mayHelp: false,
          schools: [],
          versions: [],
        });
      }
      const found = context.desk(where);
      if (!found.ok) return found;
      const { programme, wave, today, rules } = found.value;
      const schools = store
        .schools(programme.id, programme.id)
        .filter(({ id }) => context.mayCreate(scopeId('establishment', id), 'ticket'));
      const own = waves.filter((one) => one.programme.id === programme.id);
      return ok({
        waves,
        programme,
        wave: wave?.id ?? null,
        today,
        rules,
        me: me === null ? null : { person: me.person, name: me.name },
        mayHelp: own.some(({ id }) => context.mayCreate(scopeId('waveSupport', id), 'contact')),
        schools: schools.map(({ id, code, name, nameAr, town }) => ({
          id,
          code,
          name: name ?? id,
          nameAr,
          town,
        })),
        versions: [...store.versions()],
      });
    },
    'tickets.list': ({ asOf, ...where }) => {
      const found = deskOn(where, asOf);
      if (!found.ok) return found;
      const [desk, day] = found.value;
      return ok({ asOf: day, rows: listing.views(desk, day) });
    },
    'tickets.page': ({ asOf, query, order, offset, limit, ...where }) => {
      const asked = deskOn(where, asOf);
      if (!asked.ok) return asked;
      const [desk, day] = asked.value;
      const { all, found } = listing.found(desk, day, query, order);
      return ok({
        asOf: day,
        total: found.length,
        asked: found.filter(({ status }) => status !== 'draft').length,
        all,
        rows: found.slice(offset, offset + limit),
      });
    },
    'tickets.figures': ({ asOf, ...where }) => {
      const found = deskOn(where, asOf);
      if (!found.ok) return found;
      const [desk, day] = found.value;
      return ok({ asOf: day, ...ticketFigures(listing.views(desk, day), desk.rules) });
    },
    'tickets.read': ({ ticket }) => {
      const found = context.find(ticket);
      return found.ok ? ok(ticketDetail(context, found.value)) : found;
    },
    'tickets.people': ({ ticket }) => {
      const found = context.find(ticket);
      if (!found.ok) return found;
      const { row, desk } = found.value;
      const places = [row.scope, scopeId('programme', desk.programme.id)];
      const people = new Map(
        places.flatMap((place) => store.people.all(place)).map((one) => [one.id, one]),
      );
      return ok([...people.values()]);
    },
  };
}
