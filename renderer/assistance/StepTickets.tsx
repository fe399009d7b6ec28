import { useCall } from '../bridge/useCall.ts';
import { LinkedTickets } from '../bridge/LinkedTickets.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { TICKETS } from './assistanceTabs.ts';

interface StepTicketsProps {
  readonly step: string;
  readonly hrefOf: (ticket: string) => string;
}

/** In the panel of an action of the kit: requests for help about it. */
export function StepTickets({ step, hrefOf }: StepTicketsProps) {
  const { t } = useLanguage();
  const { value } = useCall('tickets.ofStep', { step }, TICKETS);
  if (value === null || value.length === 0) return null;
  return <LinkedTickets title={t('assistance:ofStep')} tickets={value} hrefOf={hrefOf} />;
}
