import { useLanguage } from './useLanguage.ts';
import styles from './Full.module.css';

interface FullProps {
  readonly text: string;
  /** Letters that the field takes; undefined: as many as there are. */
  readonly limit: number | undefined;
}

/** Told once a field holds all that it takes: what is typed or pasted beyond it is not there. */
export function Full({ text, limit }: FullProps) {
  const { t, format } = useLanguage();
  if (limit === undefined || text.length < limit) return null;
  return (
    <span role="status" className={styles['full']}>
      {t('typed.full', { limit: format.number(limit) })}
    </span>
  );
}
