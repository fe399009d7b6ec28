import { Button } from '@mantine/core';
import { useCall } from '../../bridge/useCall.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { AssistanceFrame } from '../AssistanceFrame.tsx';
import { NEW, TICKETS, whereOf, type AssistanceTabProps } from '../assistanceTabs.ts';
import { TicketList } from './TicketList.tsx';
import { TicketPanel } from './TicketPanel.tsx';
import { TicketForm } from './TicketForm.tsx';

/** Requests: the list with one of them beside it, or the one that is being written. */
export function TicketsTab(shared: AssistanceTabProps) {
  const { overview, open, onGo, filter, onFilter, Files, hrefs } = shared;
  const { t, format } = useLanguage();
  const where = whereOf(overview);
  const listed = useCall('tickets.list', overview.programme === null ? null : where, TICKETS).value;
  const rows = listed?.rows ?? [];
  const isOpen = rows.filter(({ status }) => status === 'open' || status === 'waiting');
  const late = rows.filter((row) => row.late).length;
  const line = format.line([
    t('assistance:count', { count: rows.length, replace: { count: format.number(rows.length) } }),
    t('assistance:open', {
      count: isOpen.length,
      replace: { count: format.number(isOpen.length) },
    }),
    t('assistance:late', {
      count: late,
      replace: { count: format.number(late), days: format.number(overview.rules.lateAfterDays) },
    }),
  ]);
  const chosen = rows.find(({ id }) => id === open) ?? null;
  const writes = open === NEW || chosen?.status === 'draft';
  if (writes) {
    return (
      <AssistanceFrame shared={shared} tab="tickets" line={line}>
        <TicketForm
          key={open}
          overview={overview}
          ticket={open === NEW ? null : open!}
          tickets={rows}
          Files={Files}
          onDone={(id) => onGo('tickets', id ?? undefined)}
        />
      </AssistanceFrame>
    );
  }
  return (
    <AssistanceFrame
      shared={shared}
      tab="tickets"
      line={line}
      actions={
        overview.schools.length > 0 || overview.mayHelp ? (
          <Button id="ticket-new" onClick={() => onGo('tickets', NEW)}>
            {t('assistance:do.new')}
          </Button>
        ) : undefined
      }
      panel={
        chosen === null
          ? null
          : {
              label: chosen.title,
              content: (
                <TicketPanel
                  key={chosen.id}
                  overview={overview}
                  ticket={chosen.id}
                  Files={Files}
                  hrefs={hrefs}
                />
              ),
              onClose: () => onGo('tickets'),
            }
      }
    >
      <TicketList
        overview={overview}
        rows={listed === null ? null : rows}
        filter={filter}
        onFilter={onFilter}
        selected={open ?? null}
        onOpen={({ id }) => onGo('tickets', id)}
        onNew={() => onGo('tickets', NEW)}
      />
    </AssistanceFrame>
  );
}
