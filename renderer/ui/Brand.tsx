import styles from './Brand.module.css';

/** The product's name and sign: a beam that tips from one side to the other. */
export function Brand() {
  return (
    <p className={styles['brand']}>
      <svg className={styles['sign']} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" className={styles['ground']} />
        <path d="M6 18.5 26 10.5" className={styles['beam']} />
        <path d="M16 15.2 11 24h10z" className={styles['foot']} />
      </svg>
      Bascule
    </p>
  );
}
