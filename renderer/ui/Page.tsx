import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Page.module.css';

interface PageProps {
  readonly title: ReactNode;
  /** The one line of the figures that matter. */
  readonly line?: ReactNode;
  /** Buttons at the end of the title's line. */
  readonly actions?: ReactNode;
  /** Readings of the page. */
  readonly tabs?: ReactNode;
  /** What is said of the one thing that is selected. */
  readonly panel?: { readonly label: string; readonly content: ReactNode } | null;
  readonly children: ReactNode;
}

/** The bones of a page: where one is, the figures, the readings, the list and the panel beside it. */
export function Page({ title, line, actions, tabs, panel = null, children }: PageProps) {
  return (
    <main className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['top']}>
          <div>
            <h1 className={styles['title']}>{title}</h1>
            {line !== undefined && <p className={styles['line']}>{line}</p>}
          </div>
          {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
        </div>
        {tabs !== undefined && <div className={styles['tabs']}>{tabs}</div>}
      </header>
      <div className={cx(styles['work'], panel !== null && styles['withPanel'])}>
        <div className={styles['body']}>{children}</div>
        {panel !== null && (
          <aside className={styles['panel']} aria-label={panel.label} tabIndex={-1}>
            {panel.content}
          </aside>
        )}
      </div>
    </main>
  );
}
