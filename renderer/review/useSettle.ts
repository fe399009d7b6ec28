import { useCallback } from 'react';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useReview } from './ReviewContext.tsx';

/** What a person chose: a version by its index, or a text of their own. */
export type Choice = { readonly keep: number } | { readonly value: JsonValue };
export type Settle = (ids: readonly string[], choice: Choice, title: string) => Promise<boolean>;

/** Settles conflicts; says quietly what was done with the way back, or what went wrong. */
export function useSettle(): Settle {
  const { client, reads } = useBridge();
  const { review, undo } = useReview();
  const notices = useNotices();
  const { t } = useLanguage();
  return useCallback(
    async (ids, choice, title) => {
      const failed = review.settling(ids);
      const answer = await client.call('sync.resolve', { ids: [...ids], ...choice });
      if (answer.ok) {
        for (const id of ids) review.draft(id, null);
        notices.say({
          tone: 'quiet',
          text: t('conflict.settled', { title }),
          action: { label: t('notice.undo'), keys: 'ctrl+Z', run: undo },
        });
      } else {
        failed();
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      }
      await reads.conflicts.reload();
      return answer.ok;
    },
    [client, reads, review, undo, notices, t],
  );
}
