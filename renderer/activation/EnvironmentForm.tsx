import type { SetEnvironmentInput } from '../../shared/activation/environments.contract.ts';
import {
  environmentKind,
  nextRefresh,
  previousSunday,
  versionStandings,
} from '../../shared/activation/environments.rules.ts';
import {
  environmentStates,
  type EnvironmentState,
} from '../../shared/activation/environmentUse.entity.ts';
import { useCall } from '../bridge/useCall.ts';
import { Choice } from '../ui/Choice.tsx';
import { CommitField, CommitArea, DateField } from '../ui/fields.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { StateShape } from './StateShape.tsx';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

interface EnvironmentFormProps {
  readonly establishment: string;
  readonly programme: string;
  readonly environment: string;
}

/** One environment as one school has it. */
export function EnvironmentForm({ establishment, programme, environment }: EnvironmentFormProps) {
  const { t, format } = useLanguage();
  const act = useAct();
  const { value } = useCall('environments.read', { establishment, programme }, [
    'environmentUse',
    'environmentWindow',
    'programme',
  ]);
  const definition = value?.environments.find(({ id }) => id === environment);
  if (value === null || definition === undefined) return null;
  const use = value.uses.find((one) => one.environment === environment);
  const kind = environmentKind(definition);
  const refresh = nextRefresh(definition, value.today);
  const standing =
    use === undefined ? undefined : versionStandings(value.versions).get(use.productVersion ?? '');
  const disabled = !value.mayWrite;
  const set = (change: SetEnvironmentInput['set']) =>
    void act(
      'environments.set',
      { programme, cells: [{ establishment, environment }], set: change },
      t('activation:done.saved'),
    );

  const refreshDay = format.days([previousSunday(value.today), refresh], value.today);
  return (
    <>
      <div className={styles['row']}>
        <h2 className={styles['panelTitle']}>
          <LabelText label={definition.label} />
        </h2>
        <Tag tone={kind === 'production' ? 'done' : kind === 'copy' ? 'wait' : 'plain'}>
          {t(`activation:kind.${kind}`)}
        </Tag>
        {definition.code !== null && <bdi className={styles['hint']}>{definition.code}</bdi>}
      </div>
      {kind === 'copy' && <p className={styles['warn']}>{t('activation:copyWarning')}</p>}
      {refresh !== null && (
        <p className={styles['hint']}>
          {t('activation:refreshWords', {
            from: refreshDay(previousSunday(value.today)),
            next: refreshDay(refresh),
          })}
        </p>
      )}
      {environment === 'rdd' && (
        <p className={styles['hint']}>
          {value.legacySoftware === null
            ? t('activation:noLegacy')
            : t('activation:legacy', { software: value.legacySoftware })}{' '}
          {t('activation:loadingTools')}
        </p>
      )}
      <Choice
        even
        label={t('activation:state.label')}
        value={use?.state ?? ('' as EnvironmentState)}
        disabled={disabled}
        options={environmentStates.map((state) => ({
          value: state,
          label: t(`activation:environmentState.${state}`),
          icon: <StateShape state={state} />,
        }))}
        onChange={(state) => set({ state })}
      />
      <div className={styles['fields']}>
        <DateField
          label={t('activation:openedOn')}
          value={use?.openedOn ?? null}
          disabled={disabled}
          onCommit={(openedOn) => set({ openedOn })}
        />
        <DateField
          label={t('activation:closedOn')}
          value={use?.closedOn ?? null}
          disabled={disabled}
          onCommit={(closedOn) => set({ closedOn })}
        />
        <CommitField
          label={t('activation:productVersion')}
          hint={standing === undefined ? undefined : t(`activation:version.${standing}`)}
          value={use?.productVersion ?? null}
          disabled={disabled}
          onCommit={(productVersion) => set({ productVersion })}
        />
        <DateField
          label={t('activation:dataAsOf')}
          value={use?.dataAsOf ?? null}
          disabled={disabled}
          onCommit={(dataAsOf) => set({ dataAsOf })}
        />
      </div>
      <CommitField
        label={t('activation:address')}
        type="url"
        value={use?.address ?? null}
        disabled={disabled}
        onCommit={(address) => set({ address })}
      />
      <CommitArea
        label={t('activation:note')}
        hint={t('activation:privacy')}
        maxLength={2000}
        value={use?.note ?? null}
        disabled={disabled}
        onCommit={(note) => set({ note })}
      />
    </>
  );
}
