import { useLanguage } from './useLanguage.ts';
import styles from './Keys.module.css';

/** Keys that have a name of their own in each language; others are shown as they are. */
const NAMED = ['space', 'enter', 'escape', 'ctrl', 'home', 'end', 'up', 'down', 'right', 'left'];

/** A key or a combination, written `ctrl+K`, as it is engraved on keyboards of the language. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useLanguage();
  return (
    <span className={styles['keys']} dir="ltr">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles['key']}>
          {NAMED.includes(key) ? t(`keys.${key}`) : key}
        </kbd>
      ))}
    </span>
  );
}
