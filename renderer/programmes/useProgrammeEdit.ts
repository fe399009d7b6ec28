import { useCallback } from 'react';
import type { ProgrammeEdit, ProgrammeView } from '../../shared/programme/programmes.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Changes a programme, and says so, or why not. */
export type ChangeProgramme = (set: ProgrammeEdit) => void;

/** What each reading of the page is given. */
export interface ProgrammePart {
  readonly view: ProgrammeView;
  /** Null: this person only reads. */
  readonly edit: ChangeProgramme | null;
}

/** Changes of one programme; what is shown follows once it is on disk. */
export function useProgrammeEdit(programme: string | null): ChangeProgramme {
  const { t } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  return useCallback(
    (set) => {
      if (programme === null) return;
      void client
        .call('programmes.update', { programme, set })
        .then((answer) =>
          notices.say(
            answer.ok
              ? { tone: 'quiet', text: t('programme:said.saved') }
              : { tone: 'problem', text: failureWords(t, answer.error) },
          ),
        );
    },
    [client, notices, programme, t],
  );
}
