import { IconAlertTriangle, IconCalendarEvent, IconHelpCircle } from '@tabler/icons-react';
import { isGap, type MissingReason } from '../../../shared/training/coverage.rules.ts';
import type { MissingView } from '../../../shared/training/coverage.contract.ts';
import { LabelText } from '../../ui/LabelText.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';
import styles from './Coverage.module.css';

interface MissingListProps {
  readonly missing: readonly MissingView[];
  readonly today: string;
  readonly hrefOf: TrainingTabProps['hrefOf'];
}

/** What somebody has not followed yet: the half-days of a day in one line. */
export function MissingList({ missing, today, hrefOf }: MissingListProps) {
  const { t, format } = useLanguage();
  if (missing.length === 0) return null;
  return (
    <ul className={styles['missing']} aria-label={t('coverage:panel.missing')}>
      {linesOf(missing).map(({ key, first, parts }) => {
        const Shape = shapeOf(first.reason);
        return (
          <li key={key} className={isGap(first.reason) ? styles['gap'] : undefined}>
            <Shape size={16} aria-hidden="true" />
            <div>
              <LabelText label={first.title} />
              {parts < first.of && (
                <span className={styles['quiet']}>
                  {' '}
                  {t('coverage:value.of', {
                    done: format.number(first.at + 1),
                    all: format.number(first.of),
                  })}
                </span>
              )}
              <span className={styles['quiet']}>
                {' '}
                ·{' '}
                {format.line([
                  t(`coverage:reason.${first.reason}`),
                  first.day !== null && format.day(first.day, today),
                ])}
              </span>
              {isGap(first.reason) && <WaysUp missing={first} today={today} hrefOf={hrefOf} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface WaysUpProps {
  readonly missing: MissingView;
  readonly today: string;
  readonly hrefOf: TrainingTabProps['hrefOf'];
}

/** Sessions of other groups that would do: they come as guests, and are added to its sheet. */
function WaysUp({ missing: { makeUps }, today, hrefOf }: WaysUpProps) {
  const { t, format, script } = useLanguage();
  if (makeUps.length === 0) return <p>{t('coverage:panel.noMakeUp')}</p>;
  return (
    <p>
      {t('coverage:panel.makeUp')}{' '}
      {makeUps.map(({ session, half, day, group, town }) => (
        <a
          key={`${session} ${half}`}
          className={styles['way']}
          href={hrefOf('attendance', session)}
          title={t('coverage:panel.guest')}
        >
          {format.line([format.day(day, today), group, town && script(town)])}
        </a>
      ))}
    </p>
  );
}

/** The half-days of one module that are missing for the same reason on the same day, together. */
function linesOf(
  missing: readonly MissingView[],
): { key: string; first: MissingView; parts: number }[] {
  const groups = Map.groupBy(missing, ({ title, reason, day }) => `${title.fr} ${reason} ${day}`);
  const lines = [...groups].map(([key, parts]) => ({
    key,
    first: parts[0]!,
    parts: parts.length,
  }));
  // What will not come by itself is what somebody has to see to.
  const after = (line: (typeof lines)[number]) => (isGap(line.first.reason) ? 0 : 1);
  return lines.sort((a, b) => after(a) - after(b));
}

function shapeOf(reason: MissingReason) {
  if (isGap(reason)) return IconAlertTriangle;
  return reason === 'ahead' ? IconCalendarEvent : IconHelpCircle;
}
