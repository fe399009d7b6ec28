import { stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { standingOn, statusOn } from '../../../shared/kit/pilot.rules.ts';
import {
  actionThen,
  heldOn,
  type Former,
  type HeldStep,
} from '../../../shared/past/remember.rules.ts';
import { kitActionId } from '../../../shared/programme/kitAction.entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { appliesTo } from '../../../shared/wave/dealing.rules.ts';
import { isDealtOn, partAsOf, partOn, switchoverOn } from '../../../shared/wave/pastDays.rules.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import type {
  ActionRecord,
  EstablishmentRecord,
  KitStore,
  ProgrammeRecord,
  StepRecord,
} from './kit.store.ts';
import type { Formers, PastStore } from './past.store.ts';

type Actions = ReadonlyMap<string, ActionRecord>;
type DayOf = (ms: number) => LocalDate;

/** A school's kit as it stood on past days. */
export interface PastKit {
  /** The school's part in the programme; undefined: it had none. */
  part(day: LocalDate): EstablishmentRecord | undefined;
  /** The programme with the lists of its kit on a day. */
  programme(now: ProgrammeRecord, day: LocalDate): ProgrammeRecord;
  /**
   * The template and the steps on a day; no steps before the kit was dealt out.
   * @param known the template as it is
   * @param stored the steps as they are
   */
  on(
    day: LocalDate,
    known: Actions,
    stored: readonly StepRecord[],
    dayOf: DayOf,
  ): { readonly actions: Actions; readonly steps: readonly StepRecord[] };
}

/** Reads what past days of a school's kit depend on. */
export function pastKit(
  store: Pick<KitStore, 'leftParts' | 'putOffs'>,
  past: PastStore,
  record: EstablishmentRecord,
): PastKit {
  const { id, programme } = record;
  const putOffs = store.putOffs(id);
  // The part that it has comes first.
  const left = store.leftParts(id).filter((one) => one.programme === programme);
  const parts = [record, ...left];
  const formers = past.inScopes(scopesOf(record, parts));

  function part(day: LocalDate): EstablishmentRecord | undefined {
    if (putOffs.length === 0 && parts.length === 1 && formers.isEmpty) return partOn(parts, day);
    const then = parts.map((one) => {
      if (one.wave === null) return { part: one, until: null };
      const own = formers.of('waveMembership', waveMembershipId(one.wave, id));
      return partAsOf(one, { part: own, wave: formers.of('wave', one.wave) }, day);
    });
    const found = partOn(
      then.map((one) => one.part),
      day,
    );
    if (found === undefined) return undefined;
    const ofWave = putOffs.filter(({ wave }) => wave === found.wave);
    const { until } = then.find((one) => one.part === found)!;
    return { ...found, switchoverDate: switchoverOn(found, ofWave, day, until) };
  }

  return {
    part,
    programme(now, day) {
      const held = heldOn(formers.of('programme', now.id), day)?.held;
      if (held === undefined) return now;
      const { kitName, phases, actors } = held;
      return { ...now, kitName, phases: phases ?? [], actors: actors ?? [] };
    },
    on(day, known, stored, dayOf) {
      const actions = actionsOn(known, formers, programme, day);
      const then = part(day);
      if (then === undefined || !isDealtOn(then, day)) return { actions, steps: [] };
      const fits = fitting(known, actions, record, then);
      const there = stored.filter(({ action }) => actions.has(action) || !known.has(action));
      const have = new Set(stored.map(({ action }) => action));
      const gone = [...actions.keys()].filter((one) => !have.has(one) && fits(one) === 'then');
      const steps = [...there, ...gone.map((action) => untouched(then, action))]
        .map((step) => stepOn(step, formers.of('kitStep', step.id), day, dayOf))
        .filter(({ action, status }) => status !== 'todo' || fits(action) !== 'now');
      return { actions, steps };
    },
  };
}

function scopesOf(
  { id, programme }: EstablishmentRecord,
  parts: readonly EstablishmentRecord[],
): ScopeId[] {
  const waves = parts.flatMap(({ wave }) => (wave === null ? [] : [scopeId('wave', wave)]));
  const own = scopeId('establishment', id);
  return [own, ...waves, ...(programme === null ? [] : [scopeId('programme', programme)])];
}

/** A template as it was on a past day, in the order of then: without what came into it since. */
function actionsOn(
  actions: Actions,
  formers: Formers,
  programme: string | null,
  day: LocalDate,
): Actions {
  const there = [...actions].flatMap(([id, now]) => {
    const row = programme === null ? null : kitActionId(programme, id);
    const held = row === null ? undefined : heldOn(formers.of('kitAction', row), day)?.held;
    const action = held === undefined ? now : actionThen(now, held);
    const standing = standingOn(action, day);
    if (standing === 'notYet') return [];
    return [[id, { ...action, retired: standing === 'retired' }] as const];
  });
  const rank = ({ position }: ActionRecord): number => position ?? Number.MAX_SAFE_INTEGER;
  return new Map(there.toSorted(([, a], [, b]) => rank(a) - rank(b)));
}

/** The step on a past day: what was written later had not been. */
function stepOn(
  step: StepRecord,
  formers: readonly Former<HeldStep>[] | undefined,
  day: LocalDate,
  dayOf: DayOf,
): StepRecord {
  const dayOfStamp = (field: string): LocalDate | null => {
    const stamp = step.stamps[field];
    return stamp === undefined ? null : dayOf(stampTime(stamp));
  };
  const held = heldOn(formers, day)?.held;
  const now = held?.status ?? step.status ?? 'todo';
  const blockedOn = held === undefined ? dayOfStamp('status') : held.since;
  const doneOn = held === undefined ? step.doneOn : held.since;
  const since = now === 'done' ? doneOn : now === 'blocked' ? blockedOn : null;
  const status = statusOn({ status: now, since }, day);
  const noted = dayOfStamp('note');
  const written: Record<string, Stamp> = { ...step.stamps };
  const stamp = held?.stamp ?? null;
  if (stamp !== null) Object.assign(written, { status: stamp, doneOn: stamp });
  const stamps = Object.fromEntries(
    Object.entries(written).filter(([, one]) => dayOf(stampTime(one)) <= day),
  );
  return {
    ...step,
    status,
    doneOn: status === 'done' ? doneOn : null,
    note: noted !== null && noted > day ? null : step.note,
    stamps: { ...stamps, action: step.stamps['action']! },
    pending: false,
  };
}

/**
 * Tells of which of two days alone an action was for a school. Steps come and go untouched with
 * that, as for figures: see `index/cells.ts`.
 */
function fitting(
  known: Actions,
  actions: Actions,
  now: EstablishmentRecord,
  then: EstablishmentRecord,
): (action: string) => 'then' | 'now' | null {
  return (id) => {
    const action = actions.get(id);
    if (action === undefined || action.retired) return null;
    const was = appliesTo(action, then);
    const is = appliesTo({ ...known.get(id)!, retired: false }, now);
    return was === is ? null : was ? 'then' : 'now';
  };
}

/** A step that nobody has touched. */
function untouched({ id, scope, programme }: EstablishmentRecord, action: string): StepRecord {
  return {
    id: kitStepId(id, programme!, action),
    scope,
    establishment: id,
    programme: programme!,
    action,
    status: 'todo',
    note: null,
    assignee: null,
    doneOn: null,
    stamps: {},
    pending: false,
  };
}
