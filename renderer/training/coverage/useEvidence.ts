import { useCallback } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { KitProposal } from '../../../shared/training/coverage.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

/** As many steps as one action changes. */
const MOST = 500;

/** How attendance shows that an action is done, in words, and the way to confirm it. */
export function useEvidence() {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  /** @param today says the day in short, seen from there; absent: in full, as a note keeps it */
  const evidence = useCallback(
    ({ people, shared, lastDay }: KitProposal, today?: LocalDate): string => {
      const counted = { count: people, replace: { count: format.number(people) } };
      return format.line([
        shared ? t('coverage:kits.came', counted) : t('coverage:kits.trained', counted),
        lastDay !== null &&
          t('coverage:kits.lastDay', {
            day: today === undefined ? format.longDay(lastDay) : format.day(lastDay, today),
          }),
      ]);
    },
    [t, format],
  );
  /** Ticks actions as done, in one action that can be taken back. */
  const confirm = useCallback(
    async (proposals: readonly KitProposal[]): Promise<boolean> => {
      const [first] = proposals;
      if (first === undefined) return false;
      const done = await run(
        'kit.tickMany',
        {
          steps: proposals.slice(0, MOST).map(({ step }) => step),
          status: 'done',
          reason:
            proposals.length === 1
              ? t('coverage:kits.reason', { evidence: evidence(first) })
              : t('coverage:kits.reasonMany'),
        },
        (steps) =>
          t('coverage:kits.confirmed', {
            count: steps.length,
            replace: { count: format.number(steps.length) },
          }),
      );
      return done !== null;
    },
    [run, t, format, evidence],
  );
  return { evidence, confirm, busy };
}
