import { Button } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { TutoringSessionView } from '../../../shared/tutoring/tutoring.contract.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringWords } from '../useTutoringWords.ts';
import styles from './Sessions.module.css';

interface NextSessionProps {
  readonly session: TutoringSessionView;
  readonly words: TutoringWords;
  readonly today: LocalDate;
  readonly onOpen: () => void;
  /** Whether the person writes its log, and does not only read it. */
  readonly mayLog: boolean;
  readonly onLog: () => void;
}

/** The session that comes next, with what one comes for on the day. */
export function NextSession({ session, words, today, mayLog, onOpen, onLog }: NextSessionProps) {
  const { t, format } = useLanguage();
  const { day, group, link } = session;
  return (
    <section className={styles['next']} aria-label={t('tutoring:next.title')}>
      <div className={styles['nextText']}>
        <span className={styles['quiet']}>
          {t(day === today ? 'tutoring:next.today' : 'tutoring:next.title')}
        </span>
        <span className={styles['nextTitle']}>
          {format.line([words.day(day), words.times(session)])}
        </span>
        <bdi>{format.line([words.group(group), words.title(session), words.school(session)])}</bdi>
      </div>
      <div className={styles['row']}>
        {link !== null && (
          <Button
            component="a"
            href={link}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconVideo size={16} aria-hidden="true" />}
          >
            {t('tutoring:join')}
          </Button>
        )}
        <Button variant="default" onClick={onOpen}>
          {t('tutoring:next.open')}
        </Button>
        {mayLog && <Button onClick={onLog}>{t('tutoring:openLog')}</Button>}
      </div>
    </section>
  );
}
