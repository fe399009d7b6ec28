import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

interface NewGroupProps {
  readonly overview: TutoringOverview;
  readonly onMade: (group: string) => void;
  readonly onClose: () => void;
}

/** A group that is being thought of: its name; all else comes once it is there. */
export function NewGroup({ overview: { wave, groups }, onMade, onClose }: NewGroupProps) {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  const proposed = t('tutoring:groupNumber', { number: format.number(groups.length + 1) });
  const [label, setLabel] = useState<string | null>(null);

  async function make(): Promise<void> {
    const set = { label: label ?? proposed };
    const made = await run('tutoring.saveGroup', { wave: wave!.id, set }, () =>
      t('tutoring:done.groupMade', { name: set.label }),
    );
    if (made !== null) onMade(made.id);
  }
  return (
    <>
      <h2 className={styles['title']}>{t('tutoring:newGroup')}</h2>
      <CommitField
        label={t('tutoring:label')}
        value={label}
        placeholder={proposed}
        maxLength={200}
        onCommit={setLabel}
      />
      <div className={styles['row']}>
        <Button disabled={busy} onClick={() => void make()}>
          {t('tutoring:makeGroup')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </>
  );
}
