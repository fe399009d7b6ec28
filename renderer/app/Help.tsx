import { Modal } from '@mantine/core';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
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
      ['saved', ['ctrl+S']],
      ['help', ['F1']],
    ],
  },
] as const;

/** All keys on one sheet. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('help.title')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('help.close') }}
      classNames={{ title: styles['title']! }}
    >
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
    </Modal>
  );
}
