import { useMemo } from 'react';
import { Attachments } from '../attachments/Attachments.tsx';
import { KitProvider } from '../kit/KitContext.tsx';
import { KitPage } from '../kit/KitPage.tsx';
import { useSyncNow } from '../sync/useSyncNow.ts';
import { useStores } from './StoresContext.ts';
import { useUndo } from './useUndo.ts';

/** What other features add to the panel of a step. */
const PARTS = [{ name: 'attachments', Part: Attachments }];

/** The kit's page, given the kit that outlives it. */
export function KitRoute() {
  const { kit } = useStores();
  const undo = useUndo();
  const syncNow = useSyncNow();
  const value = useMemo(
    () => ({ kit, undo, syncNow: () => void syncNow(), panelParts: PARTS }),
    [kit, undo, syncNow],
  );
  return (
    <KitProvider value={value}>
      <KitPage />
    </KitProvider>
  );
}
