import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { coverageContract } from '../../../shared/training/coverage.contract.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

/** The figures that matter, in one line; of one's own school alone, only those of its people. */
export function useCoverageLine(
  wave: string,
  read: OutputOf<(typeof coverageContract)['coverage.read']> | null,
): string {
  const { t, format, script } = useLanguage();
  if (read === null) return t('coverage:loading');
  const { figures } = read;
  const { averageGroup } = figures;
  const counted = (count: number) => ({ count, replace: { count: format.number(count) } });
  return format.line([
    script(wave),
    t('coverage:line.trained', {
      trained: format.number(figures.trained),
      toTrain: format.number(figures.toTrain),
    }),
    t('coverage:line.gaps', counted(figures.gap)),
    ...(averageGroup === null
      ? []
      : [
          `${t('coverage:line.groups', counted(figures.groups))} (${t('coverage:line.average', {
            staff: format.number(figures.staffInGroups),
            average: format.number(averageGroup),
          })})`,
          t('coverage:line.outside', { outside: format.number(figures.outsideGroups) }),
          t('coverage:line.trainers', {
            trainers: format.number(figures.trainers),
            pairs: format.number(figures.trainerPairs),
          }),
          t('coverage:line.held', {
            held: format.number(figures.held),
            planned: format.number(figures.planned),
          }),
        ]),
    figures.attendance !== null &&
      t('coverage:line.attendance', { percent: format.percent(figures.attendance) }),
  ]);
}
