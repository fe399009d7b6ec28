import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { Outlet } from 'react-router';
import { Rail } from './Rail.tsx';
import { useCommands } from './useCommands.ts';
import { useHotkeys } from './useHotkeys.ts';
import styles from './Shell.module.css';

const loadPalette = () => import('./Palette.tsx');
const loadHelp = () => import('./Help.tsx');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const Help = lazy(async () => ({ default: (await loadHelp()).Help }));

/** The bones of every page: the rail, the page, and what can be called up over it. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const run = useCommands(setOpen);
  useHotkeys(run);
  const close = useCallback(() => setOpen(null), []);

  // Once the page rests, so that the first call of either is quick.
  useEffect(() => {
    const rest = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 500));
    rest(() => {
      void loadPalette();
      void loadHelp();
    });
  }, []);

  return (
    <div className={styles['shell']}>
      <Rail />
      <div className={styles['page']}>
        <Outlet />
      </div>
      <Suspense>
        {open === 'palette' && <Palette onClose={close} onCommand={run} />}
        {open === 'help' && <Help onClose={close} />}
      </Suspense>
    </div>
  );
}
