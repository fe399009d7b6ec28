import { useState } from 'react';
import { never } from '../../shared/kernel/never.ts';
import { useCall } from '../bridge/useCall.ts';
import { Waiting } from '../bridge/Waiting.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import {
  assistanceTabs,
  openTickets,
  type AssistanceTab,
  type AssistanceTabProps,
  type TicketFilter,
} from './assistanceTabs.ts';
import { ContactsTab } from './contacts/ContactsTab.tsx';
import { FiguresTab } from './figures/FiguresTab.tsx';
import { TicketsTab } from './tickets/TicketsTab.tsx';

const READ = ['programme', 'wave', 'establishment', 'waveMembership', 'grant', 'environmentUse'];

interface AssistancePageProps extends Pick<
  AssistanceTabProps,
  'open' | 'onGo' | 'Files' | 'hrefs'
> {
  readonly tab: string | undefined;
}

/** The help desk of a programme: requests, contacts beside them, and figures. */
export function AssistancePage({ tab, ...where }: AssistancePageProps) {
  const { t } = useLanguage();
  const [wave, setWave] = useState<string | null>(null);
  const [filter, setFilter] = useState<TicketFilter>(openTickets);
  const [programme, setProgramme] = useState<string | null>(null);
  const input =
    wave !== null ? { wave } : programme !== null ? { programme } : ({} as { wave?: string });
  const called = useCall('assistance.overview', input, READ);
  const shown = assistanceTabs.find((one) => one === tab) ?? 'tickets';
  return (
    <Waiting title={t('assistance:title')} loading={t('assistance:loading')} called={called}>
      {(overview) => (
        <Reading
          tab={shown}
          {...where}
          overview={overview}
          filter={filter}
          onFilter={(change) => setFilter((before) => ({ ...before, ...change }))}
          onWave={(chosen) => {
            const isWhole = chosen?.startsWith('programme:') === true;
            setWave(isWhole ? null : chosen);
            setProgramme(isWhole ? chosen.slice('programme:'.length) : null);
          }}
        />
      )}
    </Waiting>
  );
}

function Reading({ tab, ...shared }: AssistanceTabProps & { readonly tab: AssistanceTab }) {
  switch (tab) {
    case 'tickets':
      return <TicketsTab {...shared} />;
    case 'contacts':
      return <ContactsTab {...shared} />;
    case 'figures':
      return <FiguresTab {...shared} />;
    default:
      return never(tab);
  }
}
