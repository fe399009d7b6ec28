import { Button } from '@mantine/core';
import { membershipStatuses } from '../../shared/wave/waveMembership.entity.ts';
import type { WaveView } from '../../shared/wave/waves.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { LoadBars } from './LoadBars.tsx';
import { TimeAxis } from './TimeAxis.tsx';
import { statusWord, type WaveTab } from './waves.words.ts';
import styles from './waves.module.css';

interface SummaryTabProps {
  readonly wave: WaveView;
  readonly onTab: (tab: WaveTab) => void;
}

/** The wave at a glance: days, load against places, where its schools stand, its time. */
export function SummaryTab({ wave, onTab }: SummaryTabProps) {
  const { t, format } = useLanguage();
  const terms = useTerms(wave.programme.id);
  const { One: oneHeading, Many: manyHeading } = terms;
  const schools = terms.many('establishment');
  const long = (day: string | null) => (day === null ? '—' : format.longDay(day));
  const { over, between, under, none } = wave.buckets;
  return (
    <>
      {wave.afterEnd && (
        <p className={styles['warn']} role="alert">
          {t('waves:warn.afterEnd')}
        </p>
      )}
      {wave.establishments === 0 && wave.mayEdit && (
        <p className={styles['hint']}>
          {t('waves:empty.begin')}{' '}
          <Button size="compact-sm" variant="default" onClick={() => onTab('members')}>
            {t('waves:do.addSchools', { schools })}
          </Button>
        </p>
      )}
      <section className={styles['section']}>
        <h2>{t('waves:axis.title')}</h2>
        <TimeAxis wave={wave} />
        <p className={styles['note']}>
          {t('waves:axis.legend', { term: terms.one('switchover') })}
        </p>
      </section>
      <div className={styles['columns']}>
        <section className={styles['section']}>
          <h2>{t('waves:load.title')}</h2>
          <LoadBars load={wave.load} />
        </section>
        <section className={styles['section']}>
          <h2>{t('waves:summary.progress')}</h2>
          <Facts>
            <Fact name={t('waves:summary.done')}>
              {t('waves:summary.doneOf', {
                done: format.number(wave.done),
                all: format.number(wave.applicable),
                percent: format.percent(wave.percent),
              })}
            </Fact>
            <Fact name={t('waves:col.late')}>{format.number(wave.late)}</Fact>
            <Fact name={t('waves:summary.blocked')}>{format.number(wave.blocked)}</Fact>
            <Fact name={t('waves:summary.buckets', { schools: manyHeading('establishment') })}>
              {t('waves:summary.bucketsOf', {
                over: format.number(over),
                between: format.number(between),
                under: format.number(under),
                none: format.number(none),
              })}
            </Fact>
            {wave.budgetsLoaded !== null && (
              <Fact name={t('waves:summary.budgets')}>
                {t('waves:summary.ofSchools', {
                  n: format.number(wave.budgetsLoaded),
                  all: format.number(wave.establishments),
                })}
              </Fact>
            )}
          </Facts>
        </section>
        <section className={styles['section']}>
          <h2>{t('waves:summary.about')}</h2>
          <Facts>
            <Fact name={t('waves:form.startsOn')}>{long(wave.startsOn)}</Fact>
            <Fact name={oneHeading('switchover')}>{long(wave.switchoverDate)}</Fact>
            <Fact name={t('waves:form.endsOn')}>{long(wave.endsOn)}</Fact>
            <Fact name={t('waves:form.variant')}>
              {wave.variant === null ? '—' : <LabelText label={wave.variant.label} />}
            </Fact>
            <Fact name={t('waves:form.kind')}>{t(`waves:kind.${wave.kind}`)}</Fact>
            <Fact name={t('waves:form.status')}>{t(`waves:waveStatus.${wave.status}`)}</Fact>
            <Fact name={t('waves:rule.title')}>{ruleWords()}</Fact>
          </Facts>
          {wave.note !== null && <p dir="auto">{wave.note}</p>}
        </section>
        <section className={styles['section']}>
          <h2>{t('waves:summary.statuses', { schools })}</h2>
          <Facts>
            {membershipStatuses
              .filter((status) => wave.statuses[status] > 0)
              .map((status) => (
                <Fact key={status} name={statusWord(t, terms, status)}>
                  {format.number(wave.statuses[status])}
                </Fact>
              ))}
            {wave.statuses.left > 0 && (
              <Fact name={t('waves:filter.left')}>{format.number(wave.statuses.left)}</Fact>
            )}
            {wave.ownDates > 0 && (
              <Fact name={t('waves:filter.ownDate')}>{format.number(wave.ownDates)}</Fact>
            )}
          </Facts>
        </section>
      </div>
    </>
  );

  function ruleWords(): string {
    if (wave.rule === null) return t('waves:rule.none');
    const { noticeMonths, registeredLetter, longestDelayMonths } = wave.rule;
    const parts = [
      ...(noticeMonths === null ? [] : [t('waves:rule.notice', { n: noticeMonths })]),
      ...(registeredLetter ? [t('waves:rule.letter')] : []),
      ...(longestDelayMonths === null ? [] : [t('waves:rule.longest', { n: longestDelayMonths })]),
    ];
    return parts.length === 0 ? t('waves:rule.none') : parts.join(' · ');
  }
}
