import type { ReactNode } from 'react';
import type { PilotFigures } from '../../shared/kit/pilot.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Figure } from './Figure.tsx';
import type { ListFilter, ListHref } from './pilot.filter.ts';
import styles from './pilot.module.css';

interface CardsProps {
  readonly figures: PilotFigures;
  /** A list of this programme on this day. */
  readonly href: ListHref;
}

/** Schools with this many signals are looked after first. */
const MANY_SIGNALS = 2;

/** The committee's figures beside progress: what reports show, gaps, what is late and blocked. */
export function Cards({ figures, href }: CardsProps) {
  const { t, format } = useLanguage();
  const { counted, one, many } = useTerms(figures.programme?.id);
  const { counts, observed, gaps, signals } = figures;
  const list = (key: string, count: number, filter: ListFilter, tone?: 'late' | 'wait') => (
    <Figure
      count={count}
      href={href(filter)}
      label={t('pilot:open', {
        schools: counted('establishment', count),
        what: t(`pilot:what.${key}`),
      })}
      {...(tone === undefined ? {} : { tone })}
    />
  );
  const needing = signals.slice(MANY_SIGNALS).reduce((sum, count) => sum + count, 0);
  return (
    <div className={styles['cards']}>
      <Card
        title={
          observed.action === null ? (
            t('pilot:observed.title')
          ) : (
            <LabelText label={observed.action.title} />
          )
        }
      >
        {observed.action === null || observed.on === null ? (
          <p className={styles['small']}>{t('pilot:observed.none')}</p>
        ) : (
          <>
            <p className={styles['big']}>
              {list('observed', observed.loaded, { gap: 'observed' })}{' '}
              <small>
                {t('pilot:observed.of', {
                  total: format.number(observed.total),
                  percent: format.number(observed.percent),
                })}
              </small>
            </p>
            <p className={styles['small']}>
              {t('pilot:observed.on', { day: format.longDay(observed.on) })} ·{' '}
              {list('notObserved', observed.total - observed.loaded, { gap: 'notObserved' })}{' '}
              {t('pilot:observed.missing')}
            </p>
          </>
        )}
      </Card>
      <Card title={t('pilot:gaps.title')}>
        <p className={styles['big']}>
          {list('observedNotDeclared', gaps.observedNotDeclared, { gap: 'observedNotDeclared' })}
        </p>
        <p className={styles['small']}>{t('pilot:gaps.observedNotDeclared')}</p>
        <p className={styles['small']}>
          {list('declaredNotObserved', gaps.declaredNotObserved, { gap: 'declaredNotObserved' })}{' '}
          {t('pilot:gaps.declaredNotObserved')}
        </p>
      </Card>
      {(['late', 'blocked'] as const).map((kind) => (
        <Card key={kind} title={t(`pilot:${kind}.title`)}>
          <p className={styles['big']}>
            {list(
              kind,
              counts[kind].establishments,
              { [kind]: true },
              kind === 'late' ? 'late' : 'wait',
            )}
          </p>
          <p className={styles['small']}>
            {t(`pilot:${kind}.steps`, {
              count: counts[kind].steps,
              replace: {
                count: format.number(counts[kind].steps),
                schools:
                  counts[kind].establishments === 1 ? one('establishment') : many('establishment'),
              },
            })}
          </p>
        </Card>
      ))}
      <Card title={t('pilot:signals.title')}>
        <p className={styles['big']}>{list('signals', needing, { signals: MANY_SIGNALS })}</p>
        <p className={styles['small']}>{t('pilot:signals.text')}</p>
      </Card>
    </div>
  );
}

function Card({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles['card']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
