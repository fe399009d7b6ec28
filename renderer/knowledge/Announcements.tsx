import type { CommunicationView } from '../../shared/knowledge/knowledge.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Knowledge.module.css';

/** What is announced on this day to those who read it. */
export function Announcements({ announcements }: { announcements: readonly CommunicationView[] }) {
  const { t, format } = useLanguage();
  return announcements.map(({ id, title, body, until, place }) => (
    <section key={id} className={styles['announcement']} aria-label={t('knowledge:announcement')}>
      <b>
        <bdi>{title}</bdi>
      </b>
      {body !== null && <bdi className={styles['text']}>{body}</bdi>}
      <span className={styles['quiet']}>
        {format.line([
          t('knowledge:announcement'),
          place.label,
          until !== null && t('knowledge:until', { day: format.longDay(until) }),
        ])}
      </span>
    </section>
  ));
}
