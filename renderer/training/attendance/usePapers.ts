import { useCallback } from 'react';
import type { PrintContract } from '../../../shared/print/print.contract.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

type Paper = 'print.saveSheet' | 'print.saveCertificate';
type Asked<P extends Paper> = Omit<InputOf<PrintContract[P]>, 'language' | 'open'>;

/** Has the shell write a paper of attendance where the person says, and opens it to be printed. */
export function usePapers(): <P extends Paper>(paper: P, input: Asked<P>) => Promise<void> {
  const { client } = useBridge();
  const notices = useNotices();
  const { t, language } = useLanguage();
  return useCallback(
    async (paper, input) => {
      const asked = { ...input, language, open: true } as InputOf<PrintContract[typeof paper]>;
      const answer = await client.print(paper, asked);
      if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      else if (answer.value !== null) {
        notices.say({
          tone: 'quiet',
          text: t('attendance:print.done', { file: answer.value.file }),
        });
      }
    },
    [client, notices, t, language],
  );
}
