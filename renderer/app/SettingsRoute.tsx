import { useStore } from 'zustand';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { RefusedChanges } from '../sync/RefusedChanges.tsx';
import { SyncDetails } from '../sync/SyncDetails.tsx';
import { labelIn, useLanguage } from '../ui/useLanguage.ts';
import { useStores } from './StoresContext.ts';

/** Settings, with the sync's parts in their place. */
export function SettingsRoute() {
  const { language } = useLanguage();
  const { kit } = useStores();
  const view = useStore(kit.store, (state) => state.view);
  return (
    <SettingsPage
      sync={<SyncDetails />}
      refused={
        <RefusedChanges
          nameOf={(entity, row) => {
            const step = entity === 'kitStep' && view?.steps.find((one) => one.id === row);
            return step ? labelIn(step.title, language) : null;
          }}
        />
      }
    />
  );
}
