import { useState } from 'react';
import { never } from '../../shared/kernel/never.ts';
import { ProgrammeContext } from '../bridge/useTerms.ts';
import { Waiting } from '../bridge/Waiting.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { AttendanceTab } from './attendance/AttendanceTab.tsx';
import { CalendarTab } from './calendar/CalendarTab.tsx';
import { CoverageTab } from './coverage/CoverageTab.tsx';
import { GroupsTab } from './groups/GroupsTab.tsx';
import { PlanTab } from './plan/PlanTab.tsx';
import { SetupTab } from './setup/SetupTab.tsx';
import { trainingTabs, type TrainingTab, type TrainingTabProps } from './trainingTabs.ts';
import { useTraining } from './useTraining.ts';

interface TrainingPageProps extends Pick<
  TrainingTabProps,
  'open' | 'onGo' | 'hrefOf' | 'importHref'
> {
  readonly tab: string | undefined;
}

/** Trainings of a wave: when and where, who with whom, who came, who is trained. */
export function TrainingPage({ tab, ...where }: TrainingPageProps) {
  const { t } = useLanguage();
  const [wave, setWave] = useState<string>();
  const called = useTraining(wave);
  const shown = trainingTabs.find((one) => one === tab) ?? 'calendar';
  return (
    <Waiting title={t('training:title')} loading={t('training:loading')} called={called}>
      {(overview) => (
        <ProgrammeContext value={overview.wave?.programme.id ?? null}>
          <Reading tab={shown} {...where} overview={overview} onWave={setWave} />
        </ProgrammeContext>
      )}
    </Waiting>
  );
}

function Reading({ tab, ...shared }: TrainingTabProps & { readonly tab: TrainingTab }) {
  switch (tab) {
    case 'calendar':
      return <CalendarTab {...shared} />;
    case 'groups':
      return <GroupsTab {...shared} />;
    case 'attendance':
      return <AttendanceTab {...shared} />;
    case 'coverage':
      return <CoverageTab {...shared} />;
    case 'plan':
      return <PlanTab {...shared} />;
    case 'setup':
      return <SetupTab {...shared} />;
    default:
      return never(tab);
  }
}
