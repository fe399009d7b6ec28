import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SessionChange } from '../../../shared/tutoring/groups.contract.ts';
import type { TutoringSessionView } from '../../../shared/tutoring/tutoring.contract.ts';
import { atOnceWith } from '../../../shared/tutoring/series.atOnce.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SessionWhen } from './SessionWhen.tsx';
import styles from './Sessions.module.css';

interface SessionChangesProps {
  readonly session: TutoringSessionView;
  /** Those of the same group. */
  readonly sessions: readonly TutoringSessionView[];
  readonly today: LocalDate;
  readonly busy: boolean;
  /** @param said what was done, by its text */
  readonly save: (set: SessionChange, said: string) => Promise<boolean>;
}

/** What may become of a session: it is held, moved, cancelled, or takes place after all. */
export function SessionChanges(props: SessionChangesProps) {
  const { session, today, busy, save } = props;
  const { t } = useLanguage();
  const [form, setForm] = useState<'move' | 'cancel' | null>(null);
  const { status, day } = session;
  const isOpen = status === 'planned' || status === 'dayOff';
  if (form === 'move') return <Move {...props} onDone={() => setForm(null)} />;
  if (form === 'cancel') return <Cancel {...props} onDone={() => setForm(null)} />;
  return (
    <div className={styles['row']}>
      {isOpen && day <= today && (
        <Button
          size="compact-sm"
          disabled={busy}
          onClick={() => void save({ status: 'held' }, 'held')}
        >
          {t('tutoring:do.hold')}
        </Button>
      )}
      {status !== 'cancelled' && status !== 'held' && (
        <>
          <Button variant="default" size="compact-sm" onClick={() => setForm('move')}>
            {t('tutoring:do.move')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => setForm('cancel')}>
            {t('tutoring:do.cancel')}
          </Button>
        </>
      )}
      {status !== 'planned' && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={busy}
          onClick={() => void save({ status: 'planned' }, 'restored')}
        >
          {t(status === 'held' ? 'tutoring:do.unhold' : 'tutoring:do.restore')}
        </Button>
      )}
    </div>
  );
}

type FormProps = SessionChangesProps & { readonly onDone: () => void };

function Move({ session, sessions, today, busy, save, onDone }: FormProps) {
  const { t } = useLanguage();
  const [at, setAt] = useState({ day: session.day, from: session.from, to: session.to });
  const [reason, setReason] = useState(session.reason);
  const isSame = at.day === session.day && at.from === session.from && at.to === session.to;
  const endsFirst = at.to <= at.from;
  const isTaken = !isSame && atOnceWith({ ...session, ...at }, sessions).length > 0;
  return (
    <div className={styles['form']} role="group" aria-label={t('tutoring:do.move')}>
      <SessionWhen label={t('tutoring:newDay')} at={at} today={today} onChange={setAt} />
      <p role="status" className={styles['warn']}>
        {isTaken && t('tutoring:atOnceThen')}
      </p>
      <CommitField
        label={t('tutoring:reason')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['row']}>
        <Button
          disabled={busy || isSame || endsFirst}
          onClick={() =>
            void save({ ...at, reason }, 'sessionMoved').then((isDone) => isDone && onDone())
          }
        >
          {t('tutoring:do.move')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </div>
  );
}

function Cancel({ busy, save, onDone }: FormProps) {
  const { t } = useLanguage();
  const [reason, setReason] = useState<string | null>(null);
  return (
    <div className={styles['form']} role="group" aria-label={t('tutoring:do.cancel')}>
      <CommitField
        label={t('tutoring:reason')}
        hint={t('tutoring:reasonHint')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['row']}>
        <Button
          disabled={busy || reason === null}
          onClick={() =>
            void save({ status: 'cancelled', reason }, 'cancelled').then(
              (isDone) => isDone && onDone(),
            )
          }
        >
          {t('tutoring:do.cancel')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('tutoring:keep')}
        </Button>
      </div>
    </div>
  );
}
