import { useCallback } from 'react';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit } from './KitContext.tsx';

/**
 * Carries out an action of the kit; says quietly what was done with the way back, or what went
 * wrong. Null: it was not done.
 */
export function useKitAct(): <N extends MethodName>(
  name: N,
  input: InputOf<Bridge[N]>,
  said: string,
) => Promise<OutputOf<Bridge[N]> | null> {
  const { client } = useBridge();
  const { kit, undo } = useKit();
  const notices = useNotices();
  const { t } = useLanguage();
  return useCallback(
    async (name, input, said) => {
      const answer = await client.call(name, input);
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        return null;
      }
      const action = { label: t('notice.undo'), keys: 'ctrl+Z', run: undo };
      notices.say({ tone: 'quiet', text: said, action });
      void kit.reload();
      return answer.value;
    },
    [client, kit, undo, notices, t],
  );
}
