import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { never } from '../../shared/kernel/never.ts';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { cx } from '../ui/cx.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import { useSyncNow } from './useSyncNow.ts';
import styles from './SyncNotice.module.css';

type Notice = NonNullable<SyncStatus['notice']>;

/** What the person should know of this device: what happened, what is safe, what to do. */
export function SyncNotice() {
  const { t, format } = useLanguage();
  const { client, reads } = useBridge();
  const notices = useNotices();
  const syncNow = useSyncNow();
  const now = useNow();
  const notice = useReadValue(reads.syncStatus)?.notice ?? null;
  if (notice === null) return null;

  async function acknowledge(): Promise<void> {
    const answer = await client.call('sync.acknowledge', {});
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    await reads.syncStatus.reload();
  }

  const grave = notice.type === 'revoked' || notice.type === 'placesMissing';
  return (
    <section
      className={cx(styles['notice'], grave && styles['grave'])}
      aria-label={t(`sync.notice.${notice.type}.short`)}
      data-notice={notice.type}
    >
      <IconInfoCircle size={20} className={styles['shape']} aria-hidden="true" />
      <div className={styles['said']}>
        <p className={styles['head']}>{t(`sync.notice.${notice.type}.short`)}</p>
        <p>{noticeWords(t, notice, (ms) => whenWords(t, format, ms, now))}</p>
        {notice.type === 'revoked' && notice.unsent !== null && (
          <p className={styles['file']}>
            <bdi>{notice.unsent}</bdi>
          </p>
        )}
        <div className={styles['actions']}>
          {notice.type === 'placesMissing' && (
            <Button size="xs" onClick={() => void syncNow()}>
              {t('sync.notice.placesMissing.keep')}
            </Button>
          )}
          {notice.type === 'protocol' ? (
            <Button size="xs" variant="default" onClick={() => void syncNow()}>
              {t('sync.now')}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => void acknowledge()}>
              {t(
                notice.type === 'placesMissing'
                  ? 'sync.notice.placesMissing.letGo'
                  : 'sync.notice.seen',
              )}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** A notice in full. */
export function noticeWords(t: TFunction, notice: Notice, when: (ms: number) => string): string {
  switch (notice.type) {
    case 'serverRestored':
      return t('sync.notice.serverRestored.text', { when: when(notice.at) });
    case 'profileSplit':
      return t('sync.notice.profileSplit.text', { when: when(notice.at) });
    case 'placesMissing':
      return t('sync.notice.placesMissing.text', { count: notice.scopes.length });
    case 'revoked':
      return t(notice.unsent === null ? 'sync.notice.revoked.text' : 'sync.notice.revoked.unsent', {
        when: when(notice.at),
      });
    case 'protocol':
      return t(notice.newer ? 'sync.notice.protocol.newer' : 'sync.notice.protocol.older');
    default:
      return never(notice);
  }
}
