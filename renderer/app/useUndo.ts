import { useCallback } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { focusRow } from '../kit/kit.focus.ts';
import { useNotices } from '../ui/notices.ts';
import { labelIn } from '../ui/localised.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useStores } from './StoresContext.ts';

/** Takes back the person's last action and says which it was. */
export function useUndo(): () => void {
  const { client, reads } = useBridge();
  const { kit } = useStores();
  const notices = useNotices();
  const { t, language } = useLanguage();
  return useCallback(() => {
    void undo();
    async function undo(): Promise<void> {
      const answer = await client.call('sync.undo', {});
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        return;
      }
      const { entity, row, rows } = answer.value;
      const step = kit.store.getState().view?.steps.find((one) => one.id === row);
      const text =
        entity === 'conflict'
          ? t('notice.undoneSettle')
          : entity === 'kitStep' && rows > 1
            ? t('notice.undoneMany', { count: rows })
            : step === undefined
              ? t('notice.undone')
              : t('notice.undoneOf', { title: labelIn(step.title, language) });
      if (step !== undefined) {
        kit.select(row);
        // The button that was pressed goes with the notice; the keyboard goes to what it undid.
        if (document.activeElement?.closest('[role="status"]')) focusRow(row);
      }
      notices.say({ tone: 'quiet', text });
      await Promise.all([kit.reload(), reads.conflicts.reload()]);
    }
  }, [client, reads, kit, notices, t, language]);
}
