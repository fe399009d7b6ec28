import { useLanguage } from './useLanguage.ts';
import styles from './Keys.module.css';

/** Keys that have a name of their own in each language; others are shown as they are. */
const NAMED = new Set('space enter escape ctrl alt delete home end up down right left'.split(' '));

/** A key or a combination, written `ctrl+K`, as it is engraved on keyboards of the language. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useLanguage();
  return (
    <span className={styles['keys']} dir="ltr">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles['key']}>
          {NAMED.has(key) ? t(`keys.${key}`) : key}
        </kbd>
      ))}
    </span>
  );
}
