import type { Template, TemplateAction } from './template.schema.ts';
import type { TemplateProblem } from './template.problems.ts';
import { findCycles } from './cycles.ts';

type Problems = TemplateProblem[];
interface Named {
  readonly id: string;
}

/** Writes a place of a template for a person: `actions › vote-budget-ca › phase`. */
export function placeText(...parts: readonly (string | number)[]): string {
  return parts.join(' › ');
}

/** What is wrong between the parts of a template whose every value is of the right form. */
export function checkReferences(template: Template): TemplateProblem[] {
  const problems: Problems = [];
  const lists = ['phases', 'actors', 'levels', 'variants', 'serviceGroups', 'services'] as const;
  for (const list of [...lists, 'environments', 'actions'] as const) {
    duplicates(problems, list, template[list]);
  }
  const ids = (list: readonly Named[]): Set<string> => new Set(list.map(({ id }) => id));
  const known = {
    phases: ids(template.phases),
    actors: ids(template.actors),
    actions: ids(template.actions),
    variants: ids(template.variants),
    levels: ids(template.levels),
    groups: ids(template.serviceGroups),
  };
  for (const action of template.actions) checkAction(problems, action, known);
  for (const { id, group } of template.services) {
    if (known.groups.has(group)) continue;
    problems.push({
      type: 'groupUnknown',
      at: placeText('services', id, 'group'),
      detail: group,
    });
  }
  for (const cycle of findCycles(template.actions)) {
    problems.push({
      type: 'cycle',
      at: placeText('actions', cycle[0]!, 'dependsOn'),
      detail: [...cycle, cycle[0]!].join(' → '),
    });
  }
  return problems;
}

interface Known {
  readonly phases: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  readonly variants: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
}

function checkAction(problems: Problems, action: TemplateAction, known: Known): void {
  const miss = (
    type: TemplateProblem['type'],
    field: string,
    ids: Iterable<string>,
    among: ReadonlySet<string>,
  ): void => {
    for (const detail of ids) {
      if (among.has(detail)) continue;
      problems.push({ type, at: placeText('actions', action.id, field), detail });
    }
  };
  miss('phaseUnknown', 'phase', [action.phase], known.phases);
  miss('actorUnknown', 'actors', action.actors, known.actors);
  miss('actionUnknown', 'dependsOn', action.dependsOn, known.actions);
  if (action.variant !== null) {
    miss('variantUnknown', 'variant', [action.variant], known.variants);
  }
  const offsets = Object.keys(action.dueOffsetVariants ?? {});
  miss('variantUnknown', 'dueOffsetVariants', offsets, known.variants);
  if (action.level !== null) miss('levelUnknown', 'level', [action.level], known.levels);
  for (const field of ['actors', 'dependsOn'] as const) {
    for (const detail of repeated(action[field])) {
      problems.push({ type: 'listedTwice', at: placeText('actions', action.id, field), detail });
    }
  }
}

function duplicates(problems: Problems, list: string, items: readonly Named[]): void {
  for (const detail of repeated(items.map(({ id }) => id))) {
    problems.push({ type: 'duplicateId', at: placeText(list, detail), detail });
  }
}

/** Values that occur more than once, each once. */
function repeated(values: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return twice;
}
