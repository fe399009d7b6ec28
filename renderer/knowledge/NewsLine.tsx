import { IconSpeakerphone, IconX } from '@tabler/icons-react';
import { useBridge, usePreferences, useReadValue } from '../bridge/BridgeContext.tsx';
import { useCall } from '../bridge/useCall.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './NewsLine.module.css';

const READ = ['communication', 'programme', 'wave', 'grant'];
/** Announcements that were put away, at most: those of years ago are over. */
const MOST = 200;

interface NewsLineProps {
  /** Where an announcement is read. */
  readonly hrefOf: (communication: string) => string;
}

/** The latest announcement for this person that they have not put away, in one line. */
export function NewsLine({ hrefOf }: NewsLineProps) {
  const { t, format } = useLanguage();
  const { reads } = useBridge();
  const [{ views }, write] = usePreferences();
  const { value } = useCall('knowledge.announcements', {}, READ);
  const person = useReadValue(reads.session)?.person.id ?? '';
  const key = `announcements ${person}`;
  const away = views?.[key];
  const gone = new Set(Array.isArray(away) ? away : []);
  const news = (value ?? []).filter(({ id }) => !gone.has(id));
  const [latest] = news;
  if (latest === undefined || person === '') return null;
  const more = news.length - 1;
  return (
    <section data-news className={styles['line']} aria-label={t('knowledge:announcement')}>
      <IconSpeakerphone size={18} aria-hidden="true" />
      <bdi className={styles['title']}>{latest.title}</bdi>
      <a href={hrefOf(latest.id)}>{t('knowledge:news.read')}</a>
      {more > 0 && (
        <span className={styles['more']}>
          {t('knowledge:news.more', { count: more, replace: { count: format.number(more) } })}
        </span>
      )}
      <button
        type="button"
        aria-label={t('knowledge:news.dismiss')}
        title={t('knowledge:news.dismiss')}
        onClick={() => write({ views: { ...views, [key]: [...gone, latest.id].slice(-MOST) } })}
      >
        <IconX size={16} aria-hidden="true" />
      </button>
    </section>
  );
}
