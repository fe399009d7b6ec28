import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { calendarOf } from '../../../shared/calendar/calendar.ts';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { ConflictVersion } from '../../../shared/sync/conflict.entity.ts';
import {
  measureMerge,
  noEffect,
  type Measured,
  type StepFacts,
} from '../../../shared/templates/effects.ts';
import {
  bodyFields,
  sameJson,
  valueOf,
  type KitAction,
  type RunningAction,
} from '../../../shared/templates/kitContent.ts';
import {
  actionWrites,
  leavingWrites,
  stepWrites,
  type KitWrite,
} from '../../../shared/templates/kitWrites.ts';
import { readTrail, withAliases } from '../../../shared/templates/mergeTrail.ts';
import { checkTemplate } from '../../../shared/templates/readTemplate.ts';
import type { Template } from '../../../shared/templates/template.schema.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import type { TemplateProblem } from '../../../shared/templates/template.problems.ts';
import { templateVersionId } from '../../../shared/programme/templateVersion.entity.ts';
import type { Write } from '../store/record.ts';
import type { ProgrammeValues, TemplatesStore, VersionRecord } from './templates.store.ts';

/** Steps that schools have of a programme's kit. */
export interface RunningSteps extends Pick<StepFacts, 'status'> {
  /** Schools that have a step of it. */
  readonly schools: Iterable<string>;
  has(school: string): boolean;
  /** In how many schools each action is blocked; only those that are. */
  blocked(): ReadonlyMap<string, number>;
}

/** What templates need of the rest of the core. */
export interface TemplatesParts {
  readonly store: TemplatesStore;
  readonly me: () => { readonly person: string; readonly device: string } | null;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  readonly mayCreate: (scope: ScopeId, entity: string) => boolean;
  /** The calendar day by the computer's clock. */
  readonly today: () => LocalDate;
  /** Records an action of many transactions; on disk as a whole when it returns. */
  readonly recordAll: (lists: readonly (readonly Write[])[]) => void;
  /** What is asked of a field, with its conflict's id; null: nothing. */
  readonly asked: (of: {
    readonly entity: string;
    readonly row: string;
    readonly field: string;
  }) => { readonly id: string; readonly versions: readonly ConflictVersion[] } | null;
  /** The writes that settle what is asked of a field, and all that decisions of these stamps met in. */
  readonly settling: (
    of: { readonly entity: string; readonly row: string; readonly field: string },
    stamps: ReadonlySet<Stamp>,
  ) => readonly Write[];
  /** The steps of a programme as they are now. */
  readonly steps: (programme: string) => RunningSteps;
  /** A new plain id. */
  readonly newId: () => string;
}

/** What several handlers of templates do: read a programme's kit, write one in its place. */
export class TemplateDesk {
  readonly parts: TemplatesParts;

  constructor(parts: TemplatesParts) {
    this.parts = parts;
  }

  /** A programme that this device holds. Fails with ProgrammeUnknown. */
  programme(id: string | undefined): Result<ProgrammeValues, CoreFailure> {
    const { store } = this.parts;
    const wanted = id ?? store.programmes()[0]?.id ?? '';
    const found = store.programme(wanted);
    return found === null ? err({ type: 'ProgrammeUnknown', programme: wanted }) : ok(found);
  }

  /** The same, for somebody who writes its kit. Fails with NotAllowed too. */
  toWrite(id: string): Result<ProgrammeValues, CoreFailure> {
    if (this.parts.me() === null) return err({ type: 'NotEnrolled' });
    const found = this.programme(id);
    return found.ok && !this.mayEdit(id) ? err({ type: 'NotAllowed' }) : found;
  }

  mayEdit(programme: string): boolean {
    return this.parts.mayWrite(scopeId('programme', programme), 'kitAction', ['title', 'retired']);
  }

  /** A version that is stored and not removed. Fails with TemplateVersionUnknown. */
  version(programme: string, version: string): Result<VersionRecord, CoreFailure> {
    const found = this.parts.store
      .versions(programme)
      .find((one) => one.version === version && !one.removed);
    return found === undefined ? err({ type: 'TemplateVersionUnknown', version }) : ok(found);
  }

  /** The day that lateness is counted from. */
  today(programme: ProgrammeValues): LocalDate {
    return (programme['practiceDate'] as string | null) ?? this.parts.today();
  }

  /** The running kit as a template, such as for a draft that begins with it. */
  runningTemplate(programme: ProgrammeValues, actions: readonly RunningAction[]): JsonValue {
    const fields = [
      'kitName',
      'country',
      'calendar',
      'vocabulary',
      'levels',
      'variants',
      'serviceGroups',
      'services',
      'environments',
      'bucketBounds',
      'postponementRule',
      'teamRule',
      'ticketRules',
      'phases',
      'actors',
    ];
    const values = fields.flatMap((field) => {
      const value = programme[field] ?? null;
      return value === null ? [] : [[field, value] as const];
    });
    return {
      template: (programme['template'] as string | null) ?? programme.id,
      version: (programme['templateVersion'] as string | null) ?? '1.0.0',
      kitName: { fr: String(programme['name'] ?? programme.id) },
      ...Object.fromEntries(values),
      actions: actions.filter(({ retired }) => !retired).map(actionJson),
    };
  }

  /** What would be wrong with a kit of these actions. */
  problemsOf(content: JsonValue, actions: readonly KitAction[]): readonly TemplateProblem[] {
    const whole = { ...(content as object), actions: actions.map(actionJson) };
    const checked = checkTemplate(whole);
    return checked.ok ? [] : checked.error.problems;
  }

