import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

interface NewGroupProps {
  readonly overview: TrainingOverview;
  readonly onMade: (group: string) => void;
  readonly onClose: () => void;
}

/** A group that is being thought of. */
export function NewGroup({ overview, onMade, onClose }: NewGroupProps) {
  const { t, label } = useLanguage();
  const { run, busy } = useDo();
  const { tracks, wave, groups } = overview;
  const [track, setTrack] = useState(tracks[0]?.id ?? '');
  const chosen = tracks.find(({ id }) => id === track);
  const [name, setName] = useState<string | null>(null);
  const proposed = t('trainingGroups:proposed', {
    number: groups.filter(({ outsideGroups }) => !outsideGroups).length + 1,
    track: chosen === undefined ? '' : label(chosen.label),
  });

  async function make(): Promise<void> {
    const set = { label: name ?? proposed, track: track || null };
    const made = await run('timetable.saveGroup', { wave: wave!.id, set }, () =>
      t('trainingGroups:done.made', { name: set.label }),
    );
    if (made !== null) onMade(made.id);
  }
  return (
    <>
      <h2 className={styles['title']}>{t('trainingGroups:new')}</h2>
      <SelectField
        label={t('trainingGroups:track')}
        value={track}
        options={tracks.map((one) => ({ value: one.id, label: label(one.label) }))}
        onChange={setTrack}
      />
      <CommitField
        label={t('trainingGroups:label')}
        value={name}
        placeholder={proposed}
        maxLength={200}
        onCommit={setName}
      />
      <div className={styles['row']}>
        <Button disabled={busy} onClick={() => void make()}>
          {t('trainingGroups:make')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('trainingGroups:giveUp')}
        </Button>
      </div>
    </>
  );
}
