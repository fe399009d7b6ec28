import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { FullTrainer, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { CommitField, SelectField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { AbsencesField } from './AbsencesField.tsx';
import { NumberField } from './NumberField.tsx';
import { PairField } from './PairField.tsx';
import { DegreesFields, NoteField } from './draftFields.tsx';
import { SetupForm } from './SetupForm.tsx';
import { leavePanel } from './leavePanel.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface TrainerFormProps {
  readonly setup: TrainingSetup;
  /** Undefined: somebody new. */
  readonly trainer: FullTrainer | undefined;
  readonly onClose: () => void;
}

/** Somebody who trains: what they know, how far they travel, with whom, and when they cannot. */
export function TrainerForm({ setup, trainer, onClose }: TrainerFormProps) {
  const { t, label, script } = useLanguage();
  const { run, busy, saved, remove } = useSetupDo(setup.wave);
  const [asked, setAsked] = useState(false);
  const [source, setSource] = useState('');
  const [draft, setDraft] = useState(() => ({
    person: trainer?.person ?? null,
    name: trainer?.name ?? null,
    email: trainer?.email ?? null,
    phone: trainer?.phone ?? null,
    sphere: trainer?.sphere ?? null,
    town: trainer?.town ?? null,
    latitude: trainer?.latitude ?? null,
    longitude: trainer?.longitude ?? null,
    tracks: trainer?.tracks ?? null,
    maxTravelMinutes: trainer?.maxTravelMinutes ?? null,
    maxDaysPerWeek: trainer?.maxDaysPerWeek ?? null,
    lent: trainer?.lent ?? false,
    experience: trainer?.experience ?? null,
    note: trainer?.note ?? null,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const disabled = trainer === undefined ? !setup.mayPlan : !trainer.mayWrite;
  const offered = [
    ...setup.people.map((one) => ({
      value: `person ${one.person}`,
      label: script(one.name),
      take: one,
    })),
    ...setup.pool.map(({ id, wave, ...one }) => ({
      value: `pool ${id}`,
      label:
        wave === null
          ? one.name
          : t('trainingSetup:lentBy', { name: one.name, wave: script(wave) }),
      take: one,
    })),
  ];

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.name === null) return;
    const id = trainer === undefined ? {} : { id: trainer.id };
    const input = { wave: setup.wave, ...id, set: { ...draft, name: draft.name } };
    if ((await run('trainingSetup.saveTrainer', input, saved)) !== null) leavePanel(onClose);
  }
  return (
    <SetupForm
      title={
        <bdi>{trainer === undefined ? t('trainingSetup:newTrainer') : script(trainer.name)}</bdi>
      }
      hint={trainer?.shared === true ? t('trainingSetup:sharedTrainer') : undefined}
      mayWrite={!disabled}
      busy={busy}
      onSave={() => void save()}
      onRemove={trainer && (() => void remove('trainer', trainer.id, onClose))}
      onClose={onClose}
    >
      {trainer === undefined && offered.length > 0 && (
        <SelectField
          label={t('trainingSetup:source')}
          hint={t('trainingSetup:fromHint')}
          value={source}
          options={[{ value: '', label: t('trainingSetup:byHand') }, ...offered]}
          onChange={(value) => {
            setSource(value);
            const found = offered.find((one) => one.value === value);
            if (found !== undefined) set(found.take);
          }}
        />
      )}
      <CommitField
        label={t('trainingSetup:name')}
        value={draft.name}
        maxLength={240}
        disabled={disabled}
        wrong={asked && draft.name === null ? t('trainingSetup:needed') : undefined}
        onCommit={(name) => set({ name })}
      />
      {trainer !== undefined && (
        <PairField setup={setup} trainer={trainer} disabled={!setup.mayPlan} />
      )}
      <div className={styles['fields']}>
        <CommitField
          label={t('trainingSetup:sphere')}
          hint={t('trainingSetup:sphereHint')}
          value={draft.sphere}
          maxLength={60}
          disabled={disabled}
          onCommit={(sphere) => set({ sphere })}
        />
        <CommitField
          label={t('trainingSetup:town')}
          value={draft.town}
          maxLength={120}
          disabled={disabled}
          onCommit={(town) => set({ town })}
        />
        <NumberField
          label={t('trainingSetup:travel')}
          value={draft.maxTravelMinutes}
          min={0}
          max={1_440}
          disabled={disabled}
          onCommit={(maxTravelMinutes) => set({ maxTravelMinutes })}
        />
        <NumberField
          label={t('trainingSetup:daysAWeek')}
          value={draft.maxDaysPerWeek}
          min={1}
          max={7}
          disabled={disabled}
          onCommit={(maxDaysPerWeek) => set({ maxDaysPerWeek })}
        />
        <DegreesFields value={draft} disabled={disabled} onChange={set} />
        <CommitField
          label={t('trainingSetup:email')}
          type="email"
          value={draft.email}
          maxLength={254}
          disabled={disabled}
          onCommit={(email) => set({ email })}
        />
        <CommitField
          label={t('trainingSetup:phone')}
          type="tel"
          value={draft.phone}
          maxLength={40}
          disabled={disabled}
          onCommit={(phone) => set({ phone })}
        />
      </div>
      <ManyField
        label={t('trainingSetup:teaches')}
        add={t(draft.tracks === null ? 'trainingSetup:teachesAll' : 'trainingSetup:addTrack')}
        values={draft.tracks ?? []}
        disabled={disabled}
        options={setup.tracks.map((one) => ({ value: one.id, label: label(one.label) }))}
        onChange={(tracks) => set({ tracks: tracks.length === 0 ? null : [...tracks] })}
      />
      <Checkbox
        label={t('trainingSetup:lend')}
        checked={draft.lent}
        disabled={disabled}
        onChange={(event) => set({ lent: event.currentTarget.checked })}
      />
      <CommitField
        label={t('trainingSetup:experience')}
        value={draft.experience}
        maxLength={200}
        disabled={disabled}
        onCommit={(experience) => set({ experience })}
      />
      {trainer !== undefined && <AbsencesField setup={setup} trainer={trainer} />}
      <NoteField value={draft.note} disabled={disabled} onChange={set} />
    </SetupForm>
  );
}
