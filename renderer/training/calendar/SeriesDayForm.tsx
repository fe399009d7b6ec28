import { Button } from '@mantine/core';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { useDo } from '../../bridge/useDo.ts';
import { DateField } from '../../ui/fields.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { CancelForm } from './CancelForm.tsx';
import styles from './Calendar.module.css';

interface SeriesDayFormProps {
  readonly day: SessionDay;
  readonly on: LocalDate;
  readonly today: LocalDate;
}

/** One day of a series: when it is, whether it is, and the way back to what the series says. */
export function SeriesDayForm({ day: one, on, today }: SeriesDayFormProps) {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  const { id, title, day, from, to, off } = one;
  const isOut = one.status === 'cancelled';

  function move(set: { day?: LocalDate; from?: string; to?: string }): void {
    const becomes = { day, from, to, ...set };
    const said = { title, day: format.longDay(becomes.day) };
    void run('timetable.saveOccurrence', { session: id, on, becomes }, () =>
      t('timetable:done.moved', said),
    );
  }
  function back(): void {
    const input = { session: id, on, becomes: 'planned' as const };
    void run('timetable.saveOccurrence', input, () => t('timetable:done.saved', { title }));
  }
  return (
    <>
      {one.wasMoved && (
        <p className={styles['quiet']}>
          {t(one.leftover ? 'timetable:series.leftover' : 'timetable:series.wasOn', {
            day: format.longDay(on),
          })}
        </p>
      )}
      <div className={styles['fields']}>
        <DateField
          label={t('timetable:day')}
          value={day}
          today={today}
          required
          onCommit={(next) => next !== null && move({ day: next })}
        />
        <span />
        <TimeField
          label={t('timetable:from')}
          value={from}
          disabled={isOut}
          onCommit={(next) => next < to && move({ from: next })}
        />
        <TimeField
          label={t('timetable:to')}
          value={to}
          disabled={isOut}
          onCommit={(next) => next > from && move({ to: next })}
        />
      </div>
      <div className={styles['row']}>
        {isOut && off !== null && (
          <Button variant="default" size="compact-sm" disabled={busy} onClick={() => move({})}>
            {t('timetable:series.hold')}
          </Button>
        )}
        {(one.wasMoved || (isOut && off === null)) && (
          <Button variant="default" size="compact-sm" disabled={busy} onClick={back}>
            {t(one.leftover ? 'timetable:series.drop' : 'timetable:series.back')}
          </Button>
        )}
      </div>
      {!isOut && (
        <CancelForm
          label={t('timetable:series.cancelOne')}
          busy={busy}
          onCancel={(reason) =>
            void run(
              'timetable.saveOccurrence',
              { session: id, on, becomes: 'cancelled', reason },
              () => t('timetable:done.cancelled', { title }),
            )
          }
        />
      )}
    </>
  );
}
