import { isLocalDate, type LocalDate } from '../../shared/kernel/dates.ts';
import type { StepGraph } from '../../shared/kit/dependencies.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { daysLate } from '../../shared/kit/kit.rules.ts';
import { stepStatuses, type StepStatus } from '../../shared/kit/stepStatus.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';

/** What a kit is narrowed to, whatever it is read as; the text is apart. */
export interface KitFilters {
  readonly phase: string | null;
  readonly actor: string | null;
  readonly status: StepStatus | null;
  /** Actions that are due before this day. */
  readonly dueBefore: LocalDate | null;
  readonly late: boolean;
  readonly blocking: boolean;
  /** Actions that wait for another. */
  readonly waiting: boolean;
  /** Actions that were given to this device's person. */
  readonly mine: boolean;
}

export const NO_FILTERS: KitFilters = {
  phase: null,
  actor: null,
  status: null,
  dueBefore: null,
  late: false,
  blocking: false,
  waiting: false,
  mine: false,
};
export const filterNames = Object.keys(NO_FILTERS) as (keyof KitFilters)[];
export const filterFlags = ['late', 'blocking', 'waiting', 'mine'] as const;

/** Filters that narrow something, in the order in which they are shown. */
export function activeFilters(filters: KitFilters): (keyof KitFilters)[] {
  return filterNames.filter((name) => filters[name] !== NO_FILTERS[name]);
}

/** Whether a step passes. */
export function passes(
  step: KitStepView,
  filters: KitFilters,
  view: Pick<KitView, 'today'>,
  graph: StepGraph,
): boolean {
  const { phase, actor, status, dueBefore } = filters;
  return (
    (phase === null || step.phase === phase) &&
    (actor === null || step.actors.includes(actor)) &&
    (status === null || step.status === status) &&
    (dueBefore === null || (step.due !== null && step.due < dueBefore)) &&
    (!filters.late || daysLate(step, view.today) > 0) &&
    (!filters.blocking || step.blocking) &&
    (!filters.waiting || graph.before(step.id).length > 0) &&
    (!filters.mine || step.assignee?.me === true)
  );
}

/** Filters as they were kept; what is not of their form, or of another version, is left out. */
export function keptFilters(kept: JsonValue | undefined): KitFilters {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return NO_FILTERS;
  const values = kept as Readonly<Record<string, JsonValue>>;
  const text = (name: string): string | null =>
    typeof values[name] === 'string' ? values[name] : null;
  const status = stepStatuses.find((known) => known === values['status']);
  const day = text('dueBefore');
  return {
    phase: text('phase'),
    actor: text('actor'),
    status: status ?? null,
    dueBefore: day !== null && isLocalDate(day) ? day : null,
    late: values['late'] === true,
    blocking: values['blocking'] === true,
    waiting: values['waiting'] === true,
    mine: values['mine'] === true,
  };
}
