import { useCallback } from 'react';
import type { InputOf } from '../../shared/bridge/contract.ts';
import type { PrintContract } from '../../shared/print/print.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Has the shell write a kit as a PDF where the person says; says what came of it. */
export function usePrint(): (input: InputOf<PrintContract['print.saveKit']>) => Promise<void> {
  const { client } = useBridge();
  const notices = useNotices();
  const { t } = useLanguage();
  return useCallback(
    async (input) => {
      const answer = await client.print('print.saveKit', input);
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      } else if (answer.value !== null) {
        const { file, actions } = answer.value;
        notices.say({ tone: 'quiet', text: t('printing.done', { file, count: actions }) });
      }
    },
    [client, notices, t],
  );
}
