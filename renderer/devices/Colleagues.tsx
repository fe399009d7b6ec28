import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { DeviceView } from '../../shared/sync/devices.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './DevicesPart.module.css';

interface ColleaguesProps {
  readonly devices: readonly DeviceView[];
  readonly onExport: (device: DeviceView) => void;
}

/** Computers of colleagues: whom a bundle can be made for. Folded, since few ever need it. */
export function Colleagues({ devices, onExport }: ColleaguesProps) {
  const { t, format } = useLanguage();
  const sorted = useMemo(
    () =>
      devices.toSorted(
        (a, b) => format.compare(a.personName, b.personName) || format.compare(a.name, b.name),
      ),
    [devices, format],
  );
  return (
    <details className={styles['others']}>
      <summary>{t('devices.colleagues', { count: devices.length })}</summary>
      <p className={styles['quiet']}>{t('devices.colleaguesLead')}</p>
      <ul className={styles['list']}>
        {sorted.map((device) => (
          <li key={device.id} className={styles['colleague']} data-device={device.id}>
            <span className={styles['what']}>
              <bdi>{device.personName}</bdi>
              <span className={styles['quiet']}>
                {' · '}
                <bdi>{device.name}</bdi>
              </span>
            </span>
            {device.reachable ? (
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('devices.exportTo', { name: format.ofName(device.personName) })}
                onClick={() => onExport(device)}
              >
                {t('devices.export')}
              </Button>
            ) : (
              <span className={styles['quiet']}>{t('devices.notReachable')}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
