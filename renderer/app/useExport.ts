import { useCallback } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Saves all that this computer holds as tables in a zip; the shell asks where. */
export function useExport(): () => Promise<void> {
  const { client } = useBridge();
  const notices = useNotices();
  const { t, format } = useLanguage();
  return useCallback(async () => {
    const answer = await client.tables('exports.save', {});
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      const { file, rows } = answer.value;
      const text = t('settings.exported', {
        count: rows,
        replace: { file, count: format.number(rows) },
      });
      notices.say({ tone: 'lasting', text });
    }
  }, [client, notices, t, format]);
}
