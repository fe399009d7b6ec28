import { useState } from 'react';
import { never } from '../../shared/kernel/never.ts';
import { Waiting } from '../bridge/Waiting.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { BlockersTab } from './blockers/BlockersTab.tsx';
import { FollowTab } from './follow/FollowTab.tsx';
import { GroupsTab } from './groups/GroupsTab.tsx';
import { LogTab } from './log/LogTab.tsx';
import { SessionsTab } from './sessions/SessionsTab.tsx';
import { tutoringTabs, type TutoringTab, type TutoringTabProps } from './tutoringTabs.ts';
import { useTutoring } from './useTutoring.ts';
import { VisitsTab } from './visits/VisitsTab.tsx';

interface TutoringPageProps extends Pick<
  TutoringTabProps,
  'open' | 'onGo' | 'hrefOf' | 'hrefOfTicket'
> {
  readonly tab: string | undefined;
}

/** Tutoring of a wave: sessions and their log, what blocks schools, visits, who follows whom. */
export function TutoringPage({ tab, ...where }: TutoringPageProps) {
  const { t } = useLanguage();
  const [wave, setWave] = useState<string>();
  const called = useTutoring(wave);
  const shown = tutoringTabs.find((one) => one === tab) ?? 'sessions';
  return (
    <Waiting title={t('tutoring:title')} loading={t('tutoring:loading')} called={called}>
      {(overview) => <Reading tab={shown} {...where} overview={overview} onWave={setWave} />}
    </Waiting>
  );
}

function Reading({ tab, ...shared }: TutoringTabProps & { readonly tab: TutoringTab }) {
  switch (tab) {
    case 'sessions':
      return <SessionsTab {...shared} />;
    case 'log':
      return <LogTab {...shared} />;
    case 'blockers':
      return <BlockersTab {...shared} />;
    case 'visits':
      return <VisitsTab {...shared} />;
    case 'follow':
      return <FollowTab {...shared} />;
    case 'groups':
      return <GroupsTab {...shared} />;
    default:
      return never(tab);
  }
}
