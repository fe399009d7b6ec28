import { useCallback } from 'react';
import type { InputOf } from '../../shared/bridge/contract.ts';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useReview } from './ReviewContext.tsx';

export type Amendment = NonNullable<InputOf<Bridge['sync.resend']>['amend']>;

interface RefusalActions {
  /** Writes it again as a new action, with other values where they are given. */
  readonly resend: (amend?: Amendment) => Promise<void>;
  /** Takes it off the list; the journal keeps it. */
  readonly drop: () => Promise<void>;
}

/** What can be done about a refused transaction; each says how it went. */
export function useRefusal(n: number, title: string): RefusalActions {
  const { client, reads } = useBridge();
  const { undo } = useReview();
  const notices = useNotices();
  const { t } = useLanguage();

  const resend = useCallback(
    async (amend?: Amendment) => {
      const answer = await client.call('sync.resend', amend === undefined ? { n } : { n, amend });
      if (answer.ok) {
        notices.say({
          tone: 'quiet',
          text: t('refused.resent', { title }),
          action: { label: t('notice.undo'), keys: 'ctrl+Z', run: undo },
        });
      } else {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      }
      await reads.rejected.reload();
    },
    [client, reads, undo, notices, t, n, title],
  );

  const drop = useCallback(async () => {
    const answer = await client.call('sync.dismiss', { n });
    notices.say(
      answer.ok
        ? { tone: 'quiet', text: t('refused.dropped', { title }) }
        : { tone: 'problem', text: failureWords(t, answer.error) },
    );
    await reads.rejected.reload();
  }, [client, reads, notices, t, n, title]);

  return { resend, drop };
}
