import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EnvironmentWindowView } from '../../shared/activation/environments.contract.ts';
import { trainingWeek } from '../../shared/activation/environments.rules.ts';
import type { Environment } from '../../shared/programme/programme.entity.ts';
import { CommitField, CommitArea, DateField, SelectField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

interface WindowFormProps {
  readonly programme: string;
  readonly environments: readonly Environment[];
  /** Null: a new one, in the week of `day`. */
  readonly window: EnvironmentWindowView | null;
  readonly day: string;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

/** Days that an environment is open for all, with the day of its data. */
export function WindowForm(props: WindowFormProps) {
  const { programme, environments, window, day, mayWrite, onClose } = props;
  const { t, label } = useLanguage();
  const act = useAct();
  const [draft, setDraft] = useState(() => ({
    environment: window?.environment ?? environments[0]?.id ?? '',
    opensOn: window?.opensOn ?? trainingWeek(day).opensOn,
    closesOn: window?.closesOn ?? trainingWeek(day).closesOn,
    dataAsOf: window === null ? trainingWeek(day).dataAsOf : window.dataAsOf,
    productVersion: window?.productVersion ?? null,
    note: window?.note ?? null,
  }));
  const wrong = draft.closesOn < draft.opensOn ? t('activation:endsFirst') : undefined;

  async function save(): Promise<void> {
    const input = { programme, ...draft, ...(window !== null && { id: window.id }) };
    if (await act('environments.setWindow', input, t('activation:done.saved'))) onClose();
  }
  return (
    <>
      <h2 className={styles['panelTitle']}>
        {t(window === null ? 'activation:newWindow' : 'activation:window')}
      </h2>
      <p className={styles['hint']}>{t('activation:windowHint')}</p>
      {environments.length > 1 && (
        <SelectField
          label={t('activation:environment')}
          value={draft.environment}
          disabled={!mayWrite}
          options={environments.map((one) => ({ value: one.id, label: label(one.label) }))}
          onChange={(environment) => setDraft({ ...draft, environment })}
        />
      )}
      <div className={styles['fields']}>
        <DateField
          label={t('activation:opensOn')}
          value={draft.opensOn}
          disabled={!mayWrite}
          onCommit={(opensOn) => opensOn !== null && setDraft({ ...draft, opensOn })}
        />
        <DateField
          label={t('activation:closesOn')}
          value={draft.closesOn}
          wrong={wrong}
          disabled={!mayWrite}
          onCommit={(closesOn) => closesOn !== null && setDraft({ ...draft, closesOn })}
        />
        <DateField
          label={t('activation:dataAsOf')}
          value={draft.dataAsOf}
          disabled={!mayWrite}
          onCommit={(dataAsOf) => setDraft({ ...draft, dataAsOf })}
        />
        <CommitField
          label={t('activation:productVersion')}
          value={draft.productVersion}
          disabled={!mayWrite}
          onCommit={(productVersion) => setDraft({ ...draft, productVersion })}
        />
      </div>
      <CommitArea
        label={t('activation:note')}
        hint={t('activation:privacy')}
        maxLength={2000}
        value={draft.note}
        disabled={!mayWrite}
        onCommit={(note) => setDraft({ ...draft, note })}
      />
      <div className={styles['row']}>
        {mayWrite && (
          <Button disabled={wrong !== undefined} onClick={() => void save()}>
            {t('activation:save')}
          </Button>
        )}
        {mayWrite && window !== null && (
          <Button
            variant="default"
            onClick={() => {
              void act(
                'environments.removeWindow',
                { id: window.id },
                t('activation:done.removed'),
              );
              onClose();
            }}
          >
            {t('activation:remove')}
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          {t('activation:close')}
        </Button>
      </div>
    </>
  );
}
