import type { EnvironmentWindowView } from '../../shared/activation/environments.contract.ts';
import { weekOf, weeksWith } from '../../shared/activation/environments.rules.ts';
import { addDays } from '../../shared/kernel/dates.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Activation.module.css';

/** Weeks that are shown: last week, this one, and those ahead. */
const WEEKS = 12;
const WEEK_DAYS = 7;

interface WeekCalendarProps {
  readonly title: string;
  readonly today: string;
  readonly windows: readonly EnvironmentWindowView[];
  /** Opens a week: its first window, or a new one on its Monday. Absent: it is only looked at. */
  readonly onWeek?: (day: string, window: EnvironmentWindowView | null) => void;
}

/** Weeks by which an environment is opened for trainings: taken, or free. */
export function WeekCalendar({ title, today, windows, onWeek }: WeekCalendarProps) {
  const { t, format } = useLanguage();
  const weeks = weeksWith(windows, addDays(today, -WEEK_DAYS), WEEKS);
  const thisWeek = weekOf(today);
  const days = ({ opensOn, closesOn }: EnvironmentWindowView) =>
    format.days([opensOn, closesOn], today);
  return (
    <section className={styles['list']} aria-label={title}>
      <h2 className={styles['panelTitle']}>{title}</h2>
      <p className={styles['hint']}>{t('activation:weeksHint')}</p>
      <ul className={styles['weeks']}>
        {weeks.map(({ monday, windows: own }) => {
          const first = own[0] ?? null;
          const content = (
            <>
              <span>{t('activation:weekOf', { day: format.day(monday, today) })}</span>
              {own.length === 0 ? (
                <small>{t('activation:weekFree')}</small>
              ) : (
                own.map((one) => (
                  <small key={one.id}>
                    <b>
                      {t('activation:weekOpen', {
                        from: one.opensOn === null ? '?' : days(one)(one.opensOn),
                        to: one.closesOn === null ? '?' : days(one)(one.closesOn),
                      })}
                    </b>
                    {one.productVersion !== null && <bdi> · {one.productVersion}</bdi>}
                  </small>
                ))
              )}
            </>
          );
          const look = cx(
            styles['week'],
            first !== null && styles['taken'],
            monday === thisWeek && styles['now'],
          );
          return (
            <li key={monday}>
              {onWeek === undefined ? (
                <div className={look}>{content}</div>
              ) : (
                <button
                  type="button"
                  className={look}
                  style={{ inlineSize: '100%' }}
                  aria-current={monday === thisWeek ? 'date' : undefined}
                  onClick={() => onWeek(monday, first)}
                >
                  {content}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
