import { IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { useLanguage } from './useLanguage.ts';
import styles from './Page.module.css';

/** What stands beside the list: the one thing that is selected, or a form. */
export interface PagePanel {
  readonly label: string;
  readonly content: ReactNode;
  /** Puts the panel away: by its cross, and by Escape. */
  readonly onClose?: () => void;
}

/** Leads the keyboard to the page's title: what it stood on has gone, and the page says something new. */
export function focusTitle(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}

interface PageProps {
  readonly title: ReactNode;
  /** The one line of the figures that matter. */
  readonly line?: ReactNode;
  /** Buttons at the end of the title's line. */
  readonly actions?: ReactNode;
  /** Readings of the page. */
  readonly tabs?: ReactNode;
  /** What is said of the one thing that is selected. */
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

/** The bones of a page: where one is, the figures, the readings, the list and the panel beside it. */
export function Page({ title, line, actions, tabs, panel = null, children }: PageProps) {
  return (
    <main className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['top']}>
          <div>
            <h1 className={styles['title']} tabIndex={-1}>
              {title}
            </h1>
            {line !== undefined && <p className={styles['line']}>{line}</p>}
          </div>
          {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
        </div>
        {tabs !== undefined && <div className={styles['tabs']}>{tabs}</div>}
      </header>
      <div className={cx(styles['work'], panel !== null && styles['withPanel'])}>
        <div className={styles['body']}>{children}</div>
        {panel !== null && <Beside {...panel} />}
      </div>
    </main>
  );
}

function Beside({ label, content, onClose }: PagePanel) {
  const { t } = useLanguage();
  const [from] = useState(() => document.activeElement);

  function close(): void {
    // The keyboard goes back to the row that is selected, or to the button that it came from.
    const row = document.querySelector<HTMLElement>('[role="row"][aria-selected="true"]');
    onClose?.();
    (row ?? (from instanceof HTMLElement ? from : null))?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || onClose === undefined) return;
    event.stopPropagation();
    close();
  }
  return (
    // Escape in any of its fields puts it away.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className={styles['panel']} aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {onClose !== undefined && (
        <button
          type="button"
          className={styles['close']}
          aria-label={t('panel.close')}
          onClick={close}
        >
          <IconX size={18} aria-hidden="true" />
        </button>
      )}
      {content}
    </aside>
  );
}
