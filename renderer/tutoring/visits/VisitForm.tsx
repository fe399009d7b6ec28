import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ListedVisit } from '../../../shared/tutoring/visits.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { CommitArea, CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Visits.module.css';

interface VisitFormProps {
  /** Undefined: a new one. */
  readonly visit?: ListedVisit;
  /** The wave that a new one is of. */
  readonly wave?: string;
  readonly schools: readonly ListedVisit['school'][];
  readonly today: string;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** Who went to see which school, when and what for. */
export function VisitForm({ visit, wave, schools, today, onDone, onClose }: VisitFormProps) {
  const { t, placed } = useLanguage();
  const { One } = useTerms();
  const { run, busy } = useDo();
  const [school, setSchool] = useState(visit?.school.id ?? schools[0]?.id ?? '');
  const [draft, setDraft] = useState(() => ({
    on: visit?.on ?? today,
    visitors: visit?.visitors ?? null,
    met: visit?.met ?? null,
    purpose: visit?.purpose ?? null,
    summary: visit?.summary ?? null,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft((now) => ({ ...now, ...part }));

  async function save(): Promise<void> {
    const which = visit === undefined ? {} : { id: visit.id };
    const input = {
      ...which,
      ...(wave !== undefined && { wave }),
      establishment: school,
      set: draft,
    };
    const saved = await run('visits.save', input, () => t('blockers:visit.done.saved'));
    if (saved !== null) onDone(saved.id);
  }
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        {visit === undefined ? t('blockers:visit.new') : <bdi>{placed(visit.school)}</bdi>}
      </h2>
      {visit === undefined && (
        <SelectField
          label={One('establishment')}
          value={school}
          options={schools.map((one) => ({ value: one.id, label: placed(one) }))}
          onChange={setSchool}
        />
      )}
      <DateField
        label={t('blockers:visit.on')}
        value={draft.on}
        today={today}
        onCommit={(on) => set({ on: on ?? today })}
      />
      <CommitField
        label={t('blockers:visit.visitors')}
        value={draft.visitors}
        maxLength={400}
        onCommit={(visitors) => set({ visitors })}
      />
      <CommitField
        label={t('blockers:visit.met')}
        value={draft.met}
        maxLength={400}
        onCommit={(met) => set({ met })}
      />
      <CommitField
        label={t('blockers:visit.purpose')}
        value={draft.purpose}
        maxLength={400}
        onCommit={(purpose) => set({ purpose })}
      />
      <CommitArea
        label={t('blockers:visit.summary')}
        value={draft.summary}
        maxLength={8_000}
        onCommit={(summary) => set({ summary })}
      />
      <div className={styles['row']}>
        <Button disabled={busy || school === ''} onClick={() => void save()}>
          {t('blockers:visit.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('blockers:visit.giveUp')}
        </Button>
      </div>
    </div>
  );
}
