import type { ReactNode } from 'react';
import { allSessionDays, countTakingPlace } from '../../shared/training/sessionDays.rules.ts';
import { WaveFrame } from '../bridge/WaveFrame.tsx';
import type { PagePanel } from '../ui/Page.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { trainingTabs, type TrainingTab, type TrainingTabProps } from './trainingTabs.ts';

interface TrainingFrameProps {
  readonly shared: TrainingTabProps;
  readonly tab: TrainingTab;
  /** The figures that matter in this reading; without it, those of groups and sessions. */
  readonly line?: string;
  readonly actions?: ReactNode;
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

/** Readings of those who plan. */
const planning: readonly TrainingTab[] = ['plan', 'setup'];

/** The bones that the readings of trainings have in common. */
export function TrainingFrame({ shared, tab, line, ...rest }: TrainingFrameProps) {
  const { overview, onGo, onWave } = shared;
  const { wave, waves, groups, sessions, mayPlan } = overview;
  const { t, format, script } = useLanguage();
  const counted = groups.filter((group) => !group.outsideGroups).length;
  const held = countTakingPlace(allSessionDays(sessions));
  const tabs = trainingTabs.filter((one) => mayPlan || one === tab || !planning.includes(one));
  const figures = format.line([
    script(wave?.label ?? ''),
    t('training:groups', { count: counted, replace: { count: format.number(counted) } }),
    t('training:sessions', { count: held, replace: { count: format.number(held) } }),
  ]);
  return (
    <WaveFrame
      {...rest}
      page="training"
      title={t('training:title')}
      readings={t('training:readings')}
      noWave={t('training:noWave')}
      tabs={tabs.map((value) => ({ value, label: t(`training:tab.${value}`) }))}
      tab={tab}
      onTab={(value) => onGo(value)}
      waves={waves}
      wave={wave}
      onWave={onWave}
      line={line ?? figures}
    />
  );
}
