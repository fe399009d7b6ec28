import { useCallback } from 'react';
import { useLanguage } from '../ui/useLanguage.ts';
import { useTerms } from './useTerms.ts';

/** Says how far a due day is from a programme's switchover: `J−62`; `—` where it has none. */
export type OffsetWords = (days: number | null) => string;

/** @param programme as {@link useTerms} takes it */
export function useOffset(programme?: string | null): OffsetWords {
  const { t } = useLanguage();
  const { one } = useTerms(programme);
  return useCallback(
    (days) => {
      if (days === null) return '—';
      const switchover = one('switchover');
      if (days === 0) return t('offset.day', { switchover });
      return t(days < 0 ? 'offset.before' : 'offset.after', { count: Math.abs(days), switchover });
    },
    [t, one],
  );
}
