import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { calendarOf } from '../../../shared/calendar/calendar.ts';
import { stampDevice, stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type {
  EstablishmentSummary,
  KitStepView,
  KitView,
  TickInput,
} from '../../../shared/kit/kit.contract.ts';
import {
  daysLate,
  decideTick,
  dueDay,
  offsetDays,
  progressOf,
  type SwitchoverPlan,
} from '../../../shared/kit/kit.rules.ts';
import { MAX_NOTE } from '../../../shared/kit/kitStep.entity.ts';
import type { Actor } from '../../../shared/programme/programme.entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Write } from '../store/record.ts';
import type { Authors } from './authors.ts';
import type { ActionRecord, EstablishmentRecord, KitStore, StepRecord } from './kit.store.ts';
import { pastKit } from './pastKit.ts';
import type { PastStore } from './past.store.ts';

/** What is shown of a step whose action of the template is not here yet. */
const missingAction: Omit<ActionRecord, 'action'> = {
  position: null,
  phase: null,
  actors: [],
  title: null,
  description: null,
  dueOffsetDays: null,
  dueOffsetVariants: null,
  dependsOn: [],
  variant: null,
  level: null,
  retired: false,
  addedOn: null,
  retiredOn: null,
  evidence: null,
  blocking: false,
};

type Actions = ReadonlyMap<string, ActionRecord>;

/** What the kit needs of the rest of the core; passed in where the core is wired together. */
export interface KitServiceParts {
  readonly store: KitStore;
  /** Earlier values of rows, for past days. */
  readonly past: PastStore;
  /** This device's person; null before enrolment. */
  readonly me: () => { person: string; name: string; device: string } | null;
  readonly authors: Authors;
  /** Name of somebody with a role somewhere here. */
  readonly nameOf: (person: string) => string | null;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  readonly grantsOver: (
    scope: ScopeId,
  ) => readonly { role: Role; actors: readonly string[] | null }[];
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** The calendar day by the computer's clock. */
  readonly today: () => LocalDate;
  /** The calendar day of an instant in milliseconds since 1970. */
  readonly dayOf: (ms: number) => LocalDate;
  /** Records one user action; on disk when it returns. Answers the rows as they are then. */
  readonly record: (writes: readonly Write[]) => readonly RowState[];
}

/** Handlers of the kit's contract. */
export interface KitService {
  read(input: {
    establishment?: string | undefined;
    asOf?: LocalDate | undefined;
  }): Result<KitView, CoreFailure>;
  tick(input: TickInput): Result<KitStepView, CoreFailure>;
  /** A step as it is shown now; null when it is not here. */
  view(step: string): KitStepView | null;
  /** The day that lateness is counted from. */
  today(): LocalDate;
  /** Other rows than steps have changed: what is remembered of them is read anew. */
  forget(): void;
}

export function createKitService(parts: KitServiceParts): KitService {
  const { store } = parts;
  /** Practice data pretends to be another day, so that its lateness means something. */
  const today = (): LocalDate => store.practiceDate() ?? parts.today();

  /** When and how a school switches over, remembered between ticks. */
  const places = new Map<string, PlanOn>();
  function placeOf(establishment: string, programme: string): PlanOn {
    const key = `${establishment} ${programme}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    const found = store
      .establishment(establishment)
      .find((record) => record.programme === programme);
    const plan = found === undefined ? () => NO_PLAN : plansOf(found);
    places.set(key, plan);
    return plan;
  }

  /** When and how a school switches over, by the day that asks: what was decided later had not been. */
  function plansOf(record: EstablishmentRecord): PlanOn {
    const past = pastKit(store, parts.past, record);
    return (day) => planOf(past.part(day) ?? record);
  }

  /** The template of each programme, remembered between ticks. */
  const templates = new Map<string, Map<string, ActionRecord>>();
  function actionsOf(programme: string): Map<string, ActionRecord> {
    const known = templates.get(programme) ?? store.actions(programme);
    templates.set(programme, known);
    return known;
  }

  /** A retired action is shown where somebody has worked on it. */
  function isShown({ id, action, status, note }: StepRecord, actions: Actions): boolean {
    if (actions.get(action)?.retired !== true) return true;
    return (status ?? 'todo') !== 'todo' || note !== null || store.isTalkedOf(id);
  }

  /** Steps in the order of the kit; those of an action that has not arrived come last. */
  function inOrder(steps: readonly StepRecord[], actions: Actions): StepRecord[] {
    const rank = new Map([...actions.keys()].map((action, index) => [action, index]));
    const rankOf = (step: StepRecord): number => rank.get(step.action) ?? rank.size;
    return steps.toSorted((a, b) => rankOf(a) - rankOf(b));
  }

  /** What the lists say of a school, out of its steps as they are shown on a day. */
  function summary(
    record: EstablishmentRecord,
    steps: readonly KitStepView[],
    actions: Actions,
    day: LocalDate,
  ): EstablishmentSummary {
    // Of an action that the template has dropped, only work done on it counts.
    const counted = steps.filter(
      ({ action, status }) => status === 'done' || actions.get(action)?.retired !== true,
    );
    return {
      id: record.id,
      name: record.name ?? record.id,
      nameAr: record.nameAr,
      town: record.town,
      type: record.type,
      code: record.code,
      wave:
        record.wave === null ? null : { id: record.wave, label: record.waveLabel ?? record.wave },
      programme:
        record.programme === null
          ? null
          : { id: record.programme, name: record.programmeName ?? record.programme },
      switchoverDate: record.switchoverDate,
      progress: { ...progressOf(counted.map(({ status }) => status)) },
      late: counted.filter((step) => daysLate(step, day) > 0).length,
      blocked: counted.filter(({ status }) => status === 'blocked').length,
      roles: [...parts.rolesOver(scopeId('establishment', record.id))].sort(),
    };
  }

  /** @param on the day that is looked at; a step that is done keeps the due day it was done by */
  function stepView(
    step: StepRecord,
    plans: PlanOn,
    actions: Actions = actionsOf(step.programme),
    on: LocalDate = today(),
  ): KitStepView {
    const plan = plans(step.status === 'done' && step.doneOn !== null ? step.doneOn : on);
    const me = parts.me();
    const changed = lastChange(step);
    const author = changed === null ? null : parts.authors(stampDevice(changed));
    const action = actions.get(step.action) ?? missingAction;
    const day = dueDay(action, plan);
    return {
      id: step.id,
      action: step.action,
      title: action.title ?? { fr: step.action },
      description: action.description,
      phase: action.phase ?? '',
      actors: [...action.actors],
      due: day?.due ?? null,
      plannedDue: day?.planned ?? null,
      dueOffsetDays: offsetDays(action, plan.variant),
      dependsOn: action.dependsOn.filter((other) => counts(actions.get(other), plan.variant)),
      evidence: action.evidence ?? 'none',
      blocking: action.blocking,
      retired: action.retired,
      status: step.status ?? 'todo',
      note: step.note,
      assignee: step.assignee === null ? null : nameAssignee(step.assignee, me?.person ?? null),
      doneOn: step.doneOn,
      changedBy: author,
      changedAt: changed === null ? null : stampTime(changed),
      // A colleague's work that came by bundle waits as well, but is not this device's to send.
      pending: step.pending && writesOf(step).some((stamp) => stampDevice(stamp) === me?.device),
    };
  }

  /** Names of people, remembered between ticks. */
  const names = new Map<string, string | null>();
  function nameAssignee(person: string, me: string | null): KitStepView['assignee'] {
    const known = names.get(person);
    const name = known === undefined ? parts.nameOf(person) : known;
    names.set(person, name);
    return { person, name, me: person === me };
  }

  function find(id: string | undefined): Result<EstablishmentRecord, CoreFailure> {
    const records = id === undefined ? store.firstEstablishment() : store.establishment(id);
    // A kit belongs to a programme: a school that has joined a wave comes before one that has not.
    const record = records.find(({ programme }) => programme !== null) ?? records[0];
    if (record !== undefined) return ok(record);
    return err(
      id === undefined
        ? { type: 'NoEstablishment' }
        : { type: 'EstablishmentUnknown', establishment: id },
    );
  }

  /** What is stored of a school's kit. */
  function kitOf({ id, programme }: EstablishmentRecord): { known: Actions; stored: StepRecord[] } {
    if (programme === null) return { known: new Map(), stored: [] };
    return { known: actionsOf(programme), stored: store.steps(id, programme) };
  }

  return {
    read({ establishment, asOf }) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const found = find(establishment);
      if (!found.ok) return found;
      const record = found.value;
      const scope = scopeId('establishment', record.id);
      const now = record.programme === null ? null : store.programme(record.programme);
      const day = asOf ?? today();
      if (day > today()) return err({ type: 'DayAhead', day, today: today() });
      const isPast = day < today();
      const plans = plansOf(record);
      const { known, stored } = kitOf(record);
      const past = isPast ? pastKit(store, parts.past, record) : null;
      const then = past?.on(day, known, stored, parts.dayOf);
      const programme = now === null ? null : (past?.programme(now, day) ?? now);
      const actions = then?.actions ?? known;
      const steps = inOrder(then?.steps ?? stored, actions)
        .filter((step) => isShown(step, actions))
        .map((step) => stepView(step, plans, actions, day));
      const may = (fields: readonly string[]): boolean =>
        asOf === undefined && parts.mayWrite(scope, 'kitStep', fields);
      const { switchoverDate } = plans(day);
      const { wave, waveLabel } = (past === null ? record : past.part(day)) ?? NO_WAVE;
      const inWave = { ...record, wave, waveLabel };
      return ok({
        establishment: { ...summary(inWave, steps, actions, day), switchoverDate },
        kitName: programme?.kitName ?? null,
        phases: [...(programme?.phases ?? [])],
        actors: [...(programme?.actors ?? [])],
        myActors: actorsPlayed(parts.grantsOver(scope), programme?.actors ?? []),
        mayTick: may(['status', 'doneOn', 'note']),
        mayNote: may(['note']),
        today: day,
        practice: store.practiceDate() !== null,
        steps,
      });
    },

    tick(input) {
      const me = parts.me();
      if (me === null) return err({ type: 'NotEnrolled' });
      if (input.note !== undefined && input.note.length > MAX_NOTE) {
        return err({ type: 'NoteTooLong', length: input.note.length, limit: MAX_NOTE });
      }
      const step = store.step(input.step);
      if (step === null) return err({ type: 'StepUnknown', step: input.step });
      const place = placeOf(step.establishment, step.programme);
      const verdict = decideTick({ ...step, status: step.status ?? 'todo' }, input, today());
      if (!verdict.ok) return verdict;
      const fields = Object.keys(verdict.value);
      const scope = step.scope as ScopeId;
      if (!parts.mayWrite(scope, 'kitStep', fields)) return err({ type: 'NotAllowed' });
      if (fields.length === 0) return ok(stepView(step, place));
      const [row] = parts.record([
        { entity: 'kitStep', row: step.id, scope, set: { ...verdict.value } },
      ]);
      return ok(stepView({ ...step, ...verdict.value, stamps: row!.stamps, pending: true }, place));
    },

    view(id) {
      const step = store.step(id);
      return step === null ? null : stepView(step, placeOf(step.establishment, step.programme));
    },
    today,

    forget() {
      names.clear();
      places.clear();
      templates.clear();
    },
  };
}

/** Actors that somebody plays by grants: those that a grant names, else those of its role. */
export function actorsPlayed(
  grants: readonly { readonly role: Role; readonly actors: readonly string[] | null }[],
  actors: readonly Actor[],
): string[] {
  const mine = new Set<string>();
  for (const { role, actors: named } of grants) {
    const played =
      named ?? actors.filter((actor) => actor.roles.includes(role)).map(({ id }) => id);
    for (const actor of played) mine.add(actor);
  }
  return actors.map(({ id }) => id).filter((id) => mine.has(id));
}

/** When and how a school switches over as it stood on a day. */
type PlanOn = (day: LocalDate) => SwitchoverPlan;
const NO_WAVE = { wave: null, waveLabel: null };
const NO_PLAN: SwitchoverPlan = { switchoverDate: null, variant: null, calendar: null };

/** When and how a school of a wave switches over. */
export function planOf(record: EstablishmentRecord): SwitchoverPlan {
  const { switchoverDate, variant, country, calendarId } = record;
  return { switchoverDate, variant, calendar: calendarOf(country, calendarId) };
}

/** Whether an action that others wait for counts in a school: a retired one holds nobody up. */
function counts(action: ActionRecord | undefined, variant: string | null): boolean {
  if (action === undefined || action.retired) return false;
  return action.variant === null || variant === null || action.variant === variant;
}

/** Stamps of what people write in a step. */
function writesOf({ stamps }: StepRecord): Stamp[] {
  return ['status', 'note', 'doneOn', 'assignee'].flatMap((field) => stamps[field] ?? []);
}

/**
 * The stamp of the last change by a person, or null when the step is as the kit was dealt out:
 * then all fields carry the stamp of its creation.
 */
function lastChange(step: StepRecord): Stamp | null {
  const created = step.stamps['action'];
  let last: Stamp | null = null;
  for (const stamp of writesOf(step)) if (last === null || stamp > last) last = stamp;
  const untouched = last === created && step.status === 'todo' && step.note === null;
  return untouched ? null : last;
}
