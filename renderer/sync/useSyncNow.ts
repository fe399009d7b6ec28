import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** What a sync did, without counting what it did not do. */
function words(t: TFunction, pushed: number, pulled: number): string {
  if (pushed > 0) {
    return `${t('sync.doneSent', { count: pushed })} ${t('sync.doneReceived', { count: pulled })}`;
  }
  return pulled === 0 ? t('sync.doneNothing') : t('sync.doneGot', { count: pulled });
}

/** Sends and fetches now, and says how it went. */
export function useSyncNow(): () => Promise<void> {
  const { client } = useBridge();
  const notices = useNotices();
  const { t } = useLanguage();
  return useCallback(async () => {
    const answer = await client.call('sync.now', {});
    if (!answer.ok) {
      notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      return;
    }
    const { pushed, pulled } = answer.value;
    notices.say({
      tone: 'quiet',
      text: words(t, pushed, pulled),
    });
  }, [client, notices, t]);
}
