import { useState } from 'react';
import {
  accountChecks,
  distributionMethods,
  type DistributionMethod,
} from '../../shared/activation/accountDistribution.entity.ts';
import {
  shareHandedOut,
  standingOf,
  stillToHandOut,
} from '../../shared/activation/accounts.rules.ts';
import type {
  AccountsView,
  SetAccountsInput,
} from '../../shared/activation/activation.contract.ts';
import { useCall } from '../bridge/useCall.ts';
import { CommitField, CommitArea, DateField, SelectField } from '../ui/fields.tsx';
import { Message } from '../ui/Message.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { standingTones } from './accountWords.ts';
import { ProgrammeChoice } from './ProgrammeChoice.tsx';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

/** How accounts reach each population of one school. */
export function SchoolAccounts({ establishment }: { readonly establishment: string }) {
  const { t } = useLanguage();
  const act = useAct();
  const [chosen, setChosen] = useState<string>();
  const { value } = useCall('activation.accounts', { establishment, programme: chosen }, [
    'accountDistribution',
    'programme',
    'wave',
  ]);
  if (value === null) return null;
  const { programme } = value;
  if (programme === null) {
    return <Message kind="empty">{t('activation:empty.programme')}</Message>;
  }
  return (
    <div className={styles['part']}>
      <ProgrammeChoice programmes={value.programmes} value={programme} onChange={setChosen} />
      <p className={styles['warn']}>{t('activation:noPasswords')}</p>
      {value.accounts.map((own) => (
        <PopulationCard
          key={own.population}
          own={own}
          mayWrite={value.mayWrite}
          onSet={(set) =>
            void act(
              'activation.setAccounts',
              { establishment, programme: programme.id, population: own.population, set },
              t('activation:done.saved'),
            )
          }
        />
      ))}
    </div>
  );
}

interface PopulationCardProps {
  readonly own: AccountsView;
  readonly mayWrite: boolean;
  readonly onSet: (set: SetAccountsInput['set']) => void;
}

function PopulationCard({ own, mayWrite, onSet }: PopulationCardProps) {
  const { t, format } = useLanguage();
  const standing = standingOf(own);
  const left = stillToHandOut(own);
  const share = shareHandedOut(own);
  const whole = (text: string | null): number | null =>
    text === null ? null : Math.max(0, Math.trunc(Number(text)) || 0);
  return (
    <section className={styles['card']}>
      <div className={styles['row']}>
        <h2>{t(`activation:population.${own.population}`)}</h2>
        <Tag tone={standingTones[standing]}>{t(`activation:standing.${standing}`)}</Tag>
        {share !== null && left !== null && (
          <span className={styles['hint']}>
            {t('activation:left', { count: left, share: format.percent(share) })}
          </span>
        )}
      </div>
      <div className={styles['fields']}>
        <SelectField
          label={t('activation:method')}
          value={own.method ?? ''}
          disabled={!mayWrite}
          options={[
            { value: '', label: t('activation:standing.undecided') },
            ...distributionMethods.map((method) => ({
              value: method,
              label: t(`activation:methods.${method}`),
            })),
          ]}
          onChange={(method) => onSet({ method: (method || null) as DistributionMethod | null })}
        />
        <DateField
          label={t('activation:decidedOn')}
          value={own.decidedOn}
          disabled={!mayWrite}
          onCommit={(decidedOn) => onSet({ decidedOn })}
        />
        <CommitField
          label={t('activation:total')}
          type="number"
          min={0}
          value={own.total === null ? null : String(own.total)}
          disabled={!mayWrite}
          onCommit={(text) => onSet({ total: whole(text) })}
        />
        <CommitField
          label={t('activation:handedOut')}
          type="number"
          min={0}
          value={own.handedOut === null ? null : String(own.handedOut)}
          wrong={standing === 'tooMany' ? t('activation:tooMany') : undefined}
          disabled={!mayWrite}
          onCommit={(text) => onSet({ handedOut: whole(text) })}
        />
      </div>
      <fieldset className={styles['row']} style={{ border: 0, margin: 0, padding: 0 }}>
        <legend className={styles['hint']}>{t('activation:checks')}</legend>
        {accountChecks.map((check) => (
          <label key={check} className={styles['row']}>
            <input
              type="checkbox"
              style={{ inlineSize: 24, blockSize: 24 }}
              checked={own.checks.includes(check)}
              disabled={!mayWrite}
              onChange={(event) =>
                onSet({
                  checks: accountChecks.filter((one) =>
                    one === check ? event.currentTarget.checked : own.checks.includes(one),
                  ),
                })
              }
            />
            {t(`activation:check.${check}`)}
          </label>
        ))}
      </fieldset>
      <CommitArea
        label={t('activation:accountNote')}
        hint={t('activation:privacy')}
        maxLength={2000}
        value={own.note}
        disabled={!mayWrite}
        onCommit={(note) => onSet({ note })}
      />
    </section>
  );
}
