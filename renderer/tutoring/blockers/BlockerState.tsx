import type { ListedBlocker } from '../../../shared/tutoring/blockers.contract.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';

const tones: Readonly<Record<ListedBlocker['state'], Tone>> = {
  open: 'late',
  answered: 'wait',
  solved: 'done',
  dropped: 'plain',
};

/** What has become of a blocker, in a word. */
export function BlockerState({ state }: Pick<ListedBlocker, 'state'>) {
  const { t } = useLanguage();
  return <Tag tone={tones[state]}>{t(`blockers:state.${state}`)}</Tag>;
}
