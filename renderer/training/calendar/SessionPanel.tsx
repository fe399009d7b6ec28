import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconAlertTriangleFilled,
  IconPin,
  IconPinnedOff,
  IconRepeat,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import type { SessionValues } from '../../../shared/training/timetable.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { sessionStatuses } from '../../../shared/training/trainingSession.entity.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Choice } from '../../ui/Choice.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { cx } from '../../ui/cx.ts';
import { CancelForm } from './CancelForm.tsx';
import { SeriesDayForm } from './SeriesDayForm.tsx';
import { SessionFacts } from './SessionFacts.tsx';
import { SessionForm } from './SessionForm.tsx';
import type { SessionWords } from '../useSessionWords.ts';
import styles from './Calendar.module.css';

interface SessionPanelProps {
  readonly overview: TrainingOverview;
  /** The session on one of its days. */
  readonly session: SessionDay;
  readonly conflicts: readonly BrokenRule[];
  readonly words: SessionWords;
  readonly attendanceHref: string;
  readonly groupHref: (group: string) => string;
  readonly onOpen: (key: string) => void;
}

/** Statuses that are chosen; whoever strikes a session out says why. */
const chosen = sessionStatuses.filter((one) => one !== 'cancelled');

/** A session of the timetable: when, where, with whom, and what it breaks. */
export function SessionPanel(props: SessionPanelProps) {
  const { overview, session, conflicts, words, attendanceHref, groupHref, onOpen } = props;
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const [scope, setScope] = useState<'one' | 'all'>('one');
  /** The session as it is stored; of a series, with its first day. */
  const whole = overview.sessions.find(({ id }) => id === session.id);
  const { on } = session;
  const isOne = on !== null && scope === 'one';
  const wholeIsOut = whole?.status === 'cancelled';
  const whyOut = words.whyOut(session);
  const { mayPlan, mayRecord, wave } = overview;

  function save(set: SessionValues): void {
    const input = { wave: wave!.id, session: session.id, set };
    void run('timetable.saveSession', input, ({ changed }) =>
      changed === 0 ? null : t('timetable:done.saved', { title: session.title }),
    );
    // The day that is open may be none of the series any more.
    if (on !== null && (set.day !== undefined || set.repeats !== undefined)) onOpen(session.id);
  }
  return (
    <>
      <div>
        <h2 className={styles['panelTitle']}>
          <bdi>{script(session.title)}</bdi>
        </h2>
        <p className={styles['quiet']}>
          {format.line([format.longDay(session.day), words.times(session), words.place(session)])}
        </p>
      </div>
      {on !== null && (
        <p className={styles['seriesLine']}>
          <IconRepeat size={16} aria-hidden="true" />
          <span>{words.series(session)}</span>
        </p>
      )}
      <Problems conflicts={conflicts} words={words} />
      {session.status === 'cancelled' ? (
        <div className={cx(styles['problems'], styles['wishes'])}>
          <p>
            {t(wholeIsOut ? 'timetable:isCancelled' : 'timetable:series.isOut', {
              reason: whyOut ?? '–',
            })}
          </p>
          {mayPlan && wholeIsOut && (
            <div className={styles['row']}>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => save({ status: 'planned', reason: null })}
              >
                {t('timetable:revive')}
              </Button>
            </div>
          )}
        </div>
      ) : (
        mayRecord &&
        (on === null || session.status !== 'held') && (
          <Choice
            label={t('timetable:state')}
            value={session.status}
            options={chosen
              .filter((value) => value !== 'held' || on === null)
              .map((value) => ({ value, label: t(`timetable:status.${value}`) }))}
            onChange={(status) => save({ status })}
          />
        )
      )}
      <div className={styles['row']}>
        {mayRecord && (
          <Button component="a" href={attendanceHref} variant="default" size="compact-sm">
            {t('timetable:openAttendance')}
          </Button>
        )}
        {session.groups.length === 1 && (
          <Button
            component="a"
            href={groupHref(session.groups[0]!)}
            variant="default"
            size="compact-sm"
          >
            {t('timetable:openGroup')}
          </Button>
        )}
        {mayPlan && (
          <Button
            variant="default"
            size="compact-sm"
            aria-pressed={session.pinned}
            leftSection={
              session.pinned ? (
                <IconPinnedOff size={16} aria-hidden="true" />
              ) : (
                <IconPin size={16} aria-hidden="true" />
              )
            }
            onClick={() => save({ pinned: !session.pinned })}
          >
            {t(session.pinned ? 'timetable:unpin' : 'timetable:pin')}
          </Button>
        )}
      </div>
      {on !== null && mayPlan && !wholeIsOut && (
        <Choice
          label={t('timetable:series.scope')}
          value={scope}
          options={(['one', 'all'] as const).map((value) => ({
            value,
            label: t(`timetable:series.${value}`),
          }))}
          onChange={setScope}
        />
      )}
      {isOne && mayPlan && !wholeIsOut ? (
        <SeriesDayForm key={session.key} overview={overview} day={session} on={on} />
      ) : mayRecord ? (
        <SessionForm
          overview={overview}
          values={whole ?? session}
          mayPlan={mayPlan}
          mayRecord={mayRecord}
          onSet={save}
        />
      ) : (
        <SessionFacts session={session} words={words} />
      )}
      {mayPlan && !isOne && !wholeIsOut && session.status !== 'held' && (
        <CancelForm
          label={t(on === null ? 'timetable:cancel' : 'timetable:series.cancelAll')}
          busy={busy}
          onCancel={(reason) =>
            void run('timetable.cancel', { session: session.id, reason }, () =>
              t('timetable:done.cancelled', { title: session.title }),
            )
          }
        />
      )}
    </>
  );
}

function Problems({
  conflicts,
  words,
}: {
  readonly conflicts: readonly BrokenRule[];
  readonly words: SessionWords;
}) {
  const { t, format } = useLanguage();
  if (conflicts.length === 0) return null;
  const hard = conflicts.some((one) => one.hard);
  return (
    <div className={cx(styles['problems'], !hard && styles['wishes'])}>
      <p>
        <strong>
          {t(hard ? 'timetable:broken' : 'timetable:unkept', {
            count: conflicts.length,
            replace: { count: format.number(conflicts.length) },
          })}
        </strong>
      </p>
      <ul>
        {conflicts.map((one) => {
          const said = words.conflict(one);
          const Shape = one.hard ? IconAlertTriangleFilled : IconAlertTriangle;
          return (
            <li key={`${one.rule} ${said.more}`}>
              <Shape size={14} aria-hidden="true" />
              <span>
                <strong>{said.title}</strong>
                <br />
                <bdi>{said.more}</bdi>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
