import { useState } from 'react';
import type { UpdateAgreementInput } from '../../shared/agreement/agreement.contract.ts';
import {
  agreementStates,
  endReasons,
  type EndReason,
} from '../../shared/agreement/agreement.entity.ts';
import {
  agreementProblems,
  dataRoles,
  deadlines,
  feeBand,
  feeOf,
} from '../../shared/agreement/agreement.rules.ts';
import { agreementTermsOf } from '../../shared/agreement/agreementTerms.ts';
import { channelName } from '../../shared/wave/channels.ts';
import { useCall } from '../bridge/useCall.ts';
import { Choice } from '../ui/Choice.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { CommitField, CommitArea, DateField, SelectField } from '../ui/fields.tsx';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { AgreementTermsCard } from './AgreementTermsCard.tsx';
import { ProgrammeChoice } from './ProgrammeChoice.tsx';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

/** Years of fees that are shown: this one and those ahead. */
const YEARS = 8;

/** The agreement of one school: life cycle, what is due, fees, and what it says. */
export function SchoolAgreement({ establishment }: { readonly establishment: string }) {
  const { t, format, script } = useLanguage();
  const act = useAct();
  const [chosen, setChosen] = useState<string>();
  const { value } = useCall('agreement.read', { establishment, programme: chosen }, [
    'agreement',
    'establishment',
    'programme',
    'wave',
  ]);
  if (value === null) return null;
  const { programme, agreement, today } = value;
  if (programme === null) {
    return <Message kind="empty">{t('activation:empty.programme')}</Message>;
  }
  const terms = agreementTermsOf(value.template);
  const disabled = !value.mayWrite;
  const set = (change: UpdateAgreementInput['set']) =>
    void act(
      'agreement.update',
      { establishment, programme: programme.id, set: change },
      t('activation:done.saved'),
    );
  const dayField = (
    name: 'signedOn' | 'startsOn' | 'availableOn' | 'noticeOn' | 'acknowledgedOn' | 'endsOn',
  ) => (
    <DateField
      label={t(`activation:agreement.${name}`)}
      value={agreement?.[name] ?? null}
      disabled={disabled}
      onCommit={(day) => set({ [name]: day })}
    />
  );
  const problems = agreement === null ? [] : agreementProblems(agreement, terms);
  const ahead = agreement === null || terms === null ? [] : deadlines(agreement, terms, today);
  const mass = agreement?.financialMass ?? null;
  const band = terms === null || mass === null ? null : feeBand(mass, terms);
  const year = Number(today.slice(0, 4));
  const fees =
    agreement === null || terms === null
      ? []
      : Array.from({ length: YEARS }, (_, index) => feeOf(year + index, agreement, terms)).filter(
          (fee) => fee !== null,
        );
  const roles = dataRoles(agreement?.selfHosted ?? false);

  return (
    <div className={styles['part']}>
      <ProgrammeChoice programmes={value.programmes} value={programme} onChange={setChosen} />
      <section className={styles['card']}>
        <h2>{t('activation:agreement.title', { programme: script(programme.name) })}</h2>
        {agreement === null && <p className={styles['hint']}>{t('activation:agreement.none')}</p>}
        {problems.length > 0 && (
          <ul className={styles['warn']}>
            {problems.map((problem) => (
              <li key={problem}>{t(`activation:problem.${problem}`)}</li>
            ))}
          </ul>
        )}
        <Choice
          label={t('activation:state.label')}
          value={agreement?.state ?? 'draft'}
          disabled={disabled}
          options={agreementStates.map((state) => ({
            value: state,
            label: t(`activation:agreementState.${state}`),
          }))}
          onChange={(state) => set({ state })}
        />
        <div className={styles['fields']}>
          <CommitField
            label={t('activation:agreement.number')}
            value={agreement?.number ?? null}
            disabled={disabled}
            onCommit={(number) => set({ number })}
          />
          {dayField('signedOn')}
          {dayField('startsOn')}
          {dayField('availableOn')}
          {dayField('noticeOn')}
          {dayField('acknowledgedOn')}
          {dayField('endsOn')}
          <SelectField
            label={t('activation:agreement.endReason')}
            value={agreement?.endReason ?? ''}
            disabled={disabled}
            options={[
              { value: '', label: '–' },
              ...endReasons.map((reason) => ({
                value: reason,
                label: t(`activation:endReason.${reason}`),
              })),
            ]}
            onChange={(reason) => set({ endReason: (reason || null) as EndReason | null })}
          />
          <CommitField
            label={t('activation:agreement.mass')}
            hint={t('activation:agreement.massHint')}
            type="number"
            min={0}
            step="any"
            value={mass === null ? null : String(mass)}
            disabled={disabled}
            onCommit={(text) => set({ financialMass: text === null ? null : Number(text) })}
          />
          <SelectField
            label={t('activation:agreement.hosting')}
            value={hostingOf(agreement?.selfHosted ?? null)}
            disabled={disabled}
            options={[
              { value: '', label: '–' },
              { value: 'hosted', label: t('activation:agreement.hosted') },
              { value: 'self', label: t('activation:agreement.selfHosted') },
            ]}
            onChange={(text) => set({ selfHosted: text === '' ? null : text === 'self' })}
          />
          <div className={styles['wide']}>
            <CommitArea
              label={t('activation:agreement.note')}
              hint={`${t('activation:agreement.noteHint')} ${t('activation:privacy')}`}
              maxLength={4000}
              value={agreement?.note ?? null}
              disabled={disabled}
              onCommit={(note) => set({ note })}
            />
          </div>
        </div>
        <Facts>
          <Fact name={t('activation:agreement.channel')}>
            <bdi>{value.channel === null ? '–' : channelName(value.channel)}</bdi>
          </Fact>
          <Fact name={t('activation:agreement.siret')}>
            <bdi>{value.siret ?? '–'}</bdi>
          </Fact>
          <Fact name={t('activation:agreement.representative')}>
            <bdi>{value.legalRepresentative ?? '–'}</bdi>
          </Fact>
        </Facts>
      </section>
      {terms !== null && (
        <section className={styles['card']}>
          <h2>{t('activation:agreement.ahead')}</h2>
          {ahead.length === 0 ? (
            <p className={styles['hint']}>{t('activation:agreement.nothingAhead')}</p>
          ) : (
            <ul className={styles['bullets']}>
              {ahead.map((one) => (
                <li key={one.type}>
                  {t(`activation:deadline.${one.type}`, {
                    day: format.longDay(one.on),
                    year: one.stopYear ?? '',
                  })}
                </li>
              ))}
            </ul>
          )}
          <p className={styles['hint']}>{t('activation:agreement.noticeHint')}</p>
        </section>
      )}
      {terms !== null && (
        <section className={styles['card']}>
          <h2>{t('activation:agreement.fees')}</h2>
          <p className={styles['hint']}>
            {band === null
              ? t('activation:agreement.noBand')
              : t('activation:agreement.band', {
                  band: band.id,
                  first: format.number(band.first),
                  later: format.number(band.later),
                })}
          </p>
          {fees.length > 0 && (
            <table className={styles['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('activation:agreement.year')}</th>
                  <th scope="col">{t('activation:agreement.nth')}</th>
                  <th scope="col">{t('activation:agreement.amount')}</th>
                </tr>
              </thead>
              <tbody>
                {fees.map((fee) => (
                  <tr key={fee.year}>
                    <td>{fee.year}</td>
                    <td>{format.number(fee.nth)}</td>
                    <td>
                      {t('activation:agreement.euros', { amount: format.number(fee.amount) })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <p className={styles['hint']}>{t('activation:agreement.feesHint')}</p>
        </section>
      )}
      {terms !== null && <AgreementTermsCard terms={terms} roles={roles} />}
    </div>
  );
}

/** The answer that stands in the list for who hosts; nothing while nobody has said. */
function hostingOf(selfHosted: boolean | null): '' | 'self' | 'hosted' {
  if (selfHosted === null) return '';
  return selfHosted ? 'self' : 'hosted';
}
