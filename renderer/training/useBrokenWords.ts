import { useTranslation } from 'react-i18next';
import { brokenWords } from '../../shared/training/brokenWords.ts';
import type { BrokenRule } from '../../shared/training/planning.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Says broken rules of a plan in the page's language. */
export function useBrokenWords(): (broken: BrokenRule) => ReturnType<typeof brokenWords> {
  const { t, format, script } = useLanguage();
  const { i18n } = useTranslation();
  return (broken) =>
    brokenWords(broken, {
      say: (key, values = {}) => t(key, values),
      has: (key) => i18n.exists(key, { count: 1 }),
      day: (day) => format.longDay(day),
      line: (places) => format.line(places.map(script)),
    });
}
