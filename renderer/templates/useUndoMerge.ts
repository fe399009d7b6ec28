import { useState } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useAct } from './useAct.ts';

/** Takes a merge back; `kept` are the titles of what was changed since and stays. */
export function useUndoMerge(programme: string) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const [kept, setKept] = useState<readonly string[]>([]);

  async function undo(version: string): Promise<void> {
    const done = await run(
      () => client.call('templates.undoMerge', { programme, version }),
      ({ restored }) => t('templates:said.undone', { count: restored }),
    );
    setKept(done?.kept ?? []);
  }
  return { undo, busy, kept };
}
