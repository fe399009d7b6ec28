import { IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './PrintButton.module.css';

const PrintMenu = lazy(async () => ({ default: (await import('./PrintMenu.tsx')).PrintMenu }));

/** The button of a kit's header that asks what is to be printed. */
export function PrintButton({ view }: { readonly view: KitView }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className={styles['place']}>
      <button
        ref={button}
        type="button"
        className={styles['button']}
        aria-expanded={open}
        aria-label={t('printing.title')}
        title={t('printing.title')}
        onClick={() => setOpen(!open)}
      >
        <IconPrinter size={17} aria-hidden="true" />
      </button>
      {open && (
        <Suspense>
          <PrintMenu
            view={view}
            onClose={() => {
              setOpen(false);
              button.current?.focus();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
