import { useLanguage } from '../ui/useLanguage.ts';
import styles from './templates.module.css';

/** One field before and after. */
export function Change({ name, before, after }: { name: string; before: string; after: string }) {
  const { t } = useLanguage();
  return (
    <div className={styles['change']}>
      <dt>{name}</dt>
      <dd>
        <span className={styles['hidden']}>{t('templates:before')} </span>
        <bdi className={styles['before']}>{before}</bdi>
      </dd>
      <dd>
        <span className={styles['hidden']}>{t('templates:now')} </span>
        <bdi className={styles['after']}>{after}</bdi>
      </dd>
    </div>
  );
}
