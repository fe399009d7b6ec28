import { useParams } from 'react-router';
import { DevicesPart } from '../devices/DevicesPart.tsx';
import { ExchangePart } from '../exchange/ExchangePart.tsx';
import { useExchange } from '../exchange/useExchange.ts';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { SyncDetails } from '../sync/SyncDetails.tsx';
import { href, paths } from './paths.ts';
import { useExport } from './useExport.ts';

/** Settings, with the parts of sync, devices and exchange files in their place. */
export function SettingsRoute() {
  const { part } = useParams();
  const { exportTo } = useExchange();
  const saveAll = useExport();
  return (
    <SettingsPage
      part={part}
      onExport={() => void saveAll()}
      sync={
        <>
          <SyncDetails conflictsHref={href(paths.conflicts)} refusedHref={href(paths.refused)} />
          <ExchangePart />
        </>
      }
      devices={
        <DevicesPart onExport={({ id, personName }) => void exportTo({ device: id, personName })} />
      }
    />
  );
}
