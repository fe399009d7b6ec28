import { useLanguage } from '../../ui/useLanguage.ts';

/** Half-days and hours in words. */
export function useLengths() {
  const { t, format } = useLanguage();
  const inWords = (key: string, count: number) =>
    t(key, { count, replace: { count: format.number(count) } });
  return {
    /** `3 journées`, or half-days where they make no whole days. */
    days(modules: readonly { readonly halfDays: number }[]): string {
      const halves = modules.reduce((sum, one) => sum + one.halfDays, 0);
      return halves % 2 === 0
        ? inWords('trainingSetup:days', halves / 2)
        : inWords('trainingSetup:halfDays', halves);
    },
    hours: (hours: number): string => t('trainingSetup:hours', { hours: format.number(hours) }),
  };
}
