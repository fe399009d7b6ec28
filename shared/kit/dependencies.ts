import { daysBetween, type LocalDate } from '../kernel/dates.ts';
import { circlesOf } from './circles.ts';
import type { StepStatus } from './stepStatus.ts';

/** What the rules need of a step of one school's kit. */
export interface LinkedStep {
  readonly id: string;
  readonly action: string;
  /** Actions that come first. One that the school does not have counts as done. */
  readonly dependsOn: readonly string[];
  readonly status: StepStatus;
  readonly due: LocalDate | null;
}

/** Who waits for whom in one school's kit, among the steps that are still to be done. */
export interface StepGraph {
  /** Open steps that come directly before a step, in the order of the kit; empty: it may be done. */
  before(step: string): readonly string[];
  /** Of all that comes before a step, what can be done now: what to begin with. */
  first(step: string): readonly string[];
  /** Open steps that wait directly for a step. */
  after(step: string): readonly string[];
  /** How many open steps wait for a step, directly or by way of others. */
  countAfter(step: string): number;
}

/** Whether a step is still to be done: one that does not apply holds nobody up. */
export function isOpen({ status }: Pick<LinkedStep, 'status'>): boolean {
  return status === 'todo' || status === 'blocked';
}

/**
 * The graph of a kit. Steps that wait for each other in a circle wait for none of the circle: a
 * mistake of the template must not lock a school.
 */
export function stepGraph(steps: readonly LinkedStep[]): StepGraph {
  const { before, after } = links(steps);
  const rank = new Map(steps.map((step, index) => [step.id, index]));
  const open = new Set(steps.filter(isOpen).map(({ id }) => id));
  const opened = (ids: readonly string[] = []): string[] => ids.filter((id) => open.has(id));
  const sorted = (ids: Iterable<string>): string[] =>
    [...ids].sort((a, b) => rank.get(a)! - rank.get(b)!);

  /** Everything that is reached over open steps, the beginning left out. */
  function reached(from: string, by: ReadonlyMap<string, readonly string[]>): Set<string> {
    const found = new Set<string>();
    const queue = [from];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const id of opened(by.get(next))) {
        if (found.has(id)) continue;
        found.add(id);
        queue.push(id);
      }
    }
    return found;
  }

  return {
    before: (step) => sorted(opened(before.get(step))),
    first: (step) =>
      sorted([...reached(step, before)].filter((id) => opened(before.get(id)).length === 0)),
    after: (step) => sorted(opened(after.get(step))),
    countAfter: (step) => reached(step, after).size,
  };
}

/** The longest chain of open steps on the way to the switchover. */
export interface CriticalPath {
  /** Ids of its steps, the first to be done first. */
  readonly steps: readonly string[];
  /** Calendar days that are planned from the first step's due day to the end of the chain. */
  readonly days: number;
  /**
   * Days that the chain may still slip before a due day of it, or the switchover, is missed;
   * negative: by so much it is late. Null where no day is known.
   */
  readonly slack: number | null;
}

const NO_PATH: CriticalPath = { steps: [], days: 0, slack: null };

/**
 * The critical path: of all chains of open steps that wait for each other, the one with the most
 * planned days between its first due day and the switchover. Between two steps that follow each
 * other lie the days between their due days, and at least one: the same day holds no two steps of
 * a chain. Steps due after the switchover are left out, unless one before it waits for them. Of
 * two chains as long, the one with less slack is meant, then the one that comes first in the kit.
 * @param end the switchover date; null while there is none
 */
