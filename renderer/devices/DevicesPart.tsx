import { useBridge, useRead, useReadValue, useWatched } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import type { DeviceView } from '../../shared/sync/devices.contract.ts';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Colleagues } from './Colleagues.tsx';
import { OwnDevice } from './OwnDevice.tsx';
import styles from './DevicesPart.module.css';

interface DevicesPartProps {
  /** Makes a bundle for a colleague's device. */
  readonly onExport: (device: DeviceView) => void;
}

/** The computers that speak in this person's name, and those of colleagues. */
export function DevicesPart({ onExport }: DevicesPartProps) {
  const { t } = useLanguage();
  const { reads } = useBridge();
  const devices = useWatched(reads.devices);
  const state = useRead(reads.devices);
  const offline = useReadValue(reads.syncStatus)?.reachable === false;
  if (state.status === 'failed') {
    return (
      <Message kind="error" action={{ label: t('retry'), run: () => void reads.devices.reload() }}>
        {failureWords(t, state.error)}
      </Message>
    );
  }
  if (devices === null) {
    return (
      <p className={styles['quiet']} role="status">
        {t('devices.loading')}
      </p>
    );
  }
  const mine = devices.filter((device) => device.mine).toSorted(ownOrder);
  const others = devices.filter((device) => !device.mine && device.revokedAt === null);
  return (
    <>
      {offline && <p className={styles['offline']}>{t('devices.offline')}</p>}
      <ul className={styles['list']} aria-label={t('devices.title')}>
        {mine.map((device) => (
          <OwnDevice key={device.id} device={device} offline={offline} />
        ))}
      </ul>
      {others.length > 0 && <Colleagues devices={others} onExport={onExport} />}
    </>
  );
}

/** This computer first, then those in use, the newest first. */
function ownOrder(a: DeviceView, b: DeviceView): number {
  const rank = (device: DeviceView): number =>
    device.current ? 0 : device.revokedAt === null ? 1 : 2;
  return rank(a) - rank(b) || b.enrolledAt - a.enrolledAt;
}
