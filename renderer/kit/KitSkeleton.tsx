import { useLanguage } from '../ui/useLanguage.ts';
import styles from './KitSkeleton.module.css';

const ROWS = 12;

/** The kit's bones while it is being read: nothing jumps when it arrives. */
export function KitSkeleton() {
  const { t } = useLanguage();
  return (
    <main className={styles['page']} aria-busy="true">
      <h1 className={styles['title']}>{t('kit.title')}</h1>
      <p className={styles['said']} role="status">
        {t('kit.loading')}
      </p>
      <div className={styles['rows']} aria-hidden="true">
        {Array.from({ length: ROWS }, (_, row) => (
          <span key={row} className={styles['row']} />
        ))}
      </div>
    </main>
  );
}