export function criticalPath(
  steps: readonly LinkedStep[],
  end: LocalDate | null,
  today: LocalDate,
): CriticalPath {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const graph = stepGraph(steps);
  const open = steps.filter(isOpen);
  const latest = latestDays(open, graph, end, today);
  const leads = leadsTo(open, graph, end);
  /** The longest way on from a step, by id. */
  const onward = new Map<string, { days: number; next: string | null }>();
  for (const id of inOrder(open, graph).toReversed()) {
    const { due } = byId.get(id)!;
    let best = { days: tail(due, end), next: null as string | null };
    for (const next of graph.after(id)) {
      if (!leads.has(next)) continue;
      const days = between(due, byId.get(next)!.due) + onward.get(next)!.days;
      if (best.next === null || days > best.days) best = { days, next };
    }
    onward.set(id, best);
  }
  const slackOf = (id: string): number => latest.get(id) ?? Number.POSITIVE_INFINITY;
  let start: string | null = null;
  for (const { id } of open) {
    if (!leads.has(id)) continue;
    if (start === null) start = id;
    const longer = onward.get(id)!.days - onward.get(start)!.days;
    if (longer > 0 || (longer === 0 && slackOf(id) < slackOf(start))) start = id;
  }
  if (start === null) return NO_PATH;
  const chain: string[] = [];
  for (let id: string | null = start; id !== null; id = onward.get(id)!.next) chain.push(id);
  return { steps: chain, days: onward.get(start)!.days, slack: latest.get(start) ?? null };
}

/**
 * Days from `today` to the last day on which each open step may be done: its due day, or a day
 * before the last day of whatever waits for it. Steps without any day are left out.
 */
export function latestDays(
  open: readonly LinkedStep[],
  graph: StepGraph,
  end: LocalDate | null,
  today: LocalDate,
): Map<string, number> {
  const byId = new Map(open.map((step) => [step.id, step]));
  const latest = new Map<string, number>();
  for (const id of inOrder(open, graph).toReversed()) {
    const day = byId.get(id)!.due ?? end;
    let last = day === null ? Number.POSITIVE_INFINITY : daysBetween(today, day);
    for (const next of graph.after(id)) {
      last = Math.min(last, (latest.get(next) ?? Number.POSITIVE_INFINITY) - 1);
    }
    if (Number.isFinite(last)) latest.set(id, last);
  }
  return latest;
}

/** Open steps that are due by the switchover, and those that such a step waits for. */
function leadsTo(
  open: readonly LinkedStep[],
  graph: StepGraph,
  end: LocalDate | null,
): ReadonlySet<string> {
  const byId = new Map(open.map((step) => [step.id, step]));
  const leads = new Set<string>();
  for (const id of inOrder(open, graph).toReversed()) {
    const { due } = byId.get(id)!;
    const inTime = end === null || due === null || due <= end;
    if (inTime || graph.after(id).some((next) => leads.has(next))) leads.add(id);
  }
  return leads;
}

/** Open steps so that each comes after all that it waits for. */
function inOrder(open: readonly LinkedStep[], graph: StepGraph): string[] {
  const left = new Map(open.map(({ id }) => [id, graph.before(id).length]));
  const ready = open.flatMap(({ id }) => (left.get(id) === 0 ? [id] : []));
  for (const id of ready) {
    for (const next of graph.after(id)) {
      const rest = left.get(next)! - 1;
      left.set(next, rest);
      if (rest === 0) ready.push(next);
    }
  }
  return ready;
}

/** Days planned between two steps that follow each other. */
function between(from: LocalDate | null, to: LocalDate | null): number {
  return from === null || to === null ? 1 : Math.max(1, daysBetween(from, to));
}

/** Days planned from a step to the switchover. */
function tail(due: LocalDate | null, end: LocalDate | null): number {
  return due === null || end === null ? 0 : Math.max(0, daysBetween(due, end));
}

/** Who comes directly before and after whom, by id, circles undone. */
function links(steps: readonly LinkedStep[]): Record<'before' | 'after', Map<string, string[]>> {
  const ids = new Map(steps.map(({ id, action }) => [action, id]));
  const wanted = new Map<string, string[]>();
  for (const { id, dependsOn } of steps) {
    const known = new Set(dependsOn.flatMap((action) => ids.get(action) ?? []));
    known.delete(id);
    wanted.set(id, [...known]);
  }
  const circle = circlesOf(wanted);
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>(steps.map(({ id }) => [id, []]));
  for (const [id, others] of wanted) {
    const kept = others.filter((other) => circle.get(other) !== circle.get(id));
    before.set(id, kept);
    for (const other of kept) after.get(other)!.push(id);
  }
  return { before, after };
}
