import { useCallback, useState } from 'react';
import { Outlet } from 'react-router';
import { useStore } from 'zustand';
import { ProgrammeContext } from '../bridge/useTerms.ts';
import { Help } from './Help.tsx';
import { News } from './News.tsx';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { useCommands } from './useCommands.ts';
import { useHotkeys } from './useHotkeys.ts';
import { useStores } from './StoresContext.ts';
import styles from './Shell.module.css';

/** The bones of every page: the rail, the page, and what can be called up over it. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const { kit } = useStores();
  const programme = useStore(kit.store, (state) => state.view?.establishment.programme?.id ?? null);
  const run = useCommands(setOpen);
  useHotkeys(run);
  const close = useCallback(() => setOpen(null), []);

  return (
    <ProgrammeContext value={programme}>
      <div className={styles['shell']}>
        <Rail />
        <div className={styles['page']}>
          <News />
          <Outlet />
        </div>
      </div>
      {open === 'palette' && <Palette onClose={close} onCommand={run} />}
      {open === 'help' && <Help onClose={close} />}
    </ProgrammeContext>
  );
}
