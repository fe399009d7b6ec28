import { daysBetween, type LocalDate } from '../../shared/kernel/dates.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { daysLate, progressOf, type Progress } from '../../shared/kit/kit.rules.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { Phase } from '../../shared/programme/programme.entity.ts';
import { matches, plain } from '../ui/plain.ts';
import { labelIn } from '../ui/localised.ts';

/** Readings of the kit's list. */
export const kitTabs = ['all', 'todo', 'mine', 'late', 'blocked'] as const;
export type KitTab = (typeof kitTabs)[number];

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
export function inTab(step: KitStepView, tab: KitTab, view: KitView): boolean {
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
  }
}

/** How many steps each reading holds. */
export function tabCounts(view: KitView): Record<KitTab, number> {
  const counts = { all: 0, todo: 0, mine: 0, late: 0, blocked: 0 };
  for (const tab of kitTabs) {
    counts[tab] = view.steps.filter((step) => inTab(step, tab, view)).length;
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
  /** Shown whatever the tab says: what was just changed, and what is selected. */
  readonly kept: ReadonlySet<string>;
}

/** The steps that a reading shows, by phase, in the kit's order; phases without any are left out. */
export function groupsOf(view: KitView, reading: Reading, language: Language): PhaseGroup[] {
  const groups: PhaseGroup[] = [];
  for (const phase of view.phases) {
    const all = view.steps.filter((step) => step.phase === phase.id);
    const steps = all.filter(
      (step) =>
        (inTab(step, reading.tab, view) || reading.kept.has(step.id)) &&
        (reading.filter.trim() === '' ||
          matches(searchText(step, view, language), reading.filter.trim())),
    );
    if (steps.length > 0) groups.push({ phase, steps, figures: figuresOf(all, view.today) });
  }
  return groups;
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
