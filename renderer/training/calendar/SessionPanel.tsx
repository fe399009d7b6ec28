import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconAlertTriangleFilled,
  IconPin,
  IconPinnedOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import type { SessionValues } from '../../../shared/training/timetable.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { sessionStatuses } from '../../../shared/training/trainingSession.entity.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { cx } from '../../ui/cx.ts';
import { SessionFacts } from './SessionFacts.tsx';
import { SessionForm } from './SessionForm.tsx';
import type { SessionWords } from '../useSessionWords.ts';
import styles from './Calendar.module.css';

interface SessionPanelProps {
  readonly overview: TrainingOverview;
  readonly session: SessionView;
  readonly conflicts: readonly BrokenRule[];
  readonly words: SessionWords;
  readonly attendanceHref: string;
  readonly groupHref: (group: string) => string;
}

/** Statuses that are chosen; whoever strikes a session out says why. */
const chosen = sessionStatuses.filter((one) => one !== 'cancelled');

/** A session of the timetable: when, where, with whom, and what it breaks. */
export function SessionPanel(props: SessionPanelProps) {
  const { overview, session, conflicts, words, attendanceHref, groupHref } = props;
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const { mayPlan, mayRecord, wave } = overview;

  function save(set: SessionValues): void {
    const input = { wave: wave!.id, session: session.id, set };
    void run('timetable.saveSession', input, ({ changed }) =>
      changed === 0 ? null : t('timetable:done.saved', { title: session.title }),
    );
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
      <Problems conflicts={conflicts} words={words} />
      {session.status === 'cancelled' ? (
        <div className={cx(styles['problems'], styles['wishes'])}>
          <p>{t('timetable:isCancelled', { reason: session.reason ?? '–' })}</p>
          {mayPlan && (
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
        mayRecord && (
          <Choice
            label={t('timetable:state')}
            value={session.status}
            options={chosen.map((value) => ({ value, label: t(`timetable:status.${value}`) }))}
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
      {mayRecord ? (
        <SessionForm
          overview={overview}
          values={session}
          mayPlan={mayPlan}
          mayRecord={mayRecord}
          onSet={save}
        />
      ) : (
        <SessionFacts session={session} words={words} />
      )}
      {mayPlan && session.status !== 'cancelled' && session.status !== 'held' && (
        <Cancel session={session} busy={busy} run={run} />
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

interface CancelProps extends Pick<ReturnType<typeof useDo>, 'run' | 'busy'> {
  readonly session: SessionView;
}

function Cancel({ session, run, busy }: CancelProps) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  if (!open) {
    return (
      <div className={styles['row']}>
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
          {t('timetable:cancel')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <CommitField
        label={t('timetable:reason')}
        hint={t('timetable:reasonHint')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['row']}>
        <Button
          disabled={reason === null || busy}
          onClick={() =>
            void run('timetable.cancel', { session: session.id, reason: reason! }, () =>
              t('timetable:done.cancelled', { title: session.title }),
            )
          }
        >
          {t('timetable:cancel')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {t('timetable:keep')}
        </Button>
      </div>
    </>
  );
}
