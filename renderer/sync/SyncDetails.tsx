import { Button } from '@mantine/core';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { useOpenRows } from '../bridge/useOpenRows.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import { SyncNotice } from './SyncNotice.tsx';
import { clockWords } from './syncWords.ts';
import { useSyncNow } from './useSyncNow.ts';

interface SyncDetailsProps {
  readonly conflictsHref: string;
  readonly refusedHref: string;
}

/** The sync in figures, and what is out of the ordinary, for settings. */
export function SyncDetails({ conflictsHref, refusedHref }: SyncDetailsProps) {
  const { t, format } = useLanguage();
  const { reads } = useBridge();
  const status = useReadValue(reads.syncStatus);
  const session = useReadValue(reads.session);
  const openRows = useOpenRows();
  const now = useNow();
  const syncNow = useSyncNow();
  if (status === null) return null;
  const at = (ms: number) => whenWords(t, format, ms, now);
  return (
    <>
      <SyncNotice />
      <Facts>
        <Fact name={t('sync.facts.saved')}>{t('sync.saved')}</Fact>
        <Fact name={t('sync.facts.toSend')}>
          {status.pending === 0
            ? t('sync.nothingToSend')
            : t('sync.toSend', { count: status.pending })}
        </Fact>
        <Fact name={t('sync.facts.received')}>
          {status.lastSyncAt === null ? t('sync.neverReceived') : at(status.lastSyncAt)}
        </Fact>
        <Fact name={t('conflict.title')}>
          {openRows === 0 ? (
            t('sync.facts.none')
          ) : (
            <a href={conflictsHref}>{t('sync.conflicts', { count: openRows })}</a>
          )}
        </Fact>
        <Fact name={t('review.tab.refused')}>
          {status.rejected === 0 ? (
            t('sync.facts.none')
          ) : (
            <a href={refusedHref}>{t('sync.refused', { count: status.rejected })}</a>
          )}
        </Fact>
        <Fact name={t('sync.facts.network')}>{network(status)}</Fact>
        {session !== null && (
          <Fact name={t('sync.facts.server')}>
            <bdi>{session.server}</bdi>
          </Fact>
        )}
        <Fact name={t('sync.facts.clock')}>
          {clockWords(t, status.clockOffsetMs) ?? t('sync.facts.clockRight')}
        </Fact>
      </Facts>
      <Button variant="default" size="xs" onClick={() => void syncNow()}>
        {t('sync.now')}
      </Button>
    </>
  );

  function network({ reachable, unreachableSince }: SyncStatus): string {
    if (reachable === null) return t('sync.facts.untried');
    if (reachable) return t('sync.facts.reachable');
    if (unreachableSince === null) return t('sync.offline');
    return t('sync.offlineSince', {
      since: whenWords(t, format, unreachableSince, now, 'since'),
    });
  }
}
