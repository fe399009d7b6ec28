import { Button } from '@mantine/core';
import { useState } from 'react';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { LabelText } from '../../ui/LabelText.tsx';
import { PapersCard } from './PapersCard.tsx';
import { PeriodForm } from './PeriodForm.tsx';
import { SetupFrame } from './SetupFrame.tsx';
import { openedIn, type Opened, type PartProps } from './setupParts.ts';
import { SpanCard } from './SpanCard.tsx';
import { WaivedCard } from './WaivedCard.tsx';
import styles from './Setup.module.css';

/** Between which days and hours trainings are, what else is on then, and when the base is open. */
export function CalendarPart({ shared, setup }: PartProps) {
  const { t, format } = useLanguage();
  const [opened, setOpened] = useState<Opened>(null);
  const { periods, windows, mayPlan, today } = setup;
  const period = openedIn(periods, opened);
  const close = (): void => setOpened(null);
  const days = format.days(
    windows.flatMap(({ opensOn, closesOn, dataAsOf }) => [opensOn, closesOn, dataAsOf]),
    today,
  );
  return (
    <SetupFrame
      shared={shared}
      part="calendar"
      panel={
        period === undefined && opened !== 'new'
          ? null
          : {
              label: t('trainingSetup:periodPanel'),
              onClose: close,
              content: (
                <PeriodForm
                  key={period?.id ?? 'new'}
                  setup={setup}
                  period={period}
                  onClose={close}
                />
              ),
            }
      }
    >
      {!mayPlan && <p className={styles['quiet']}>{t('trainingSetup:plannersOnly')}</p>}
      <div className={styles['cards']}>
        <SpanCard setup={setup} />
        <section className={styles['card']}>
          <div className={styles['bar']}>
            <h2>{t('trainingSetup:periods')}</h2>
            {mayPlan && (
              <Button variant="default" size="compact-sm" onClick={() => setOpened('new')}>
                {t('trainingSetup:newPeriod')}
              </Button>
            )}
          </div>
          {periods.length === 0 ? (
            <p className={styles['quiet']}>{t('trainingSetup:empty.periods')}</p>
          ) : (
            <ul>
              {periods.map((one) => (
                <li key={one.id} className={styles['entry']}>
                  <button
                    type="button"
                    className={styles['open']}
                    onClick={() => setOpened({ id: one.id })}
                  >
                    <bdi>{one.label}</bdi>
                    <small>
                      {format.line([
                        t(`trainingSetup:periodKind.${one.kind}`),
                        one.from !== null && format.range(one.from, one.until ?? one.from),
                      ])}
                    </small>
                  </button>
                  <Tag tone={one.forbidden ? 'late' : 'plain'}>
                    {t(one.forbidden ? 'trainingSetup:forbidden' : 'trainingSetup:avoided')}
                  </Tag>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className={styles['card']}>
          <h2>{t('trainingSetup:base')}</h2>
          {windows.length === 0 ? (
            <p className={styles['quiet']}>{t('trainingSetup:empty.windows')}</p>
          ) : (
            <>
              <p className={styles['quiet']}>{t('trainingSetup:baseHint')}</p>
              <ul>
                {windows.map((one) => (
                  <li key={one.id} className={styles['entry']}>
                    <span>
                      {format.range(one.opensOn, one.closesOn)} ·{' '}
                      <LabelText label={one.environment} />
                    </span>
                    <span className={styles['quiet']}>
                      {one.dataAsOf !== null &&
                        t('trainingSetup:dataOf', { day: days(one.dataAsOf) })}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <PapersCard setup={setup} />
        <WaivedCard setup={setup} />
      </div>
    </SetupFrame>
  );
}
