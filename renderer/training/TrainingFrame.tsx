import type { ReactNode } from 'react';
import { countTakingPlace } from '../../shared/training/sessionDays.rules.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { SelectField } from '../ui/fields.tsx';
import { Message } from '../ui/Message.tsx';
import { Page, type PagePanel } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { trainingTabs, type TrainingTab, type TrainingTabProps } from './trainingTabs.ts';
import styles from './Training.module.css';

interface TrainingFrameProps {
  readonly shared: TrainingTabProps;
  readonly tab: TrainingTab;
  /** The figures that matter in this reading; without it, those of groups and sessions. */
  readonly line?: string;
  readonly actions?: ReactNode;
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

const PANEL_ID = 'training-panel';
/** Readings of those who plan. */
const planning: readonly TrainingTab[] = ['plan', 'setup'];

/** The bones that the readings of trainings have in common. */
export function TrainingFrame({ shared, tab, line, actions, panel, children }: TrainingFrameProps) {
  const { overview, onGo, onWave } = shared;
  const { wave, waves, groups, sessions, mayPlan } = overview;
  const { t, format, script } = useLanguage();
  const { One } = useTerms(wave?.programme.id);
  useReady('training');
  const counted = groups.filter((group) => !group.outsideGroups).length;
  const held = countTakingPlace(sessions);
  const tabs = trainingTabs.filter((one) => mayPlan || one === tab || !planning.includes(one));
  const figures = t('training:line', {
    wave: script(wave?.label ?? ''),
    groups: t('training:groups', { count: counted, replace: { count: format.number(counted) } }),
    sessions: t('training:sessions', {
      count: held,
      replace: { count: format.number(held) },
    }),
  });
  return (
    <Page
      title={t('training:title')}
      line={line ?? (wave === null ? ' ' : figures)}
      actions={
        <>
          {actions}
          {waves.length > 1 && (
            <div className={styles['wave']}>
              <SelectField
                label={One('wave')}
                value={wave?.id ?? ''}
                options={waves.map(({ id, label, programme }) => ({
                  value: id,
                  label: format.line([script(label), programme.name]),
                }))}
                onChange={onWave}
              />
            </div>
          )}
        </>
      }
      tabs={
        <Tabs
          label={t('training:readings')}
          panel={PANEL_ID}
          value={tab}
          tabs={tabs.map((value) => ({ value, label: t(`training:tab.${value}`) }))}
          onChange={(value) => onGo(value)}
        />
      }
      panel={panel ?? null}
    >
      <div
        id={PANEL_ID}
        role="tabpanel"
        aria-label={t(`training:tab.${tab}`)}
        className={styles['reading']}
      >
        {wave === null ? <Message kind="empty">{t('training:noWave')}</Message> : children}
      </div>
    </Page>
  );
}
