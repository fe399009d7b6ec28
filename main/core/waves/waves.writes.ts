import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { isAfterEnd } from '../../../shared/wave/load.rules.ts';
import { readinessId } from '../../../shared/wave/readiness.entity.ts';
import { isWaiting } from '../../../shared/wave/status.rules.ts';
import type { WaveFields, wavesContract } from '../../../shared/wave/waves.contract.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import type { Write } from '../store/record.ts';
import { schoolScope, type FoundWave, type WavesContext } from './waves.context.ts';
import { deal } from './waves.dealing.ts';
import type { MemberRecord } from './waves.store.ts';

type In<N extends keyof typeof wavesContract> = InputOf<(typeof wavesContract)[N]>;
type Answer<N extends keyof typeof wavesContract> = Result<
  OutputOf<(typeof wavesContract)[N]>,
  CoreFailure
>;

/** Schools whose kit is dealt out in one step, so that others have their turn in between. */
const SCHOOLS_AT_ONCE = 100;
/** What a wave is until somebody says otherwise. */
const NEW_WAVE = { status: 'planned', kind: 'mass' } as const;

/** Methods that write. */
export function createWavesWrites(context: WavesContext) {
  const { store, newId } = context;
  /** Waves whose opening is under way, with the action that its steps are. */
  const openings = new Map<string, number>();

  /**
   * Writes lists of one action and lets go of what was remembered.
   * @param action one that was begun before, which this goes on with
   * @returns the action
   */
  function write(lists: readonly (readonly Write[])[], action?: number): number | undefined {
    const filled = lists.filter((list) => list.length > 0);
    if (filled.length === 0) return action;
    const { n } = context.recordAll(filled, action);
    context.written(filled);
    return n;
  }

  /** The write that makes a school a member; of one that was one before, its fields again. */
  function joining(
    wave: string,
    establishment: string,
    values: Readonly<Record<string, JsonValue>>,
  ): Write {
    const known = context.members(wave).some(({ id }) => id === establishment);
    return {
      entity: 'waveMembership',
      row: waveMembershipId(wave, establishment),
      scope: schoolScope(establishment),
      set: known ? { leftOn: null, toWave: null, ...values } : { wave, establishment, ...values },
    };
  }

  /** Steps for schools that join a wave which is open already. */
  function kitsFor(found: FoundWave, establishments: readonly string[]): Write[][] {
    if (found.wave.openedOn === null) return [];
    const members = establishments.map((id) => ({
      id,
      switchoverDate: null,
      variant: null,
      level: null,
    }));
    return deal(store, found, members, found.today).lists;
  }

  function joinAll(
    found: FoundWave,
    establishments: readonly string[],
    valuesOf: (id: string) => Readonly<Record<string, JsonValue>>,
    also: (id: string) => readonly Write[] = () => [],
  ): { joined: number; steps: number } {
    const kits = new Map(
      kitsFor(found, establishments).map((list) => [list[0]!.scope as string, list]),
    );
    const lists = establishments.map((id) => [
      joining(found.wave.id, id, valuesOf(id)),
      ...also(id),
      ...(kits.get(schoolScope(id)) ?? []),
    ]);
    write(lists);
    let steps = 0;
    for (const list of kits.values()) steps += list.length;
    return { joined: establishments.length, steps };
  }

  return {
    save({ wave: id, programme, set }: In<'waves.save'>): Answer<'waves.save'> {
      if (id !== undefined) {
        const found = context.findToEdit(id);
        if (!found.ok) return found;
        const scope = scopeId('wave', id);
        write([[{ entity: 'wave', row: id, scope, set: present(set) }]]);
        return ok({ wave: id });
      }
      if (programme === undefined) return err({ type: 'BadInput', detail: 'programme' });
      if (set.label === undefined) return err({ type: 'BadInput', detail: 'label' });
      if (!context.isPilot(scopeId('programme', programme))) return err({ type: 'NotAllowed' });
      const made = `wave-${newId()}`;
      const fields = { ...NEW_WAVE, ...present(set) };
      const scope = scopeId('wave', made);
      write([[{ entity: 'wave', row: made, scope, set: { programme, ...withoutNulls(fields) } }]]);
      return ok({ wave: made });
    },

    saveEvent(input: In<'waves.saveEvent'>): Answer<'waves.saveEvent'> {
      const { wave, event, happensOn, kind, label, audience } = input;
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      const scope = scopeId('wave', wave);
      if (event === undefined) {
        const made = `event-${newId()}`;
        const set = withoutNulls({ wave, happensOn, kind, label, audience });
        write([[{ entity: 'waveEvent', row: made, scope, set }]]);
        return ok({ event: made });
      }
      const stored = store.event(event);
      if (stored?.wave !== wave) return err({ type: 'BadInput', detail: 'event' });
      const set: Record<string, JsonValue> = { happensOn, kind, label, audience };
      // A road map keeps what it said before it was last put off.
      if (stored.happensOn !== null && stored.happensOn !== happensOn) {
        set['plannedOn'] = stored.happensOn;
      }
      write([[{ entity: 'waveEvent', row: event, scope, set }]]);
      return ok({ event });
    },

    removeEvent({ wave, event }: In<'waves.removeEvent'>): Answer<'waves.removeEvent'> {
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      if (store.event(event)?.wave !== wave) return err({ type: 'BadInput', detail: 'event' });
      const scope = scopeId('wave', wave);
      write([[{ entity: 'waveEvent', row: event, scope, set: { [DELETED_FIELD]: true } }]]);
      return ok(null);
    },

    join(input: In<'waves.join'>): Answer<'waves.join'> {
      const { wave, establishments, joinedOn, status, reason } = input;
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      const unknown = establishments.find((id) => store.school(id) === null);
      if (unknown !== undefined) {
        return err({ type: 'EstablishmentUnknown', establishment: unknown });
      }
      const isLate = found.value.wave.openedOn !== null;
      if (isLate && (reason ?? '') === '') return err({ type: 'WaveReasonMissing' });
      const values = withoutNulls({ joinedOn, status, reason: reason || null });
      return ok(joinAll(found.value, establishments, () => values));
    },

    leave(input: In<'waves.leave'>): Answer<'waves.leave'> {
      const { wave, establishments, leftOn, reason } = input;
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      if (reason === '') return err({ type: 'WaveReasonMissing' });
      const members = membersNamed(context, wave, establishments);
      if (!members.ok) return members;
      write(
        members.value.map((member) => [
          membershipWrite(member, { leftOn, reason, status: 'withdrawn', toWave: null }),
          ...context.leaving(wave, member.id, leftOn, reason),
        ]),
      );
      return ok({ left: members.value.length });
    },

    setStatus(input: In<'waves.setStatus'>): Answer<'waves.setStatus'> {
      const { wave, establishments, status } = input;
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      const members = membersNamed(context, wave, establishments);
      if (!members.ok) return members;
      const changed = members.value.filter((member) => member.status !== status);
      write(changed.map((member) => [membershipWrite(member, { status })]));
      return ok({ changed: changed.length });
    },

    assess(input: In<'waves.assess'>): Answer<'waves.assess'> {
      const { wave, establishment, marks, note } = input;
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      const { programme, today } = found.value;
      const isNew = !store.readiness(programme.id).has(establishment);
      const set: Record<string, JsonValue> = { ...present(marks), assessedOn: today };
      if (note !== undefined) set['note'] = note === '' ? null : note;
      if (isNew) Object.assign(set, { establishment, programme: programme.id });
      const row = readinessId(establishment, programme.id);
      write([[{ entity: 'readiness', row, scope: schoolScope(establishment), set }]]);
      return ok(null);
    },

    promote(input: In<'waves.promote'>): Answer<'waves.promote'> {
      const { wave, establishments, confirmedOn } = input;
      const found = context.findToEdit(wave);
      if (!found.ok) return found;
      const { programme } = found.value;
      const lists = new Map(
        establishments.map((id) => [
          id,
          store
            .memberships(id, programme.id)
            .filter(
              (member) =>
                member.leftOn === null &&
                member.wave !== wave &&
                store
                  .waves()
                  .some(({ id: other, kind }) => other === member.wave && kind === 'waiting'),
            ),
        ]),
      );
      for (const id of establishments) {
        const here = context.members(wave).find((member) => member.id === id);
        const waits = here !== undefined && here.leftOn === null && isWaiting(here.status);
        if (!waits && lists.get(id)!.length === 0) {
          return err({ type: 'NotInWave', establishment: id });
        }
      }
      return ok(
        joinAll(
          found.value,
          establishments,
          () => ({ joinedOn: confirmedOn, status: 'informed' }),
          (id) =>
            lists
              .get(id)!
              .flatMap((member) => [
                membershipWrite(member, { leftOn: confirmedOn, toWave: wave }),
                ...context.leaving(member.wave, id, confirmedOn, null),
              ]),
        ),
      );
    },

    open({ wave: id, dryRun, limit }: In<'waves.open'>): Answer<'waves.open'> {
      const found = context.findToEdit(id);
      if (!found.ok) return found;
      const { wave, today } = found.value;
      if (wave.kind === 'waiting') return err({ type: 'WaveIsWaiting' });
      if (wave.switchoverDate === null) return err({ type: 'WaveHasNoDate' });
      const members = context
        .members(id)
        .filter(
          ({ leftOn, status }) => leftOn === null && status !== 'withdrawn' && !isWaiting(status),
        );
      if (members.length === 0) return err({ type: 'WaveIsEmpty' });
      const dealing = deal(store, found.value, members, today);
      const batch = dealing.lists.slice(0, limit ?? SCHOOLS_AT_ONCE);
      const remaining = dealing.lists.length - batch.length;
      if (!dryRun) {
        const scope = scopeId('wave', id);
        const last: Write[] =
          remaining === 0 && wave.openedOn === null
            ? [
                {
                  entity: 'wave',
                  row: id,
                  scope,
                  set: {
                    openedOn: today,
                    ...((wave.status ?? 'planned') === 'planned' ? { status: 'in-progress' } : {}),
                  },
                },
              ]
            : [];
        const action = write([...batch, last], openings.get(id));
        if (remaining > 0 && action !== undefined) openings.set(id, action);
        else openings.delete(id);
      }
      return ok({
        wave: id,
        written: !dryRun,
        remaining: dryRun ? 0 : remaining,
        ...dealing.preview,
        daysOff: dealing.daysOff,
        afterEnd:
          isAfterEnd(wave.switchoverDate, wave.endsOn) ||
          members.some(({ switchoverDate }) => isAfterEnd(switchoverDate, wave.endsOn)),
      });
    },
  };
}

/** A change of a school's part in a wave. */
export function membershipWrite(
  member: Pick<MemberRecord, 'wave' | 'id'>,
  set: Readonly<Record<string, JsonValue>>,
): Write {
  return {
    entity: 'waveMembership',
    row: waveMembershipId(member.wave, member.id),
    scope: schoolScope(member.id),
    set,
  };
}

/** The members of a wave by their ids. Fails with NotInWave. */
export function membersNamed(
  context: WavesContext,
  wave: string,
  establishments: readonly string[],
): Result<MemberRecord[], CoreFailure> {
  const here = new Map(
    context
      .members(wave)
      .filter(({ leftOn }) => leftOn === null)
      .map((member) => [member.id, member]),
  );
  const found: MemberRecord[] = [];
  for (const id of new Set(establishments)) {
    const member = here.get(id);
    if (member === undefined) return err({ type: 'NotInWave', establishment: id });
    found.push(member);
  }
  return ok(found);
}

/** The fields that are given; null empties one. */
function present(
  set: Readonly<Partial<WaveFields>> | Readonly<Record<string, JsonValue | undefined>>,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(set).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

function withoutNulls(
  set: Readonly<Record<string, JsonValue | undefined>>,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(set).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null,
    ),
  );
}
