import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PeriodView, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { businessPeriodKinds } from '../../../shared/training/trainingRules.entity.ts';
import { CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { SetupForm } from './SetupForm.tsx';
import { leavePanel } from './leavePanel.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface PeriodFormProps {
  readonly setup: TrainingSetup;
  /** Undefined: a new one. */
  readonly period: PeriodView | undefined;
  readonly onClose: () => void;
}

/** Days on which people of schools have other work. */
export function PeriodForm({ setup, period, onClose }: PeriodFormProps) {
  const { t } = useLanguage();
  const { run, busy, saved, remove } = useSetupDo(setup.wave);
  const [asked, setAsked] = useState(false);
  const [draft, setDraft] = useState(() => ({
    label: period?.label ?? null,
    kind: period?.kind ?? 'budget',
    from: period?.from ?? null,
    until: period?.until ?? null,
    forbidden: period?.forbidden ?? false,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const disabled = !setup.mayPlan;
  const { from, until } = draft;
  const needed = (value: unknown) =>
    asked && value === null ? t('trainingSetup:needed') : undefined;
  const endsFirst =
    from !== null && until !== null && until < from ? t('trainingSetup:endsFirst') : undefined;

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.label === null || from === null || until === null || endsFirst !== undefined) return;
    const id = period === undefined ? {} : { id: period.id };
    const input = { wave: setup.wave, ...id, set: draft };
    if ((await run('trainingSetup.savePeriod', input, saved)) !== null) leavePanel(onClose);
  }
  return (
    <SetupForm
      title={<bdi>{period?.label ?? t('trainingSetup:newPeriod')}</bdi>}
      hint={t('trainingSetup:periodHint')}
      mayWrite={!disabled}
      busy={busy}
      onSave={() => void save()}
      onRemove={period && (() => void remove('period', period.id, onClose))}
      onClose={onClose}
    >
      <CommitField
        label={t('trainingSetup:name')}
        value={draft.label}
        maxLength={200}
        disabled={disabled}
        wrong={needed(draft.label)}
        onCommit={(label) => set({ label })}
      />
      <SelectField
        label={t('trainingSetup:kindLabel')}
        value={draft.kind}
        disabled={disabled}
        options={businessPeriodKinds.map((value) => ({
          value,
          label: t(`trainingSetup:periodKind.${value}`),
        }))}
        onChange={(kind) => set({ kind: kind as typeof draft.kind })}
      />
      <div className={styles['dates']}>
        <DateField
          label={t('trainingSetup:fromDay')}
          value={from}
          today={setup.today}
          disabled={disabled}
          wrong={needed(from)}
          onCommit={(day) => set({ from: day })}
        />
        <DateField
          label={t('trainingSetup:untilDay')}
          value={until}
          today={setup.today}
          disabled={disabled}
          wrong={endsFirst ?? needed(until)}
          onCommit={(day) => set({ until: day })}
        />
      </div>
      <Checkbox
        label={t('trainingSetup:forbid')}
        checked={draft.forbidden}
        disabled={disabled}
        onChange={(event) => set({ forbidden: event.currentTarget.checked })}
      />
    </SetupForm>
  );
}
