import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { tutoringModes } from '../../../shared/tutoring/tutoringSession.entity.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SessionWhen } from './SessionWhen.tsx';
import styles from './Sessions.module.css';

interface NewSessionProps {
  readonly overview: TutoringOverview;
  /** The group that the list shows; empty: all. */
  readonly group: string;
  /** The day that it is on until somebody says otherwise. */
  readonly day: LocalDate;
  readonly onMade: (session: string) => void;
  readonly onClose: () => void;
}

/** A session beside the series: a call with a school in difficulty, or one more for all. */
export function NewSession({ overview, group: shown, day, onMade, onClose }: NewSessionProps) {
  const { t, format, placed } = useLanguage();
  const { run, busy } = useDo();
  const groups = overview.groups.filter(({ mayLog }) => mayLog);
  const [group, setGroup] = useState(
    groups.some(({ id }) => id === shown) ? shown : (groups[0]?.id ?? ''),
  );
  const [school, setSchool] = useState('');
  const [at, setAt] = useState({ day, from: '09:00', to: '10:00' });
  const [theme, setTheme] = useState<string | null>(null);
  const [mode, setMode] = useState<(typeof tutoringModes)[number]>('video');
  const chosen = groups.find(({ id }) => id === group);
  const endsFirst = at.to <= at.from;

  async function make(): Promise<void> {
    const input = { group, establishment: school || null, set: { ...at, theme, mode } };
    const made = await run('tutoring.addSession', input, () =>
      t('tutoring:done.made', { day: format.day(at.day, overview.today) }),
    );
    if (made !== null) onMade(made.id);
  }
  return (
    <>
      <h2 className={styles['title']}>{t('tutoring:new.title')}</h2>
      <p className={styles['quiet']}>{t('tutoring:new.hint')}</p>
      {groups.length > 1 && (
        <SelectField
          label={t('tutoring:group')}
          value={group}
          options={groups.map(({ id, label }) => ({ value: id, label }))}
          onChange={(next) => {
            setGroup(next);
            setSchool('');
          }}
        />
      )}
      <SelectField
        label={t('tutoring:for')}
        value={school}
        options={[
          { value: '', label: t('tutoring:wholeGroup') },
          ...(chosen?.schools ?? []).map((one) => ({
            value: one.id,
            label: placed(one),
          })),
        ]}
        onChange={setSchool}
      />
      <SessionWhen label={t('tutoring:col.day')} at={at} today={overview.today} onChange={setAt} />
      <CommitField
        label={t('tutoring:col.theme')}
        value={theme}
        maxLength={400}
        onCommit={setTheme}
      />
      <SelectField
        label={t('tutoring:mode.label')}
        value={mode}
        options={tutoringModes.map((value) => ({ value, label: t(`tutoring:mode.${value}`) }))}
        onChange={(value) => setMode(value as typeof mode)}
      />
      <div className={styles['row']}>
        <Button disabled={busy || endsFirst || group === ''} onClick={() => void make()}>
          {t('tutoring:new.make')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </>
  );
}
