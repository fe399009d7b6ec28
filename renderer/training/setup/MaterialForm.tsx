import { useState } from 'react';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import type { MaterialView, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { materialKinds, materialRights } from '../../../shared/training/trainingMaterial.entity.ts';
import { CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { NoteField } from './draftFields.tsx';
import { SetupForm } from './SetupForm.tsx';
import { leavePanel } from './leavePanel.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface MaterialFormProps {
  readonly setup: TrainingSetup;
  /** Undefined: a new one. */
  readonly material: MaterialView | undefined;
  readonly onClose: () => void;
}

const ADDRESS = /^https?:\/\/[^\s/]+/i;

/** A material: where it is, whose it is, and of which version of the product. */
export function MaterialForm({ setup, material, onClose }: MaterialFormProps) {
  const { t, label } = useLanguage();
  const { run, busy, saved, remove } = useSetupDo(setup.wave);
  const [asked, setAsked] = useState(false);
  const [draft, setDraft] = useState(() => ({
    title: material?.title ?? null,
    kind: material?.kind ?? 'guide',
    track: material?.track ?? null,
    module: material?.module ?? null,
    language: material?.language ?? null,
    address: material?.address ?? null,
    // What nobody said is not for everybody.
    rights: material?.rights ?? 'consent',
    rightsHolder: material?.rightsHolder ?? null,
    productVersion: material === undefined ? setup.productVersion : material.productVersion,
    updatedOn: material === undefined ? setup.today : material.updatedOn,
    note: material?.note ?? null,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const disabled = !setup.mayTeach;
  const modules = setup.tracks.find(({ id }) => id === draft.track)?.modules ?? [];
  const noAddress =
    draft.address !== null && !ADDRESS.test(draft.address)
      ? t('trainingSetup:addressForm')
      : undefined;

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.title === null || noAddress !== undefined) return;
    const id = material === undefined ? {} : { id: material.id };
    const input = { wave: setup.wave, ...id, set: { ...draft, title: draft.title } };
    if ((await run('trainingSetup.saveMaterial', input, saved)) !== null) leavePanel(onClose);
  }
  return (
    <SetupForm
      title={<bdi>{material?.title ?? t('trainingSetup:newMaterial')}</bdi>}
      hint={
        material?.older === true
          ? t('trainingSetup:olderHint', { version: setup.productVersion ?? '' })
          : disabled
            ? t('trainingSetup:ofProgramme')
            : undefined
      }
      mayWrite={!disabled}
      busy={busy}
      onSave={() => void save()}
      onRemove={material && (() => void remove('material', material.id, onClose))}
      onClose={onClose}
    >
      <CommitField
        label={t('trainingSetup:titleField')}
        value={draft.title}
        maxLength={400}
        disabled={disabled}
        wrong={asked && draft.title === null ? t('trainingSetup:needed') : undefined}
        onCommit={(title) => set({ title })}
      />
      <div className={styles['fields']}>
        <SelectField
          label={t('trainingSetup:kindLabel')}
          value={draft.kind}
          disabled={disabled}
          options={materialKinds.map((value) => ({
            value,
            label: t(`trainingSetup:materialKind.${value}`),
          }))}
          onChange={(kind) => set({ kind: kind as typeof draft.kind })}
        />
        <SelectField
          label={t('trainingSetup:track')}
          value={draft.track ?? ''}
          disabled={disabled}
          options={[
            { value: '', label: t('trainingSetup:allTracks') },
            ...setup.tracks.map((one) => ({ value: one.id, label: label(one.label) })),
          ]}
          onChange={(track) => set({ track: track || null, module: null })}
        />
        <SelectField
          label={t('timetable:module')}
          value={draft.module ?? ''}
          disabled={disabled || modules.length === 0}
          options={[
            { value: '', label: t('trainingSetup:wholeTrack') },
            ...modules.map((one) => ({ value: one.id, label: label(one.title) })),
          ]}
          onChange={(module) => set({ module: module || null })}
        />
        <SelectField
          label={t('trainingSetup:languageLabel')}
          value={draft.language ?? ''}
          disabled={disabled}
          options={[
            { value: '', label: t('trainingSetup:unsaid') },
            ...languages.map((value) => ({ value, label: t(`trainingSetup:language.${value}`) })),
          ]}
          onChange={(language) => set({ language: (language || null) as Language | null })}
        />
      </div>
      <CommitField
        label={t('trainingSetup:address')}
        type="url"
        value={draft.address}
        maxLength={400}
        disabled={disabled}
        wrong={noAddress}
        onCommit={(address) => set({ address })}
      />
      <SelectField
        label={t('trainingSetup:rightsLabel')}
        hint={t(`trainingSetup:rightsHint.${draft.rights}`)}
        value={draft.rights}
        disabled={disabled}
        options={materialRights.map((value) => ({
          value,
          label: t(`trainingSetup:rights.${value}`),
        }))}
        onChange={(rights) => set({ rights: rights as typeof draft.rights })}
      />
      <CommitField
        label={t('trainingSetup:rightsHolder')}
        value={draft.rightsHolder}
        maxLength={200}
        disabled={disabled}
        onCommit={(rightsHolder) => set({ rightsHolder })}
      />
      <div className={styles['dates']}>
        <CommitField
          label={t('trainingSetup:productVersion')}
          value={draft.productVersion}
          maxLength={40}
          disabled={disabled}
          onCommit={(productVersion) => set({ productVersion })}
        />
        <DateField
          label={t('trainingSetup:updatedOn')}
          value={draft.updatedOn}
          today={setup.today}
          disabled={disabled}
          onCommit={(updatedOn) => set({ updatedOn })}
        />
      </div>
      <NoteField value={draft.note} disabled={disabled} onChange={set} />
    </SetupForm>
  );
}
