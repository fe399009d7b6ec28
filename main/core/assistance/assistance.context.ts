import type { AssistanceOverview } from '../../../shared/assistance/tickets.contract.ts';
import { readTicketRules, type TicketRules } from '../../../shared/assistance/ticketRules.ts';
import { helpsThere } from '../../../shared/assistance/ticketWriting.ts';
import { ticketVisible, type SeenTicket } from '../../../shared/assistance/ticketVisible.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { localDateAt } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { FeatureParts, GroundWave, WaveGround } from '../access/waveGround.ts';
import type { AssistanceStore, StoredTicket } from './assistance.store.ts';

/** Where somebody looks at requests: a programme, and a wave of it or all. */
export interface Desk {
  readonly programme: AssistanceOverview['programme'] & object;
  readonly wave: GroundWave | null;
  /** The day in the programme's country, or that of practice data. */
  readonly today: string;
  readonly rules: TicketRules;
}

export interface Where {
  readonly programme?: string | undefined;
  readonly wave?: string | undefined;
}

/** What the handlers of the help desk share. */
export interface AssistanceContext extends FeatureParts {
  readonly store: AssistanceStore;
  readonly ground: WaveGround;
  /**
   * The help desk of a wave or a programme; of neither, of the first that there is.
   * Fails with NotEnrolled, WaveUnknown, ProgrammeUnknown.
   */
  desk(where: Where): Result<Desk, CoreFailure>;
  /** The rows of a desk that this device's person is shown. */
  seen(desk: Desk): StoredTicket[];
  /** Whether this device's person is shown a request. */
  isShown(row: SeenTicket & Pick<StoredTicket, 'scope'>): boolean;
  /** A request that they are shown, with its desk. Fails with TicketUnknown, NotEnrolled. */
  find(ticket: string): Result<{ row: StoredTicket; desk: Desk }, CoreFailure>;
  /** Whether they help others over a scope. */
  helps(scope: ScopeId): boolean;
}

export function createAssistanceContext(
  parts: FeatureParts & { readonly store: AssistanceStore; readonly ground: WaveGround },
): AssistanceContext {
  const { store, ground } = parts;
  const deskOf = (wave: GroundWave, narrowed: boolean): Desk => ({
    programme: { id: wave.programme, name: wave.programmeName },
    wave: narrowed ? wave : null,
    // Days without a reply end on the same day for all, whatever their computers' zones.
    today: wave.practice ? wave.today : localDateAt(parts.now(), wave.timeZone),
    rules: readTicketRules(wave.ticketRules),
  });
  const isShown: AssistanceContext['isShown'] = (row) =>
    ticketVisible(row, parts.me()?.person ?? '', parts.rolesOver(row.scope));
  const context: AssistanceContext = {
    ...parts,
    isShown,
    desk({ programme, wave }) {
      if (programme !== undefined && wave === undefined) {
        if (parts.me() === null) return err({ type: 'NotEnrolled' });
        const any = ground.waves().find((one) => one.programme === programme);
        return any === undefined
          ? err({ type: 'ProgrammeUnknown', programme })
          : ok(deskOf(any, false));
      }
      const found = ground.find(wave, (one) => store.hasTickets.get(one.programme) === 1);
      return found.ok ? ok(deskOf(found.value, wave !== undefined)) : found;
    },
    seen: ({ programme, wave }) =>
      (wave === null
        ? store.tickets(programme.id)
        : store.ticketsOfWave(programme.id, wave.id, wave.id)
      ).filter(isShown),
    find(id) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const [row] = store.ticket(id);
      if (row === undefined || !isShown(row)) return err({ type: 'TicketUnknown', ticket: id });
      const desk = context.desk({ programme: row.programme ?? '' });
      return desk.ok ? ok({ row, desk: desk.value }) : err({ type: 'TicketUnknown', ticket: id });
    },
    helps: (scope) => helpsThere(parts.rolesOver(scope)),
  };
  return context;
}
