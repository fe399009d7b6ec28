import type { Choice } from '../../shared/templates/compare.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Both sides of a difference to choose between; the one that is recommended says so. */
export function useSides(recommended: Choice): { value: Choice; label: string }[] {
  const { t } = useLanguage();
  return (['ours', 'theirs'] as const).map((side) => ({
    value: side,
    label:
      t(`templates:choice.${side}`) +
      (side === recommended ? ` (${t('templates:choice.recommended')})` : ''),
  }));
}
