import type { KitStepView, KitView } from '../../../shared/kit/kit.contract.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { inScript } from '../../../shared/kernel/script.ts';
import { figure, locales } from '../../../shared/messages/figures.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import { firstOfMonth } from '../../../shared/kernel/firstOfMonth.ts';
import type { Words } from '../../../shared/programme/words.ts';
import type { Label } from '../../../shared/schema/values.ts';

/** One action on paper, in words. */
export interface PrintedStep {
  readonly title: string;
  readonly description: string | null;
  readonly who: string;
  readonly due: string;
  readonly state: string;
  readonly status: KitStepView['status'];
  readonly note: string | null;
  readonly isLate: boolean;
}

/** A kit on paper, in words of one language: what is laid out is decided elsewhere. */
export interface PrintedKit {
  readonly language: Language;
  readonly title: string;
  readonly place: string;
  readonly facts: readonly string[];
  readonly columns: { readonly action: string; readonly due: string; readonly state: string };
  readonly phases: readonly { readonly name: string; readonly steps: readonly PrintedStep[] }[];
  /** Text of the foot of a page. */
  readonly foot: (page: number, pages: number) => string;
}

/** Whether anybody of that name plays a part in the kit: an actor, or a role behind one. */
export function actorsOfRole(kit: KitView, role: string): string[] {
  return kit.actors
    .filter(({ id, roles }) => id === role || (roles as readonly string[]).includes(role))
    .map(({ id }) => id);
}

/**
 * The words of a kit on paper.
 * @param words what its programme calls things
 * @param actors ids of the actors whose actions are printed; null: all
 */
export function printedKit(
  kit: KitView,
  language: Language,
  actors: readonly string[] | null,
  { one }: Pick<Words, 'one'>,
): PrintedKit {
  const { t } = createMessages(language);
  // As the window words days: Arabic with the names of months of the Maghreb.
  const locale = locales[language];
  const label = (text: Label): string => text[language] ?? text.fr;
  const days = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const longDays = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const day = (date: string): string => days.format(new Date(`${date}T00:00:00Z`));
  const longDay = (date: string): string =>
    firstOfMonth(locale, longDays.format(new Date(`${date}T00:00:00Z`)));
  const names = new Map(kit.actors.map((actor) => [actor.id, label(actor.short ?? actor.label)]));
  const shown = kit.steps.filter(
    (step) => actors === null || step.actors.some((actor) => actors.includes(actor)),
  );
  const { establishment } = kit;
  const isOpen = ({ status }: KitStepView): boolean => status === 'todo' || status === 'blocked';
  const isLate = (step: KitStepView): boolean =>
    isOpen(step) && step.due !== null && step.due < kit.today;
  const words = (step: KitStepView): PrintedStep => ({
    title: label(step.title),
    description: step.description === null ? null : label(step.description),
    who: step.actors.flatMap((actor) => names.get(actor) ?? []).join(t('print:and')),
    due: step.due === null ? '' : day(step.due),
    state:
      step.status === 'done' && step.doneOn !== null
        ? t('print:doneOn', { day: day(step.doneOn) })
        : t(`print:status.${step.status}`),
    status: step.status,
    note: step.note,
    isLate: isLate(step),
  });
  const phases = kit.phases.map(({ id, label: name }) => ({
    name: label(name),
    steps: shown.filter(({ phase }) => phase === id).map(words),
  }));
  const known = new Set(kit.phases.map(({ id }) => id));
  const others = shown.filter(({ phase }) => !known.has(phase)).map(words);
  const done = shown.filter(({ status }) => status === 'done').length;
  const applicable = shown.filter(({ status }) => status !== 'notApplicable').length;
  const own = language === 'ar' ? establishment.nameAr : null;
  const place = [own ?? establishment.name, establishment.town]
    .filter((part): part is string => part !== null && part !== '')
    .map((part) => inScript(part, language))
    .join(' – ');
  const title = kit.kitName === null ? t('print:kit') : label(kit.kitName);
  return {
    language,
    title,
    place,
    facts: [
      ...[establishment.programme?.name, establishment.wave?.label]
        .filter((name) => name !== undefined)
        .map((name) => inScript(name, language)),
      ...(establishment.switchoverDate === null
        ? []
        : [
            t('print:switchover', {
              switchover: one('switchover'),
              day: longDay(establishment.switchoverDate),
            }),
          ]),
      ...(actors === null
        ? []
        : [t('print:for', { who: actors.map((id) => names.get(id) ?? id).join(t('print:and')) })]),
      t('print:progress', { done, all: applicable }),
      t('print:late', { count: shown.filter(isLate).length }),
    ],
    columns: { action: t('print:action'), due: t('print:due'), state: t('print:state') },
    phases: [
      ...phases.filter(({ steps }) => steps.length > 0),
      ...(others.length === 0 ? [] : [{ name: t('print:others'), steps: others }]),
    ],
    foot: (page, pages) =>
      t('print:foot', { place, day: day(kit.today), page: figure(page, language), pages }),
  };
}
