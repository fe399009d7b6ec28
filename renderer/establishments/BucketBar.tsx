import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { buckets, type Bucket } from './establishments.select.ts';
import styles from './BucketBar.module.css';

interface BucketBarProps {
  readonly counts: Readonly<Record<Bucket, number>>;
  /** The group whose schools are listed; null: all. */
  readonly value: Bucket | null;
  readonly onChange: (bucket: Bucket | null) => void;
}

/** How far the schools are, as one bar in three parts; each opens the list behind its figure. */
export function BucketBar({ counts, value, onChange }: BucketBarProps) {
  const { t, format } = useLanguage();
  return (
    <div role="group" aria-label={t('buckets.label')} className={styles['bar']}>
      {buckets.map((bucket) => (
        <button
          key={bucket}
          type="button"
          aria-pressed={value === bucket}
          className={cx(styles['part'], styles[bucket], value === bucket && styles['on'])}
          style={{ flexGrow: counts[bucket] }}
          onClick={() => onChange(value === bucket ? null : bucket)}
        >
          <span className={styles['fill']}>{format.number(counts[bucket])}</span>
          <span className={styles['name']}>{t(`buckets.${bucket}`)}</span>
        </button>
      ))}
    </div>
  );
}
