import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClockExclamation,
  IconCloudOff,
  IconCloudUp,
  IconInfoCircle,
  IconRefresh,
  IconUsb,
} from '@tabler/icons-react';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { syncWords, type SyncWords } from './syncWords.ts';
import { useSyncNow } from './useSyncNow.ts';
import styles from './SyncFoot.module.css';

interface SyncFootProps {
  readonly refusedHref: string;
  /** Where the sync is shown in full. */
  readonly detailsHref: string;
}

/** Foot of the rail: the state of the sync in words, always in sight. */
export function SyncFoot({ refusedHref, detailsHref }: SyncFootProps) {
  const { t, format } = useLanguage();
  const { reads } = useBridge();
  const status = useReadValue(reads.syncStatus);
  const now = useNow();
  const syncNow = useSyncNow();
  if (status === null) return <div className={styles['foot']} />;

  const words = syncWords(t, format, status, now);
  const offline = status.reachable === false;
  return (
    <section className={styles['foot']} aria-label={t('sync.label')} data-sync={words.tone}>
      <p className={styles['headline']}>
        <Mark tone={words.tone} offline={offline} />
        {words.headline}
      </p>
      <div className={styles['facts']}>
        {words.facts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
      </div>
      {words.notice !== null && (
        <p className={styles['warning']}>
          <IconInfoCircle size={15} aria-hidden="true" />
          <a href={detailsHref}>{words.notice}</a>
        </p>
      )}
      {words.refused !== null && (
        <p className={styles['warning']}>
          <IconAlertTriangle size={15} aria-hidden="true" />
          <a href={refusedHref}>{words.refused}</a>
        </p>
      )}
      {words.clock !== null && (
        <p className={styles['warning']}>
          <IconClockExclamation size={15} aria-hidden="true" />
          <span>{words.clock}</span>
        </p>
      )}
      {words.carrying !== null && (
        <p className={cx(styles['warning'], styles['settle'])}>
          <IconUsb size={15} aria-hidden="true" />
          <a href={detailsHref}>{words.carrying}</a>
        </p>
      )}
      <Button
        className={styles['button']}
        variant="default"
        size="xs"
        fullWidth
        leftSection={<IconRefresh size={15} aria-hidden="true" />}
        onClick={() => void syncNow()}
      >
        {t('sync.now')}
      </Button>
      <a className={styles['details']} href={detailsHref}>
        {t('sync.details')}
      </a>
    </section>
  );
}

/** The state's shape: never a colour alone. */
function Mark({ tone, offline }: { tone: SyncWords['tone']; offline: boolean }) {
  const Icon = {
    fresh: IconCheck,
    busy: IconRefresh,
    waiting: offline ? IconCloudOff : IconCloudUp,
  }[tone];
  return <Icon size={16} className={cx(styles['mark'], styles[tone])} aria-hidden="true" />;
}
