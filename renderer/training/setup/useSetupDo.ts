import type { SetupKind } from '../../../shared/training/setup.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { leavePanel } from './leavePanel.ts';

/** Saves and removes what trainings are made of, and says so with the way back. */
export function useSetupDo(wave: string) {
  const { run, busy } = useDo();
  const { t } = useLanguage();
  const saved = () => t('trainingSetup:done.saved');
  return {
    run,
    busy,
    saved,
    /** Removes a row that nothing uses, then puts its panel away. */
    async remove(kind: SetupKind, id: string, onClose: () => void): Promise<void> {
      let done = false;
      await run('trainingSetup.remove', { wave, kind, id }, () => {
        done = true;
        return t('trainingSetup:done.removed');
      });
      if (done) leavePanel(onClose);
    },
  };
}
