import { Keys } from '../../ui/Keys.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Log.module.css';

const HELP = [
  ['escape', 'line'],
  ['up', 'lines'],
  ['O+R+S', 'states'],
  ['/', 'answer'],
  ['enter', 'edit'],
  ['B', 'link'],
  ['J', 'join'],
  ['delete', 'remove'],
  ['ctrl+Z', 'undo'],
] as const;

/** The keys of the log, always in sight. */
export function KeyHelp() {
  const { t } = useLanguage();
  return (
    <ul className={styles['help']}>
      {HELP.map(([keys, name]) => (
        <li key={name}>
          <Keys keys={keys} /> {t(`tutoringLog:help.${name}`)}
        </li>
      ))}
    </ul>
  );
}
