import { useState } from 'react';
import { never } from '../../shared/kernel/never.ts';
import { AccountsTab } from './AccountsTab.tsx';
import { activationTabs, type ActivationTab, type Shared } from './ActivationFrame.tsx';
import { AgreementsTab } from './AgreementsTab.tsx';
import { EnvironmentsTab } from './EnvironmentsTab.tsx';
import { ServicesTab } from './ServicesTab.tsx';
import { TeamsTab } from './TeamsTab.tsx';

interface ActivationPageProps {
  readonly tab: string | undefined;
  readonly onTab: (tab: ActivationTab) => void;
  readonly onSchool: (establishment: string, tab: string) => void;
  readonly schoolHref: (establishment: string, tab: string) => string;
}

/** What is opened in a programme's schools, for those who steer it. */
export function ActivationPage({ tab, onTab, onSchool, schoolHref }: ActivationPageProps) {
  const [programme, setProgramme] = useState<string>();
  const [text, setText] = useState('');
  const shown = activationTabs.find((one) => one === tab) ?? 'services';
  const shared: Shared = {
    programme,
    text,
    onProgramme: setProgramme,
    onText: setText,
    onTab,
    onSchool,
    schoolHref,
  };
  switch (shown) {
    case 'services':
      return <ServicesTab shared={shared} />;
    case 'environments':
      return <EnvironmentsTab shared={shared} />;
    case 'accounts':
      return <AccountsTab shared={shared} />;
    case 'agreements':
      return <AgreementsTab shared={shared} />;
    case 'teams':
      return <TeamsTab shared={shared} />;
    default:
      return never(shown);
  }
}
