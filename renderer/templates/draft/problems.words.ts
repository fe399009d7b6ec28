import {
  templateProblemText,
  type TemplateProblem,
} from '../../../shared/templates/template.problems.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import type { LanguageTools } from '../../ui/useLanguage.ts';

const PLACE = ' › ';
const CYCLE = ' → ';

/** The action that a problem is about first, and its field; null: it is about no action. */
export function placeOf({ at }: TemplateProblem): { action: string; field: string | null } | null {
  const [list, action, field = null] = at.split(PLACE);
  return list === 'actions' && action !== undefined ? { action, field } : null;
}

/** Problems that an action has a part in: one of a cycle is about all of its actions. */
export function problemsAt(
  problems: readonly TemplateProblem[],
  action: string,
): TemplateProblem[] {
  return problems.filter(
    (problem) =>
      placeOf(problem)?.action === action ||
      (problem.type === 'cycle' && problem.detail.split(CYCLE).includes(action)),
  );
}

/** A text inside a sentence: a French one may stand in an Arabic line. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** A place that is no field of an action, its list by name. */
function listWords(t: LanguageTools['t'], at: string): string {
  const [list = '', ...rest] = at.split(PLACE);
  return [t(`templates:list.${list}`, { defaultValue: list }), ...rest].join(PLACE);
}

/** The sentence of a problem, with names of fields and titles of actions in place of ids. */
export function problemWords(
  { t, label, language }: Pick<LanguageTools, 't' | 'label' | 'language'>,
  actions: readonly Pick<DraftView['actions'][number], 'id' | 'title'>[],
  problem: TemplateProblem,
): string {
  const field = placeOf(problem)?.field ?? null;
  const at = field === null ? listWords(t, problem.at) : t(`templates:field.${field}`);
  if (problem.type !== 'cycle') return templateProblemText(t, { ...problem, at });
  const titles = new Map(actions.map(({ id, title }) => [id, label(title)]));
  const detail = problem.detail
    .split(CYCLE)
    .map((id) => isolated(titles.get(id) ?? id))
    .join(language === 'ar' ? ' ← ' : CYCLE);
  return templateProblemText(t, { ...problem, at, detail });
}
