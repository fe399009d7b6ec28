import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SessionDraft, SessionValues } from '../../../shared/training/timetable.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SessionForm } from './SessionForm.tsx';
import styles from './Calendar.module.css';

interface NewSessionProps {
  readonly overview: TrainingOverview;
  readonly day: LocalDate;
  readonly onMade: (session: string) => void;
  readonly onClose: () => void;
}

/** A session that is being thought of; nothing is kept before it is made. */
export function NewSession({ overview, day, onMade, onClose }: NewSessionProps) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [draft, setDraft] = useState<SessionDraft>({
    title: '',
    track: null,
    module: null,
    mode: 'inPerson',
    groups: [],
    day,
    from: '09:00',
    to: '16:30',
    site: null,
    room: null,
    trainers: [],
    link: null,
    note: null,
    repeats: null,
  });

  /** Whether there is a title, also one that is being written. */
  const [typed, setTyped] = useState(false);

  /** A group brings its track, its trainers and its site along where none was chosen. */
  function set(values: SessionValues): void {
    setDraft((now) => {
      const next = Object.assign({ ...now }, values);
      if (values.site !== undefined && values.site !== now.site) next.room = null;
      const group = overview.groups.find(({ id }) => id === values.groups?.[0]);
      if (group === undefined || now.groups.length > 0) return next;
      return {
        ...next,
        track: next.track ?? group.track,
        trainers: next.trainers.length > 0 ? next.trainers : [...group.trainers],
        site: next.site ?? group.site,
      };
    });
  }
  async function make(): Promise<void> {
    const made = await run('timetable.saveSession', { wave: overview.wave!.id, set: draft }, () =>
      t('timetable:done.made', { title: draft.title }),
    );
    if (made !== null) onMade(made.id);
  }
  const endsFirst = draft.repeats !== null && draft.repeats.until < draft.day;
  return (
    <>
      <div>
        <h2 className={styles['panelTitle']}>{t('timetable:newSession')}</h2>
        <p className={styles['quiet']}>{t('timetable:newHint')}</p>
      </div>
      <SessionForm
        overview={overview}
        values={draft}
        mayPlan
        mayRecord
        onSet={set}
        onTitle={(title) => setTyped(title.trim() !== '')}
      />
      <div className={styles['row']}>
        <Button
          disabled={busy || (draft.title === '' && !typed) || draft.to <= draft.from || endsFirst}
          onClick={() => void make()}
        >
          {t('timetable:make')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('timetable:giveUp')}
        </Button>
      </div>
    </>
  );
}
