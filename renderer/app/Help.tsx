import { IconX } from '@tabler/icons-react';
import { Dialog } from '../ui/Dialog.tsx';
import { Keys } from '../ui/Keys.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Help.module.css';

/** Every key, by where it works; the texts are `help.<group>.<name>`. */
const GROUPS = [
  {
    group: 'list',
    keys: [
      ['move', ['up', 'down', 'J', 'K']],
      ['ends', ['home', 'end']],
      ['tick', ['space']],
      ['panel', ['enter', 'right']],
      ['block', ['B']],
      ['note', ['N']],
      ['filter', ['/', 'ctrl+F']],
    ],
  },
  {
    group: 'panel',
    keys: [
      ['saveNote', ['ctrl+enter']],
      ['back', ['escape']],
    ],
  },
  {
    group: 'everywhere',
    keys: [
      ['palette', ['ctrl+K']],
      ['undo', ['ctrl+Z']],
      ['print', ['ctrl+P']],
      ['saved', ['ctrl+S']],
      ['help', ['F1']],
    ],
  },
] as const;

/** All keys on one sheet. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  return (
    <Dialog label={t('help.title')} place="middle" onClose={onClose}>
      <div className={styles['sheet']}>
        <h2 className={styles['title']}>{t('help.title')}</h2>
        <button
          type="button"
          className={styles['close']}
          aria-label={t('help.close')}
          onClick={onClose}
        >
          <IconX size={18} aria-hidden="true" />
        </button>
        <div className={styles['groups']}>
          {GROUPS.map(({ group, keys }) => (
            <section key={group}>
              <h3 className={styles['head']}>{t(`help.${group}.title`)}</h3>
              <dl className={styles['keys']}>
                {keys.map(([name, combinations]) => (
                  <div key={name}>
                    <dt>
                      {combinations.map((combination) => (
                        <Keys key={combination} keys={combination} />
                      ))}
                    </dt>
                    <dd>{t(`help.${group}.${name}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
