import type { TFunction } from 'i18next';
import type { LocalDate } from '../../shared/kernel/dates.ts';
import type { AuthorView, KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { Actor } from '../../shared/programme/programme.entity.ts';
import type { Format } from '../ui/format.ts';
import { labelIn } from '../ui/localised.ts';
import type { StepMark } from './KitContext.tsx';
import type { Due } from './kit.select.ts';

/** A due day in a few words: `12 j de retard`, `dans 3 j`, `15 mars`, `fait le 5 juin`. */
export function dueWords(t: TFunction, format: Format, due: Due, today: LocalDate): string {
  switch (due.kind) {
    case 'done':
      return due.on === null ? t('status.done') : t('due.done', { day: format.day(due.on, today) });
    case 'notApplicable':
      return t('status.notApplicable');
    case 'none':
      return '';
    case 'late':
      return t('due.late', { count: due.days });
    case 'today':
      return t('due.today');
    case 'soon':
      return t('due.soon', { count: due.days });
    case 'date':
      return format.day(due.on, today);
  }
}

/** An actor in a word or two, for a narrow column. */
export function shortActor(actor: Actor, language: Language): string {
  if (actor.short !== undefined) return labelIn(actor.short, language);
  // Without a short label: what comes before a parenthesis or an alternative.
  return labelIn(actor.label, language).split(/ [(/]/)[0]!;
}

/** Who does a step, shortly: the first actor and how many more. */
export function whoWords(step: KitStepView, view: KitView, language: Language): string {
  const [first, ...others] = actorsOf(step, view);
  if (first === undefined) return '';
  const name = shortActor(first, language);
  return others.length === 0 ? name : `${name} +${others.length}`;
}

/** The actors of a step that the programme knows, in the step's order; mine come first. */
export function actorsOf(step: KitStepView, view: KitView): Actor[] {
  const known = step.actors
    .map((id) => view.actors.find((actor) => actor.id === id))
    .filter((actor) => actor !== undefined);
  const mine = (actor: Actor) => view.myActors.includes(actor.id);
  return [...known.filter(mine), ...known.filter((actor) => !mine(actor))];
}

/** The name of whom a step was given to. */
export function assigneeName(t: TFunction, { name, me }: AuthorView): string {
  if (me) return t('row.me');
  return name ?? t('row.somebody');
}

/** The first letters of a person's names: `EB`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word === undefined ? '' : word.charAt(0).toLocaleUpperCase()))
    .join('');
}

/** A step in one sentence, for a screen reader that is on its row. */
export function rowWords(
  t: TFunction,
  format: Format,
  language: Language,
  step: KitStepView,
  view: KitView,
  due: Due,
  mark?: StepMark,
  more: { readonly waits: boolean; readonly unread: boolean } = { waits: false, unread: false },
): string {
  const parts = [
    labelIn(step.title, language),
    t(`status.${step.status}`),
    due.kind === 'notApplicable' ? '' : dueWords(t, format, due, view.today),
    format.list(actorsOf(step, view).map((actor) => labelIn(actor.label, language))),
    step.status === 'blocked' && step.note !== null ? step.note : '',
    step.assignee === null ? '' : t('row.assignee', { name: assigneeName(t, step.assignee) }),
    step.retired ? t('row.retired') : '',
    more.waits ? t('row.waits') : '',
    more.unread ? t('row.unread') : '',
    step.pending ? t('row.pending') : '',
    mark === 'conflict' || mark === 'both' ? t('conflict.mark') : '',
    mark === 'refused' || mark === 'both' ? t('refused.mark') : '',
  ];
  return format.list(parts.filter((part) => part !== ''));
}
