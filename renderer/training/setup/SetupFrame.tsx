import type { ReactNode } from 'react';
import { Choice } from '../../ui/Choice.tsx';
import type { PagePanel } from '../../ui/Page.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { setupParts, type SetupPart } from './setupParts.ts';
import styles from './Setup.module.css';

interface SetupFrameProps {
  readonly shared: TrainingTabProps;
  readonly part: SetupPart;
  /** What can be done here, beside the parts. */
  readonly actions?: ReactNode;
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

/** The parts to choose from, above the one that is shown. */
export function SetupFrame({ shared, part, actions, panel, children }: SetupFrameProps) {
  const { t } = useLanguage();
  return (
    <TrainingFrame shared={shared} tab="setup" panel={panel ?? null}>
      <div className={styles['bar']}>
        <Choice
          label={t('trainingSetup:parts')}
          value={part}
          options={setupParts.map((value) => ({ value, label: t(`trainingSetup:part.${value}`) }))}
          onChange={(value) => shared.onGo('setup', value)}
        />
        {actions !== undefined && <div className={styles['row']}>{actions}</div>}
      </div>
      {children}
    </TrainingFrame>
  );
}
