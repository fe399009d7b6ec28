import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { CommitArea, CommitField, SelectField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { LabelFields, labelOf, type LabelDraft } from './LabelFields.tsx';
import { ModulesField, moduleOf, type ModuleDraft } from './ModulesField.tsx';
import { NumberField } from './NumberField.tsx';
import { SetupForm } from './SetupForm.tsx';
import { leavePanel } from './leavePanel.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface TrackFormProps {
  readonly setup: TrainingSetup;
  /** Undefined: a new one. */
  readonly track: TrainingSetup['tracks'][number] | undefined;
  readonly onClose: () => void;
}

const GROUP_AIM = 20;
const GROUP_MAX = 24;
const GAP_DAYS = 7;
/** Said, said not, or not said. */
const FEES = { '': null, yes: true, no: false } as const;

/** A track: whom it is for, its days in order, and what is learned alone. */
export function TrackForm({ setup, track, onClose }: TrackFormProps) {
  const { t, label } = useLanguage();
  const { run, busy, saved, remove } = useSetupDo(setup.wave);
  const [asked, setAsked] = useState(false);
  const [draft, setDraft] = useState(() => ({
    label: (track?.label ?? {}) as LabelDraft,
    actors: track?.actors ?? [],
    modules: (track?.modules ?? []) as ModuleDraft[],
    distanceHours: track?.distanceHours ?? 0,
    courses: track?.courses ?? [],
    groupAim: track?.groupAim ?? GROUP_AIM,
    groupMax: track?.groupMax ?? GROUP_MAX,
    minGapDays: track?.minGapDays ?? GAP_DAYS,
    outsideGroups: track?.outsideGroups ?? false,
    kitActions: track?.kitActions ?? [],
    productVersion: track?.productVersion ?? null,
    coveredByFee: track?.coveredByFee ?? null,
    note: track?.note ?? null,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const disabled = !setup.mayTeach;
  const belowAim = draft.groupMax < draft.groupAim ? t('trainingSetup:belowAim') : undefined;
  const title = track === undefined ? t('trainingSetup:newTrack') : label(track.label);

  async function save(): Promise<void> {
    setAsked(true);
    const name = labelOf(draft.label);
    const modules = draft.modules.map(moduleOf);
    const whole = modules.filter((one) => one !== null);
    if (name === null || whole.length < modules.length || belowAim !== undefined) return;
    const input = {
      wave: setup.wave,
      ...(track !== undefined && { id: track.id }),
      set: { ...draft, label: name, modules: whole },
    };
    if ((await run('trainingSetup.saveTrack', input, saved)) !== null) leavePanel(onClose);
  }
  return (
    <SetupForm
      title={<bdi>{title}</bdi>}
      hint={disabled ? t('trainingSetup:ofProgramme') : undefined}
      mayWrite={!disabled}
      busy={busy}
      onSave={() => void save()}
      onRemove={track && (() => void remove('track', track.id, onClose))}
      onClose={onClose}
    >
      <LabelFields
        value={draft.label}
        asked={asked}
        disabled={disabled}
        onChange={(value) => set({ label: value })}
      />
      <ManyField
        label={t('trainingSetup:actors')}
        add={t('trainingSetup:addActor')}
        values={draft.actors}
        disabled={disabled}
        options={setup.actors.map((one) => ({ value: one.id, label: label(one.label) }))}
        onChange={(actors) => set({ actors: [...actors] })}
      />
      <ModulesField
        modules={draft.modules}
        asked={asked}
        disabled={disabled}
        today={setup.today}
        onChange={(modules) => set({ modules: [...modules] })}
      />
      <div className={styles['fields']}>
        <NumberField
          label={t('trainingSetup:distanceHours')}
          value={draft.distanceHours}
          min={0}
          max={1_000}
          step="any"
          disabled={disabled}
          onCommit={(distanceHours) => set({ distanceHours: distanceHours ?? 0 })}
        />
        <NumberField
          label={t('trainingSetup:minGapDays')}
          value={draft.minGapDays}
          min={0}
          max={365}
          disabled={disabled}
          onCommit={(minGapDays) => set({ minGapDays: minGapDays ?? 0 })}
        />
        <NumberField
          label={t('trainingSetup:groupAim')}
          value={draft.groupAim}
          min={1}
          max={500}
          disabled={disabled}
          onCommit={(groupAim) => set({ groupAim: groupAim ?? GROUP_AIM })}
        />
        <NumberField
          label={t('trainingSetup:groupMax')}
          value={draft.groupMax}
          min={1}
          max={500}
          disabled={disabled}
          wrong={belowAim}
          onCommit={(groupMax) => set({ groupMax: groupMax ?? GROUP_MAX })}
        />
        <CommitField
          label={t('trainingSetup:productVersion')}
          value={draft.productVersion}
          maxLength={40}
          disabled={disabled}
          onCommit={(productVersion) => set({ productVersion })}
        />
        <SelectField
          label={t('trainingSetup:fee')}
          value={draft.coveredByFee === null ? '' : draft.coveredByFee ? 'yes' : 'no'}
          disabled={disabled}
          options={(['', 'yes', 'no'] as const).map((value) => ({
            value,
            label: t(`trainingSetup:feeIs.${value || 'unsaid'}`),
          }))}
          onChange={(value) => set({ coveredByFee: FEES[value as keyof typeof FEES] })}
        />
      </div>
      <Checkbox
        label={t('trainingSetup:outsideGroups')}
        checked={draft.outsideGroups}
        disabled={disabled}
        onChange={(event) => set({ outsideGroups: event.currentTarget.checked })}
      />
      <CommitArea
        label={t('trainingSetup:courses')}
        hint={t('trainingSetup:coursesHint')}
        value={draft.courses.join('\n') || null}
        maxLength={4_000}
        disabled={disabled}
        onCommit={(text) =>
          set({
            courses: (text ?? '').split('\n').flatMap((one) => one.trim().slice(0, 200) || []),
          })
        }
      />
      <ManyField
        label={t('trainingSetup:kitActions')}
        add={t('trainingSetup:addAction')}
        values={draft.kitActions}
        disabled={disabled}
        options={setup.actions.map((one) => ({ value: one.id, label: label(one.label) }))}
        onChange={(kitActions) => set({ kitActions: [...kitActions] })}
      />
      <CommitArea
        label={t('trainingSetup:note')}
        value={draft.note}
        maxLength={4_000}
        disabled={disabled}
        onCommit={(note) => set({ note })}
      />
    </SetupForm>
  );
}
