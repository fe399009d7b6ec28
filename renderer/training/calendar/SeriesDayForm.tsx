import { Button } from '@mantine/core';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { timetableContract } from '../../../shared/training/timetable.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { DateField, SelectField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { CancelForm } from './CancelForm.tsx';
import styles from './Calendar.module.css';

type SaveOccurrence = InputOf<(typeof timetableContract)['timetable.saveOccurrence']>;

interface SeriesDayFormProps {
  readonly overview: TrainingOverview;
  readonly day: SessionDay;
  readonly on: LocalDate;
}

/** One day of a series: when and where it is, who holds it, and the way back to what the series says. */
export function SeriesDayForm({ overview, day: one, on }: SeriesDayFormProps) {
  const { today, trainers, sites } = overview;
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const { id, title, day, from, to, off } = one;
  const isOut = one.status === 'cancelled';
  const isHeld = one.status === 'held';
  const rooms = sites.find(({ id: site }) => site === one.site)?.rooms ?? [];
  const nothing = { value: '', label: t('timetable:none') };

  function move(set: { day?: LocalDate; from?: string; to?: string }): void {
    const becomes = { day, from, to, ...set };
    const said = { title, day: format.longDay(becomes.day) };
    void run('timetable.saveOccurrence', { session: id, on, becomes }, () =>
      t('timetable:done.moved', said),
    );
  }
  function change(set: Pick<SaveOccurrence, 'trainers' | 'place'>): void {
    void run('timetable.saveOccurrence', { session: id, on, ...set }, () =>
      t('timetable:series.dayChanged', { title, day: format.longDay(day) }),
    );
  }
  function back(): void {
    const input = {
      session: id,
      on,
      ...(isHeld ? {} : { becomes: 'planned' as const }),
      trainers: null,
      place: null,
    };
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
      {one.isChanged && <p className={styles['quiet']}>{t('timetable:series.otherwise')}</p>}
      {isHeld && <p className={styles['quiet']}>{t('timetable:series.heldOn')}</p>}
      <div className={styles['fields']}>
        <DateField
          label={t('timetable:day')}
          value={day}
          today={today}
          disabled={isHeld}
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
        <SelectField
          label={t('timetable:site')}
          value={one.site ?? ''}
          disabled={isOut}
          options={[nothing, ...sites.map((site) => ({ value: site.id, label: site.name }))]}
          onChange={(site) => change({ place: { site: site || null, room: null } })}
        />
        <SelectField
          label={t('timetable:room')}
          value={one.room ?? ''}
          disabled={isOut || rooms.length === 0}
          options={[nothing, ...rooms.map((room) => ({ value: room.id, label: room.name }))]}
          onChange={(room) => change({ place: { site: one.site, room: room || null } })}
        />
      </div>
      <ManyField
        label={t('timetable:trainers')}
        add={t('timetable:addTrainer')}
        values={one.trainers}
        disabled={isOut}
        options={trainers.map((trainer) => ({ value: trainer.id, label: script(trainer.name) }))}
        onChange={(all) => change({ trainers: [...all] })}
      />
      <div className={styles['row']}>
        {isOut && off !== null && (
          <Button variant="default" size="compact-sm" disabled={busy} onClick={() => move({})}>
            {t('timetable:series.hold')}
          </Button>
        )}
        {(one.wasMoved || one.isChanged || (isOut && off === null)) && (
          <Button variant="default" size="compact-sm" disabled={busy} onClick={back}>
            {t(one.leftover ? 'timetable:series.drop' : 'timetable:series.back')}
          </Button>
        )}
      </div>
      {!isOut && !isHeld && (
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
