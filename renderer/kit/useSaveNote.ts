import { useCallback } from 'react';
import { MAX_NOTE } from '../../shared/kit/stepStatus.ts';
import type { BridgeFailure } from '../bridge/client.ts';
import { useKit } from './KitContext.tsx';

export type Saved = 'unchanged' | 'saved' | BridgeFailure;

/** Records the note that is being written for a step; the draft stays until it is recorded. */
export function useSaveNote(): (step: string) => Promise<Saved> {
  const { kit } = useKit();
  return useCallback(
    async (id) => {
      const { drafts, view } = kit.store.getState();
      const draft = drafts.get(id);
      const step = view?.steps.find((other) => other.id === id);
      if (draft === undefined || step === undefined) return 'unchanged';
      const { text } = draft;
      if (text.trim() === (step.note ?? '')) {
        kit.draft(id, null);
        return 'unchanged';
      }
      if (text.length > MAX_NOTE) {
        return { type: 'NoteTooLong', length: text.length, limit: MAX_NOTE };
      }
      const answer = await kit.tick(id, step.status, text);
      if (!answer.ok) return answer.error;
      // Writing may have gone on meanwhile.
      if (kit.store.getState().drafts.get(id)?.text === text) kit.draft(id, null);
      return 'saved';
    },
    [kit],
  );
}
