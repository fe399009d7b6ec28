import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ActivationView } from '../../shared/activation/activation.contract.ts';
import {
  activationStates,
  type ActivationState,
} from '../../shared/activation/serviceActivation.entity.ts';
import { useCall } from '../bridge/useCall.ts';
import { Choice } from '../ui/Choice.tsx';
import { CommitField, CommitArea, DateField, SelectField } from '../ui/fields.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { StateShape } from './StateShape.tsx';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

interface ServicePanelProps {
  readonly establishment: string;
  readonly programme: string;
  readonly service: string;
  readonly schoolName?: string;
  readonly schoolHref?: string;
  readonly onClose: () => void;
}

/** One service in one school: its state for all, and for classes and profiles of their own. */
export function ServicePanel(props: ServicePanelProps) {
  const { establishment, programme, service } = props;
  const { t, format } = useLanguage();
  const act = useAct();
  const { value } = useCall('activation.services', { establishment, programme }, [
    'serviceActivation',
    'programme',
  ]);
  if (value === null) return null;
  const definition = value.services.find(({ id }) => id === service);
  const group = value.groups.find(({ id }) => id === definition?.group);
  const own = value.activations.filter((one) => one.service === service);
  const whole = own.find(({ target }) => target === 'school');
  const narrower = own.filter(({ target }) => target !== 'school');

  function set(
    state: ActivationState,
    more: Partial<Pick<ActivationView, 'target' | 'targetName' | 'since' | 'note'>> = {},
  ): void {
    const { target, targetName, since, note } = more;
    const cell = {
      establishment,
      service,
      ...(target !== undefined && target !== 'school' && { target, targetName: targetName ?? '' }),
    };
    const input = {
      programme,
      cells: [cell],
      state,
      ...(since && { since }),
      ...(note !== undefined && { note: note ?? '' }),
    };
    void act('activation.set', input, t('activation:done.saved'));
  }

  return (
    <>
      <div>
        <h2 className={styles['panelTitle']}>
          {definition !== undefined && <LabelText label={definition.label} />}
        </h2>
        {props.schoolName !== undefined && (
          <p>
            <a href={props.schoolHref}>
              <bdi>{props.schoolName}</bdi>
            </a>
          </p>
        )}
        {group !== undefined && (
          <p className={styles['hint']}>
            <LabelText label={group.label} />
          </p>
        )}
      </div>
      {value.missing.includes(service) && (
        <p className={styles['warn']}>{t('activation:missingHere')}</p>
      )}
      <StateChoice
        label={t('activation:wholeSchool')}
        value={whole?.state ?? 'off'}
        disabled={!value.mayWrite}
        onChange={(state) => set(state)}
      />
      <DateField
        label={t('activation:since')}
        value={whole?.since ?? null}
        disabled={!value.mayWrite || whole === undefined}
        onCommit={(since) => whole !== undefined && since !== null && set(whole.state, { since })}
      />
      <CommitArea
        label={t('activation:note')}
        hint={t('activation:privacy')}
        maxLength={2000}
        value={whole?.note ?? null}
        disabled={!value.mayWrite}
        onCommit={(note) => set(whole?.state ?? 'off', { note })}
      />
      <section className={styles['list']} aria-label={t('activation:narrowerTitle')}>
        <h3>{t('activation:narrowerTitle')}</h3>
        <p className={styles['hint']}>{t('activation:narrowerHint')}</p>
        {narrower.map((one) => (
          <div key={`${one.target} ${one.targetName}`} className={styles['item']}>
            <span>
              <bdi>{one.targetName}</bdi>{' '}
              <small>
                {t(`activation:target.${one.target}`)}
                {one.since !== null && ` · ${format.day(one.since, value.today)}`}
              </small>
            </span>
            <SelectField
              label={t('activation:stateOf', { name: one.targetName ?? '' })}
              value={one.state}
              disabled={!value.mayWrite}
              options={stateOptions()}
              onChange={(state) => set(state as ActivationState, one)}
            />
          </div>
        ))}
        {value.mayWrite && (
          <NewAudience onAdd={(target, targetName) => set('pilot', { target, targetName })} />
        )}
      </section>
      <div className={styles['row']}>
        <Button variant="subtle" onClick={props.onClose}>
          {t('activation:close')}
        </Button>
      </div>
    </>
  );

  function stateOptions() {
    return activationStates.map((state) => ({
      value: state,
      label: t(`activation:state.${state}`),
    }));
  }
}

interface StateChoiceProps {
  readonly label: string;
  readonly value: ActivationState;
  readonly disabled: boolean;
  readonly onChange: (state: ActivationState) => void;
}

/** The states of a service side by side. */
export function StateChoice(props: StateChoiceProps) {
  const { t } = useLanguage();
  return (
    <Choice
      even
      {...props}
      options={activationStates.map((state) => ({
        value: state,
        label: t(`activation:state.${state}`),
        icon: <StateShape state={state} />,
      }))}
    />
  );
}

function NewAudience({ onAdd }: { onAdd: (target: 'class' | 'profile', name: string) => void }) {
  const { t } = useLanguage();
  const [target, setTarget] = useState<'class' | 'profile'>('class');
  const [name, setName] = useState<string | null>(null);
  return (
    <form
      className={styles['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        if (name === null) return;
        onAdd(target, name);
        setName(null);
      }}
    >
      <SelectField
        label={t('activation:for')}
        value={target}
        options={(['class', 'profile'] as const).map((one) => ({
          value: one,
          label: t(`activation:target.${one}`),
        }))}
        onChange={(one) => setTarget(one as 'class' | 'profile')}
      />
      <CommitField label={t('activation:targetName')} value={name} onCommit={setName} />
      <div className={styles['wide']}>
        <Button type="submit" variant="default">
          {t('activation:addNarrower')}
        </Button>
      </div>
    </form>
  );
}
