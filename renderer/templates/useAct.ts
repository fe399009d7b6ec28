import { useCallback, useState } from 'react';
import type { BridgeFailure } from '../bridge/client.ts';
import { failureWords } from '../bridge/failureWords.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Does something, and says what was done or why it was not. */
export function useAct() {
  const { t } = useLanguage();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async <T>(
      doing: () => Promise<Result<T, BridgeFailure>>,
      said: (value: T) => string | null,
    ): Promise<T | null> => {
      setBusy(true);
      // What went wrong before is not about this.
      if (notices.store.getState().notice?.tone === 'problem') notices.dismiss();
      const answer = await doing();
      setBusy(false);
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        return null;
      }
      const text = said(answer.value);
      if (text !== null) notices.say({ tone: 'quiet', text });
      return answer.value;
    },
    [notices, t],
  );
  return { run, busy };
}
