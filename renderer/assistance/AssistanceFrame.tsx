import type { ReactNode } from 'react';
import { WaveFrame } from '../bridge/WaveFrame.tsx';
import type { PagePanel } from '../ui/Page.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { assistanceTabs, type AssistanceTab, type AssistanceTabProps } from './assistanceTabs.ts';

interface AssistanceFrameProps {
  readonly shared: AssistanceTabProps;
  readonly tab: AssistanceTab;
  /** The figures that matter in this reading. */
  readonly line: string;
  readonly actions?: ReactNode;
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

/** The bones that the readings of the help desk have in common. */
export function AssistanceFrame({ shared, tab, ...rest }: AssistanceFrameProps) {
  const { overview, onGo, onWave } = shared;
  const { t } = useLanguage();
  const programmes = new Map(overview.waves.map(({ programme }) => [programme.id, programme]));
  const all = [...programmes.values()].map((programme) => ({
    id: `programme:${programme.id}`,
    label: t('assistance:allWaves'),
    programme,
  }));
  const waves = [...all, ...overview.waves];
  const chosen = overview.wave ?? `programme:${overview.programme?.id ?? ''}`;
  return (
    <WaveFrame
      {...rest}
      page="assistance"
      title={t('assistance:title')}
      readings={t('assistance:readings')}
      noWave={t('assistance:noWave')}
      tabs={assistanceTabs
        .filter((one) => overview.mayHelp || one !== 'contacts' || one === tab)
        .map((value) => ({ value, label: t(`assistance:tab.${value}`) }))}
      tab={tab}
      onTab={(one) => onGo(one)}
      // One wave alone is the programme.
      waves={overview.waves.length === 1 ? all : waves}
      wave={waves.find(({ id }) => id === chosen) ?? null}
      onWave={onWave}
    />
  );
}
