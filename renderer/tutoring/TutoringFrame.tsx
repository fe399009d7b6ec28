import type { ReactNode } from 'react';
import { WaveFrame } from '../bridge/WaveFrame.tsx';
import type { PagePanel } from '../ui/Page.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { tutoringTabs, type TutoringTab, type TutoringTabProps } from './tutoringTabs.ts';

interface TutoringFrameProps {
  readonly shared: TutoringTabProps;
  readonly tab: TutoringTab;
  /** The figures that matter in this reading; without it, those of groups and sessions. */
  readonly line?: string;
  readonly actions?: ReactNode;
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

/** The bones that the readings of tutoring have in common. */
export function TutoringFrame({ shared, tab, line, ...rest }: TutoringFrameProps) {
  const { overview, onGo, onWave } = shared;
  const { wave, waves, groups, sessions, mayHelp } = overview;
  const { t, format, script } = useLanguage();
  const counted = (name: 'groups' | 'sessions', count: number): string =>
    t(`tutoring:${name}`, { count, replace: { count: format.number(count) } });
  const figures = format.line([
    script(wave?.label ?? ''),
    counted('groups', groups.length),
    counted('sessions', sessions.filter(({ status }) => status !== 'cancelled').length),
  ]);
  return (
    <WaveFrame
      {...rest}
      page="tutoring"
      title={t('tutoring:title')}
      readings={t('tutoring:readings')}
      noWave={t('tutoring:noWave')}
      tabs={tutoringTabs
        .filter((one) => mayHelp || one === 'sessions' || one === tab)
        .map((value) => ({ value, label: t(`tutoring:tab.${value}`) }))}
      tab={tab}
      onTab={(one) => onGo(one)}
      waves={waves}
      wave={wave}
      onWave={onWave}
      line={line ?? figures}
    />
  );
}
