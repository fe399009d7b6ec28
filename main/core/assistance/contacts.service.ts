import type { ticketsContract } from '../../../shared/assistance/tickets.contract.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { AssistanceContext } from './assistance.context.ts';

type Methods = Pick<
  Handlers<typeof ticketsContract, CoreFailure>,
  'contacts.list' | 'contacts.log'
>;

/** Requests that came by phone, mail or video, beside the tool. */
export function createContacts(context: AssistanceContext): Methods {
  const { store } = context;
  return {
    'contacts.list': (where) => {
      const found = context.desk(where);
      if (!found.ok) return found;
      const { programme, wave } = found.value;
      const { id } = programme;
      const schools = new Map(store.schools(id, id).map((school) => [school.id, school]));
      const rows =
        wave === null ? store.contacts(id, id, id) : store.contactsOfWave(wave.id, wave.id);
      return ok(
        rows.map((row) => ({
          id: row.id,
          establishment: row.establishment,
          school: schools.get(row.establishment ?? '')?.name ?? row.establishment,
          schoolAr: schools.get(row.establishment ?? '')?.nameAr ?? null,
          channel: row.channel ?? 'phone',
          on: row.on,
          person: row.person,
          level: row.level,
          subject: row.subject ?? '',
          minutes: row.minutes,
          ticket: row.ticket,
          author: row.author,
        })),
      );
    },
    'contacts.log': ({ programme, wave, establishment, ...said }) => {
      const found = context.desk({ programme, wave });
      if (!found.ok) return found;
      const desk = found.value;
      const first = context.ground.waves().find((one) => one.programme === desk.programme.id);
      const scope =
        establishment === null
          ? scopeId('waveSupport', (desk.wave ?? first)?.id ?? '')
          : scopeId('establishment', establishment);
      if (!context.mayCreate(scope, 'contact')) return err({ type: 'NotAllowed' });
      const id = context.newId();
      const set = Object.fromEntries(
        Object.entries({
          ...said,
          establishment,
          on: desk.today,
          author: context.me()?.name ?? null,
        }).filter(([, value]) => value !== null),
      );
      context.record([{ entity: 'contact', row: id, scope, set }]);
      return ok({ id });
    },
  };
}
