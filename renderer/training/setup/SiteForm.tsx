import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { RoomsField } from './RoomsField.tsx';
import { DegreesFields, NoteField } from './draftFields.tsx';
import { SetupForm } from './SetupForm.tsx';
import { leavePanel } from './leavePanel.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface SiteFormProps {
  readonly setup: TrainingSetup;
  /** Undefined: a new one. */
  readonly site: TrainingSetup['sites'][number] | undefined;
  /** It is there now: its rooms come next. */
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** A place for trainings, where it stands, and its rooms. */
export function SiteForm({ setup, site, onMade, onClose }: SiteFormProps) {
  const { t, script } = useLanguage();
  const { run, busy, saved, remove } = useSetupDo(setup.wave);
  const [asked, setAsked] = useState(false);
  const [shared, setShared] = useState(false);
  const [draft, setDraft] = useState(() => ({
    name: site?.name ?? null,
    town: site?.town ?? null,
    address: site?.address ?? null,
    latitude: site?.latitude ?? null,
    longitude: site?.longitude ?? null,
    note: site?.note ?? null,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const disabled = site === undefined ? !setup.mayPlan : !site.mayWrite;

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.name === null) return;
    const which = site === undefined ? { shared } : { id: site.id };
    const input = { wave: setup.wave, ...which, set: { ...draft, name: draft.name } };
    const made = await run('trainingSetup.saveSite', input, saved);
    if (made === null) return;
    if (site === undefined) onMade(made.id);
    else leavePanel(onClose);
  }
  return (
    <SetupForm
      title={<bdi>{site === undefined ? t('trainingSetup:newSite') : script(site.name)}</bdi>}
      hint={
        site === undefined
          ? t('trainingSetup:roomsNext')
          : site.shared
            ? t('trainingSetup:sharedSite')
            : undefined
      }
      mayWrite={!disabled}
      busy={busy}
      onSave={() => void save()}
      onRemove={site && (() => void remove('site', site.id, onClose))}
      onClose={onClose}
    >
      <CommitField
        label={t('trainingSetup:name')}
        value={draft.name}
        maxLength={200}
        disabled={disabled}
        wrong={asked && draft.name === null ? t('trainingSetup:needed') : undefined}
        onCommit={(name) => set({ name })}
      />
      <div className={styles['fields']}>
        <CommitField
          label={t('trainingSetup:town')}
          value={draft.town}
          maxLength={120}
          disabled={disabled}
          onCommit={(town) => set({ town })}
        />
        <CommitField
          label={t('trainingSetup:postal')}
          value={draft.address}
          maxLength={400}
          disabled={disabled}
          onCommit={(address) => set({ address })}
        />
        <DegreesFields
          value={draft}
          hint={t('trainingSetup:whyDegrees')}
          disabled={disabled}
          onChange={set}
        />
      </div>
      {site === undefined && setup.mayTeach && (
        <Checkbox
          label={t('trainingSetup:forAllWaves')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      {site !== undefined && <RoomsField wave={setup.wave} site={site} disabled={disabled} />}
      <NoteField value={draft.note} disabled={disabled} onChange={set} />
    </SetupForm>
  );
}
