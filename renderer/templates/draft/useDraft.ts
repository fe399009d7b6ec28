import { useCallback } from 'react';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall, type Called } from '../../bridge/useCall.ts';
import type { DraftEdit } from '../../../shared/templates/listEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

export interface Draft extends Called<DraftView> {
  /** Writes one edit; the action, phase or actor that it was about, null where it failed, which is said. */
  readonly edit: (edit: DraftEdit) => Promise<string | null>;
}

/** A draft as it is stored, and the way to write it: each edit is kept at once. */
export function useDraft(programme: string, version: string): Draft {
  const { client } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const called = useCall('templates.draft', { programme, version }, ['templateVersion']);
  const { reload } = called;
  const edit = useCallback(
    async (change: DraftEdit): Promise<string | null> => {
      const answer = await client.call('templates.editDraft', {
        programme,
        version,
        edit: change,
      });
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        return null;
      }
      await reload();
      return answer.value.id;
    },
    [client, programme, version, notices, t, reload],
  );
  return { ...called, edit };
}
