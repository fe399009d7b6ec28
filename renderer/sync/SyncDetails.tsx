import { Button } from '@mantine/core';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { Facts } from '../ui/Facts.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import { clockWords } from './syncWords.ts';
import { useSyncNow } from './useSyncNow.ts';

/** The sync in figures, for settings. */
export function SyncDetails() {
  const { t, format } = useLanguage();
  const { reads } = useBridge();
  const status = useReadValue(reads.syncStatus);
  const session = useReadValue(reads.session);
  const now = useNow();
  const syncNow = useSyncNow();
  if (status === null) return null;
  const at = (ms: number) => whenWords(t, format, ms, now);
  return (
    <>
      <Facts
        facts={[
          [t('sync.facts.saved'), t('sync.saved')],
          [
            t('sync.facts.toSend'),
            status.pending === 0
              ? t('sync.nothingToSend')
              : t('sync.toSend', { count: status.pending }),
          ],
          [
            t('sync.facts.received'),
            status.lastSyncAt === null ? t('sync.neverReceived') : at(status.lastSyncAt),
          ],
          [
            t('sync.facts.network'),
            status.reachable === null
              ? t('sync.facts.untried')
              : status.reachable
                ? t('sync.facts.reachable')
                : status.unreachableSince === null
                  ? t('sync.offline')
                  : t('sync.offlineSince', {
                      since: whenWords(t, format, status.unreachableSince, now, 'since'),
                    }),
          ],
          [t('sync.facts.server'), session === null ? null : <bdi>{session.server}</bdi>],
          [
            t('sync.facts.clock'),
            clockWords(t, status.clockOffsetMs) ?? t('sync.facts.clockRight'),
          ],
        ]}
      />
      <Button variant="default" size="xs" onClick={() => void syncNow()}>
        {t('sync.now')}
      </Button>
    </>
  );
}
