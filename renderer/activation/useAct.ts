import { useCallback } from 'react';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf } from '../../shared/bridge/contract.ts';
import { useUndo } from '../app/useUndo.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/**
 * Calls a writing method and says what came of it, with the way back. Answers whether it was done.
 */
export function useAct(): <N extends MethodName>(
  name: N,
  input: InputOf<Bridge[N]>,
  done: string,
) => Promise<boolean> {
  const { client } = useBridge();
  const notices = useNotices();
  const undo = useUndo();
  const { t } = useLanguage();
  return useCallback(
    async (name, input, done) => {
      const answer = await client.call(name, input);
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        return false;
      }
      const action = { label: t('activation:undo'), keys: 'ctrl+Z', run: undo };
      notices.say({ tone: 'quiet', text: done, action });
      return true;
    },
    [client, notices, undo, t],
  );
}
