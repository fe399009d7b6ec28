import { z } from 'zod';
import type { Translate } from '../messages/messages.ts';

/** What can be wrong with a template; the catalogue `templates` has a sentence for each. */
export const templateProblemTypes = [
  'notJson',
  'tooLarge',
  'missing',
  'wrongType',
  'tooLong',
  'tooMany',
  'tooFew',
  'tooFar',
  'tooBig',
  'tooSmall',
  'notOneOf',
  'badId',
  'unknownField',
  'wrongValue',
  'duplicateId',
  'listedTwice',
  'phaseUnknown',
  'actorUnknown',
  'actionUnknown',
  'variantUnknown',
  'levelUnknown',
  'groupUnknown',
  'cycle',
] as const;

/** One thing that is wrong with a template, and where. */
export const templateProblemSchema = z.object({
  type: z.enum(templateProblemTypes),
  /** The place, by ids: `actions › vote-budget-ca › title › fr`, or line and column. */
  at: z.string(),
  /** What its sentence names: the id that is missing, the limit, the actions of a cycle. */
  detail: z.string(),
});
export type TemplateProblem = z.infer<typeof templateProblemSchema>;

/** A template that cannot be used, and why. At most {@link MAX_PROBLEMS} are named. */
export interface TemplateInvalid {
  readonly type: 'TemplateInvalid';
  readonly problems: readonly TemplateProblem[];
}
/** A file of another kind would have thousands. */
export const MAX_PROBLEMS = 50;

/** One sentence: where, what, what to do. Needs the texts of the namespace `templates`. */
export function templateProblemText(t: Translate, { type, at, detail }: TemplateProblem): string {
  const isType = type === 'missing' || type === 'wrongType';
  return t(`templates:problem.${type}`, {
    at: at === '' ? t('templates:wholeFile') : at,
    detail: isType ? t(`templates:valueType.${detail}`, { defaultValue: detail }) : detail,
  });
}
