import { useCallback, useState } from 'react';
import type { Sheet } from '../../../shared/training/attendance.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { MarkInput, WhichHalf } from './marks.ts';

/** Entities whose rows a sheet reads. */
const READ = ['attendance', 'groupMember', 'trainingSession', 'trainingEnrolment', 'trainingGroup'];

/** A sheet that has been read, and the ways to change it. */
export type SheetDesk = Omit<ReturnType<typeof useSheet>, 'sheet'> & { readonly sheet: Sheet };

/** The sheet of a session, or of a day of a series, kept fresh, and the ways to change it. */
export function useSheet(opened: string) {
  const called = useCall('attendance.sheet', { session: opened }, READ);
  // Of a series it is the nearest day that opens by itself: marks are of that one.
  const session = called.value?.session.key ?? opened;
  const { run } = useDo();
  const { t, format } = useLanguage();
  /** What the last change answered: it is shown until the sheet has been read again. */
  const [answered, setAnswered] = useState<{ sheet: Sheet; over: Sheet | null } | null>(null);
  const { value, failure, reload } = called;
  const sheet = answered !== null && answered.over === value ? answered.sheet : value;
  const take = useCallback((next: Sheet) => setAnswered({ sheet: next, over: value }), [value]);
  const mark = useCallback(
    async (marks: readonly MarkInput[]): Promise<boolean> => {
      const next = await run('attendance.mark', { session, marks: [...marks] }, () => null);
      if (next !== null) take(next);
      return next !== null;
    },
    [run, session, take],
  );
  /** Whoever has no mark yet is there. The core knows who: keys are faster than its answers. */
  const markRest = useCallback(
    async (half: WhichHalf): Promise<void> => {
      const done = await run(
        'attendance.rest',
        { session, half, status: 'present' },
        ({ people }) =>
          t('attendance:restDone', { count: people, replace: { count: format.number(people) } }),
      );
      if (done !== null) take(done.sheet);
    },
    [run, session, take, t, format],
  );
  return { sheet, failure, reload, mark, markRest, take };
}
