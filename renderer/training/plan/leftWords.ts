import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { planningContract } from '../../../shared/training/planning.contract.ts';
import type { LanguageTools } from '../../ui/useLanguage.ts';

type Left = OutputOf<(typeof planningContract)['planning.apply']>['left'];

/** So many are named; of the others their number is said. */
const NAMED = 5;

/** What a plan left alone because it was changed meanwhile, as sentences; none: nothing. */
export function leftWords(
  { sessions, groups, people }: Left,
  { t, format, script }: Pick<LanguageTools, 't' | 'format' | 'script'>,
): string[] {
  const listed = (all: readonly string[]): string => {
    const others = all.length - NAMED;
    const more = t('planning:more', { count: others, replace: { count: format.number(others) } });
    return format.list(others > 0 ? [...all.slice(0, NAMED), more] : all);
  };
  const said: string[] = [];
  if (sessions.length > 0) {
    const which = sessions.map(({ title, group }) => format.line([script(title), script(group)]));
    said.push(
      t('planning:leftSessions', {
        count: sessions.length,
        replace: { count: format.number(sessions.length), which: listed(which) },
      }),
    );
  }
  const others = [
    ...groups.map(({ label }) => script(label)),
    ...people.map(({ name }) => script(name)),
  ];
  if (others.length > 0) said.push(t('planning:leftOthers', { which: listed(others) }));
  return said;
}
