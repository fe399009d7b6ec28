import { SettingsPage } from '../settings/SettingsPage.tsx';
import { RefusedChanges } from '../sync/RefusedChanges.tsx';
import { SyncDetails } from '../sync/SyncDetails.tsx';

/** Settings, with the sync's parts in their place. */
export function SettingsRoute() {
  return <SettingsPage sync={<SyncDetails />} refused={<RefusedChanges />} />;
}
