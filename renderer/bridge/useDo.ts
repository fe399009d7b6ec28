import { useCallback, useState } from 'react';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { useBridge } from './BridgeContext.tsx';
import { failureWords } from './failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Does something that writes, says what was done or why not, and how to take it back. */
export function useDo() {
  const { client } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  /** Says what was done, with the way back. */
  const say = useCallback(
    (text: string) => {
      async function undo(): Promise<void> {
        const undone = await client.call('sync.undo', {});
        if (undone.ok) notices.dismiss();
        else notices.say({ tone: 'problem', text: failureWords(t, undone.error) });
      }
      notices.say({
        tone: 'quiet',
        text,
        action: { label: t('notice.undo'), keys: 'ctrl+Z', run: () => void undo() },
      });
    },
    [client, notices, t],
  );
  const run = useCallback(
    async <N extends MethodName>(
      name: N,
      input: InputOf<Bridge[N]>,
      said: (value: OutputOf<Bridge[N]>) => string | null,
    ): Promise<OutputOf<Bridge[N]> | null> => {
      setBusy(true);
      const answer = await client.call(name, input);
      setBusy(false);
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        return null;
      }
      const text = said(answer.value);
      if (text !== null) say(text);
      return answer.value;
    },
    [client, notices, say, t],
  );
  return { run, say, busy };
}
