import { useCallback } from 'react';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import type { StepStatus } from '../../shared/kit/stepStatus.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { labelIn } from '../ui/localised.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit } from './KitContext.tsx';

/** Changes a step's status; says quietly what was done with the way back, or what went wrong. */
export type Tick = (step: KitStepView, status: StepStatus, note?: string) => Promise<boolean>;

/** The way to change a step's status. */
export function useTick(): Tick {
  const { kit, undo } = useKit();
  const notices = useNotices();
  const { t, language } = useLanguage();
  return useCallback(
    async (step, status, note) => {
      const title = labelIn(step.title, language);
      if (kit.store.getState().view?.mayTick === false) {
        notices.say({ tone: 'problem', text: t('tick.readOnly') });
        return false;
      }
      const answer = await kit.tick(step.id, status, note);
      if (answer.ok) {
        notices.say({
          tone: 'quiet',
          text: t(`tick.${status}`, { title }),
          action: { label: t('notice.undo'), keys: 'ctrl+Z', run: undo },
        });
      } else {
        notices.say({
          tone: 'problem',
          text: t('tick.failed', { title, reason: failureWords(t, answer.error) }),
        });
      }
      return answer.ok;
    },
    [kit, undo, notices, t, language],
  );
}

/** What a tick of the box makes of a status. */
export function toggled(status: StepStatus): StepStatus {
  return status === 'done' ? 'todo' : 'done';
}
