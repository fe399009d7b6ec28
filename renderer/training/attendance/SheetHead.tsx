import { Button } from '@mantine/core';
import { IconChevronLeft, IconMessage2, IconPrinter, IconUserPlus } from '@tabler/icons-react';
import type { Sheet } from '../../../shared/training/attendance.contract.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { markKeys, type WhichHalf } from './marks.ts';
import { usePapers } from './usePapers.ts';
import { DayChoice } from './DayChoice.tsx';
import type { SeriesDays } from './useSeriesDays.ts';
import { useSessionWords } from '../useSessionWords.ts';
import styles from './SheetHead.module.css';

interface SheetHeadProps {
  readonly shared: TrainingTabProps;
  readonly sheet: Sheet;
  readonly days: SeriesDays;
  readonly which: WhichHalf;
  readonly onWhich: (which: WhichHalf) => void;
  /** Null: nobody is left to be marked, or it is not for this person to do. */
  readonly onRest: (() => void) | null;
  readonly onAdd: (() => void) | null;
  readonly onOpinions: () => void;
}

/** Which session it is, and what can be done with its sheet. */
export function SheetHead(props: SheetHeadProps) {
  const { shared, sheet, days, which, onWhich, onRest, onAdd, onOpinions } = props;
  const { session, halves, closed, mayRecord } = sheet;
  const { t, format, script } = useLanguage();
  const words = useSessionWords(shared.overview);
  const papers = usePapers();
  const save = (of: string, blank: boolean) =>
    papers('print.saveSheet', { session: of, title: session.title, blank });
  return (
    <header className={styles['head']}>
      <div className={styles['where']}>
        <a href={shared.hrefOf('attendance')} className={styles['back']}>
          <IconChevronLeft size={16} className="mirrored" aria-hidden="true" />
          {t('attendance:allSessions')}
        </a>
        <h2 className={styles['title']}>
          <bdi>{script(session.title)}</bdi>
          {session.status === 'held' && <Tag tone="done">{t('attendance:held')}</Tag>}
        </h2>
        <p className={styles['line']}>
          {format.line([
            format.longDay(session.day),
            words.times(session),
            words.groups(session),
            words.site(session),
            words.trainers(session),
          ])}
        </p>
        {days.all.length > 1 && <DayChoice days={days} open={session.key} today={sheet.today} />}
        {closed !== null && <p className={styles['closed']}>{t(`attendance:closed.${closed}`)}</p>}
        {closed === null && !mayRecord && (
          <p className={styles['closed']}>{t('attendance:closed.readOnly')}</p>
        )}
      </div>
      <div className={styles['tools']}>
        {halves.length > 1 && closed === null && mayRecord && (
          <Choice
            label={t('attendance:which')}
            value={which}
            options={([...halves, 'all'] as const).map((value) => ({
              value,
              label: t(`attendance:half.${value}`),
            }))}
            onChange={onWhich}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconMessage2 size={16} aria-hidden="true" />}
          onClick={onOpinions}
        >
          {t('attendance:opinions.title')}
        </Button>
        <Button.Group aria-label={t('attendance:print.title')}>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden="true" />}
            onClick={() => void save(session.key, true)}
          >
            {t('attendance:print.blank')}
          </Button>
          {closed === null && (
            <Button variant="default" onClick={() => void save(session.key, false)}>
              {t('attendance:print.filled')}
            </Button>
          )}
          {days.all.length > 1 && (
            <Button variant="default" onClick={() => void save(session.id, true)}>
              {t('attendance:print.series')}
            </Button>
          )}
        </Button.Group>
        {onAdd !== null && (
          <Button
            variant="default"
            leftSection={<IconUserPlus size={16} aria-hidden="true" />}
            onClick={onAdd}
          >
            {t('attendance:add.title')}
          </Button>
        )}
        {onRest !== null && <Button onClick={onRest}>{t('attendance:rest')}</Button>}
      </div>
      {onAdd !== null && (
        <p className={styles['keys']} aria-hidden="true">
          {(['present', 'absent', 'excused', 'late'] as const).map((status) => (
            <span key={status}>
              <Keys keys={markKeys[status]} /> {t(`attendance:status.${status}`)}
            </span>
          ))}
          <span>
            <Keys keys="⇧+P" /> {t('attendance:rest')}
          </span>
          <span>
            <Keys keys="enter" /> {t('attendance:details')}
          </span>
          {days.all.length > 1 && (
            <span>
              <Keys keys="⇧+left" /> <Keys keys="⇧+right" /> {t('attendance:days.keys')}
            </span>
          )}
        </p>
      )}
    </header>
  );
}