  /**
   * The version that the running kit was made from, under the ids of the running kit: as it is stored,
   * else as it comes with the product; null: not known.
   * @param current another version, such as the one that a draft was begun over
   */
  baseOf(
    programme: ProgrammeValues,
    current: JsonValue | undefined = programme['templateVersion'],
  ): Template | null {
    if (typeof current !== 'string') return null;
    const found = this.version(programme.id, current);
    if (!found.ok) {
      const shipped = findTemplate((programme['template'] as string | null) ?? programme.id);
      return shipped?.version === current ? shipped : null;
    }
    const read = checkTemplate(found.value.content);
    if (!read.ok) return null;
    const { aliases = {} } = readTrail(found.value.trail);
    return { ...read.value, actions: withAliases(read.value.actions, aliases) };
  }

  /** What becomes of the steps of schools when the kit runs as in `after`. */
  measure(
    programme: ProgrammeValues,
    before: readonly RunningAction[],
    after: readonly RunningAction[],
    also: readonly string[] = [],
  ): Measured {
    const was = new Map(before.map((action) => [action.id, action]));
    const touched = new Set([...also, ...after.filter(differs).map(({ id }) => id)]);
    function differs(action: RunningAction): boolean {
      const old = was.get(action.id);
      if (old === undefined || old.retired !== action.retired) return true;
      return (['dueOffsetDays', 'dueOffsetVariants', 'variant', 'level'] as const).some(
        (field) => !sameJson(valueOf(old, field), valueOf(action, field)),
      );
    }
    // Where no action differs no school is met: thousands need not be read.
    if (touched.size === 0)
      return { total: noEffect, byAction: new Map(), missing: [], leaving: [] };
    const steps = this.#stepFacts(programme.id);
    const schools = this.parts.store
      .schools(programme.id)
      .map((school) => ({ ...school, open: school.open && steps.has(school.id) }));
    const calendar = calendarOf(
      programme['country'] as string | null,
      programme['calendar'] as string | null,
    );
    const today = this.today(programme);
    return measureMerge({ before, after, schools, steps, today, calendar }, touched);
  }

  /** Which of some actions somebody has worked on in any school. */
  worked(programme: string, actions: readonly string[]): Set<string> {
    if (actions.length === 0) return new Set();
    const { schools, status, workedIn } = this.#stepFacts(programme);
    const isBegun = (action: string): boolean =>
      schools.some((school) => (status(school, action) ?? 'todo') !== 'todo');
    return new Set(actions.filter((action) => isBegun(action) || workedIn(action).size > 0));
  }

  /** Actions that are blocked in schools, those that are in the most first. */
  blocked(programme: string): { readonly action: string; readonly schools: number }[] {
    return [...this.parts.steps(programme).blocked()]
      .map(([action, schools]) => ({ action, schools }))
      .sort((a, b) => b.schools - a.schools || (a.action < b.action ? -1 : 1));
  }

  /** The steps of a programme; what else than a status shows work is read where it is asked for. */
  #stepFacts(programme: string) {
    const { store } = this.parts;
    const { schools, has, status } = this.parts.steps(programme);
    const among = [...schools];
    const byAction = new Map<string, ReadonlySet<string>>();
    /** Schools where work shows on steps that are still to be done. */
    function workedIn(action: string): ReadonlySet<string> {
      let known = byAction.get(action);
      if (known === undefined) {
        const toDo = among.filter((school) => status(school, action) === 'todo');
        byAction.set(action, (known = store.workedIn(programme, toDo, action)));
      }
      return known;
    }
    return {
      schools: among,
      has,
      status,
      workedIn,
      worked(school: string, action: string): boolean {
        const known = status(school, action);
        if (known !== 'todo') return known !== undefined;
        return workedIn(action).has(school);
      },
    };
  }

  /**
   * Makes the kit run as in `after`, in one action: the template's rows and `also` together, then
   * new steps place by place.
   */
  run(
    programme: ProgrammeValues,
    after: readonly RunningAction[],
    also: readonly Write[] = [],
    touched: readonly string[] = [],
  ): { readonly actions: readonly KitWrite[]; readonly measured: Measured } {
    const stored = this.parts.store.actions(programme.id);
    const actions = actionWrites(programme.id, stored, after, this.today(programme));
    const measured = this.measure(programme, stored.actions, after, touched);
    this.parts.recordAll([[...actions, ...also], this.stepsOf(programme.id, measured)]);
    return { actions, measured };
  }

  /** The writes of steps that come and go, school by school. */
  stepsOf(programme: string, { missing, leaving }: Pick<Measured, 'missing' | 'leaving'>): Write[] {
    const removed = this.parts.store.removedSteps(
      missing.map(({ school, action }) => kitStepId(school, programme, action)),
    );
    const steps = [
      ...stepWrites(programme, missing, removed),
      ...leavingWrites(programme, leaving),
    ];
    return [...Map.groupBy(steps, ({ scope }) => scope).values()].flat();
  }

  /** The write of a version's row, new or not. */
  versionWrite(
    programme: string,
    version: string,
    set: Readonly<Record<string, JsonValue>>,
  ): Write {
    const row = templateVersionId(programme, version);
    const known = this.parts.store.versions(programme).find((one) => one.id === row);
    const scope = scopeId('programme', programme);
    const whole =
      known === undefined
        ? { programme, version, ...set }
        : { ...set, ...(known.removed && { deleted: false }) };
    return { entity: 'templateVersion', row, scope, set: whole };
  }
}

/** An action as a template holds it: without what is empty. */
export function actionJson(action: KitAction): JsonValue {
  const filled = bodyFields
    .map((field) => [field, valueOf(action, field)] as const)
    .filter(([, value]) => value !== null);
  return { id: action.id, ...Object.fromEntries(filled) };
}
