import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { languages, type Language } from '../../shared/kernel/language.ts';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { labelIn } from '../ui/localised.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { usePrint } from './usePrint.ts';
import styles from './PrintMenu.module.css';

interface PrintMenuProps {
  readonly view: Pick<KitView, 'actors' | 'establishment'>;
  readonly onClose: () => void;
}

/** What of a kit goes on paper, in which language; then it is kept, or opened to be printed. */
export function PrintMenu({ view, onClose }: PrintMenuProps) {
  const { t, language } = useLanguage();
  const print = usePrint();
  const [role, setRole] = useState('');
  const [tongue, setTongue] = useState<Language>(language);

  function run(open: boolean): void {
    onClose();
    void print({
      establishment: view.establishment.id,
      ...(role === '' ? {} : { role }),
      language: tongue,
      open,
    });
  }

  return (
    <div
      role="dialog"
      aria-label={t('printing.title')}
      className={styles['menu']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
    >
      <NativeSelect
        autoFocus
        label={t('printing.actions')}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        data={[
          { value: '', label: t('printing.all') },
          ...view.actors.map(({ id, label }) => ({ value: id, label: labelIn(label, language) })),
        ]}
      />
      <NativeSelect
        label={t('settings.language')}
        value={tongue}
        onChange={(event) => setTongue(event.currentTarget.value as Language)}
        data={languages.map((value) => ({ value, label: t(`languageName.${value}`) }))}
      />
      <div className={styles['buttons']}>
        <Button variant="default" onClick={() => run(false)}>
          {t('printing.save')}
        </Button>
        <Button onClick={() => run(true)}>{t('printing.open')}</Button>
      </div>
    </div>
  );
}
