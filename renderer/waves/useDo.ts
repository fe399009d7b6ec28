import { useCallback, useState } from 'react';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Does something that writes, says what was done or why not, and how to take it back. */
export function useDo() {
  const { client } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
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
      if (text !== null) {
        notices.say({
          tone: 'quiet',
          text,
          action: {
            label: t('notice.undo'),
            keys: 'ctrl+Z',
            run: () => void client.call('sync.undo', {}).then(notices.dismiss),
          },
        });
      }
      return answer.value;
    },
    [client, notices, t],
  );
  return { run, busy };
}
