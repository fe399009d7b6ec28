import { daysBetween, type LocalDate } from '../../shared/kernel/dates.ts';
import {
  criticalPath,
  stepGraph,
  type CriticalPath,
  type StepGraph,
} from '../../shared/kit/dependencies.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { daysLate, progressOf, type Progress } from '../../shared/kit/kit.rules.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { Phase } from '../../shared/programme/programme.entity.ts';
import { matches, plain } from '../ui/plain.ts';
import { labelIn } from '../ui/localised.ts';
import { passes, type KitFilters } from './kit.filters.ts';

/** Readings of the kit's list. */
export const kitTabs = ['all', 'todo', 'mine', 'late', 'blocked', 'critical'] as const;
export type KitTab = (typeof kitTabs)[number];

/** What follows from who waits for whom in a kit: worked out once for all that shows it. */
export interface KitLinks {
  readonly graph: StepGraph;
  readonly path: CriticalPath;
}

/** The graph of a kit and its critical path. */
export function linksOf(view: KitView): KitLinks {
  const { steps, establishment, today } = view;
  return {
    graph: stepGraph(steps),
    path: criticalPath(steps, establishment.switchoverDate, today),
  };
}

/** A due day that is as near as this is said in days to come. */
const SOON_DAYS = 14;

export interface PhaseGroup {
  readonly phase: Phase;
  /** Steps of the phase that are shown. */
  readonly steps: readonly KitStepView[];
  /** Figures of the whole phase, whatever is shown of it. */
  readonly figures: Figures;
}

export interface Figures extends Progress {
  readonly late: number;
  readonly blocked: number;
}

/** Done, applicable, late and blocked among some steps. */
export function figuresOf(steps: readonly KitStepView[], today: LocalDate): Figures {
  return {
    ...progressOf(steps.map((step) => step.status)),
    late: steps.filter((step) => daysLate(step, today) > 0).length,
    blocked: steps.filter((step) => step.status === 'blocked').length,
  };
}

/** Whether a step is in a reading of the list. */
export function inTab(step: KitStepView, tab: KitTab, view: KitView, path: CriticalPath): boolean {
  switch (tab) {
    case 'all':
      return true;
    case 'todo':
      return step.status === 'todo' || step.status === 'blocked';
    case 'mine':
      return step.actors.some((actor) => view.myActors.includes(actor));
    case 'late':
      return daysLate(step, view.today) > 0;
    case 'blocked':
      return step.status === 'blocked';
    case 'critical':
      return path.steps.includes(step.id);
  }
}

/** How many of some steps each reading holds. */
export function tabCounts(
  steps: readonly KitStepView[],
  view: KitView,
  path: CriticalPath,
): Record<KitTab, number> {
  const counts = { all: 0, todo: 0, mine: 0, late: 0, blocked: 0, critical: 0 };
  for (const tab of kitTabs) {
    counts[tab] = steps.filter((step) => inTab(step, tab, view, path)).length;
  }
  return counts;
}

/** Text of a step that the filter searches: title, actors, note, in any of its languages. */
export function searchText(step: KitStepView, view: KitView, language: Language): string {
  const actors = view.actors.filter((actor) => step.actors.includes(actor.id));
  const labels = [step.title, ...actors.flatMap((one) => [one.label, one.short ?? one.label])];
  return plain([...labels.map((label) => labelIn(label, language)), step.note ?? ''].join('\n'));
}

export interface Reading {
  readonly tab: KitTab;
  readonly filter: string;
  readonly filters: KitFilters;
  /** Shown whatever the tab says: what was just changed, and what is selected. */
  readonly kept: ReadonlySet<string>;
}

/** The steps that a reading shows, by phase, in the kit's order; phases without any are left out. */
export function groupsOf(
  view: KitView,
  reading: Reading,
  links: KitLinks,
  language: Language,
): PhaseGroup[] {
  const shown = narrowed(view, reading, links.graph, language);
  const { tab, kept } = reading;
  const groups: PhaseGroup[] = [];
  for (const phase of view.phases) {
    const all = view.steps.filter((step) => step.phase === phase.id);
    const steps = all.filter(
      (step) => shown.has(step.id) && (inTab(step, tab, view, links.path) || kept.has(step.id)),
    );
    if (steps.length > 0) groups.push({ phase, steps, figures: figuresOf(all, view.today) });
  }
  return groups;
}

/** Ids of the steps that pass the filters and hold the text; what is kept in sight passes filters. */
export function narrowed(
  view: KitView,
  { filter, filters, kept }: Omit<Reading, 'tab'>,
  graph: StepGraph,
  language: Language,
): ReadonlySet<string> {
  const text = filter.trim();
  const steps = view.steps.filter(
    (step) =>
      (kept.has(step.id) || passes(step, filters, view, graph)) &&
      (text === '' || matches(searchText(step, view, language), text)),
  );
  return new Set(steps.map(({ id }) => id));
}

/** The step that one would do next: the first that is neither done nor out of the question. */
export function firstOpenStep(steps: readonly KitStepView[]): string | null {
  const open = steps.find((step) => step.status === 'todo' || step.status === 'blocked');
  return (open ?? steps[0])?.id ?? null;
}

export type Due =
  | { readonly kind: 'done'; readonly on: LocalDate | null }
  | { readonly kind: 'notApplicable' }
  | { readonly kind: 'none' }
  | { readonly kind: 'late'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'soon'; readonly days: number }
  | { readonly kind: 'date'; readonly on: LocalDate };

/** How a step stands against its due day. */
export function dueOf(step: KitStepView, today: LocalDate): Due {
  if (step.status === 'done') return { kind: 'done', on: step.doneOn };
  if (step.status === 'notApplicable') return { kind: 'notApplicable' };
  if (step.due === null) return { kind: 'none' };
  const days = daysBetween(today, step.due);
  if (days < 0) return { kind: 'late', days: -days };
  if (days === 0) return { kind: 'today' };
  return days <= SOON_DAYS ? { kind: 'soon', days } : { kind: 'date', on: step.due };
}
