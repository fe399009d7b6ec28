import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TicketColumn } from '../../../shared/assistance/tickets.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { usePages } from '../../bridge/usePages.ts';
import type { DataOrder } from '../../ui/DataTable.tsx';
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
  const where = JSON.stringify(whereOf(overview));
  const [order, setOrder] = useState<DataOrder<TicketColumn>>({ column: 'age', descending: true });
  const query = useMemo(
    () => ({ ...(JSON.parse(where) as ReturnType<typeof whereOf>), query: filter, order }),
    [where, filter, order],
  );
  const pages = usePages('tickets.page', overview.programme === null ? null : query, TICKETS);
  const { count, open: isOpen, late } = pages.head?.all ?? { count: 0, open: 0, late: 0 };
  const line = format.line([
    t('assistance:count', { count, replace: { count: format.number(count) } }),
    t('assistance:open', { count: isOpen, replace: { count: format.number(isOpen) } }),
    t('assistance:late', {
      count: late,
      replace: { count: format.number(late), days: format.number(overview.rules.lateAfterDays) },
    }),
  ]);
  const asked = open === undefined || open === NEW ? null : { ticket: open };
  const read = useCall('tickets.read', asked, TICKETS).value;
  const chosen = read?.id === open ? read : null;
  const writes = open === NEW || chosen?.status === 'draft';
  if (writes) {
    return (
      <AssistanceFrame shared={shared} tab="tickets" line={line}>
        <TicketForm
          key={open}
          overview={overview}
          ticket={open === NEW ? null : open!}
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
        pages={pages}
        order={order}
        onOrder={setOrder}
        filter={filter}
        onFilter={onFilter}
        selected={open ?? null}
        onOpen={({ id }) => onGo('tickets', id)}
        onNew={() => onGo('tickets', NEW)}
      />
    </AssistanceFrame>
  );
}
