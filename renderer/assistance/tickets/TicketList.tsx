import { useTerms } from '../../bridge/useTerms.ts';
import type {
  AssistanceOverview,
  TicketColumn,
  TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import { ticketStates } from '../../../shared/assistance/tickets.contract.ts';
import type { Pages } from '../../bridge/usePages.ts';
import { DataTable, type DataColumn, type DataOrder } from '../../ui/DataTable.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { openTickets, type TicketFilter } from '../assistanceTabs.ts';
import { useTicketWords } from '../useTicketWords.ts';
import styles from '../assistance.module.css';
import { HandOverFile } from './HandOverFile.tsx';

interface TicketListProps {
  readonly overview: AssistanceOverview;
  readonly pages: Pages<'tickets.page'>;
  readonly order: DataOrder<TicketColumn>;
  readonly onOrder: (order: DataOrder<TicketColumn>) => void;
  readonly filter: TicketFilter;
  readonly onFilter: (change: Partial<TicketFilter>) => void;
  readonly selected: string | null;
  readonly onOpen: (row: TicketView) => void;
  readonly onNew: () => void;
}

const toneOf: Readonly<Record<TicketView['status'], Tone>> = {
  draft: 'plain',
  open: 'info',
  waiting: 'wait',
  closed: 'done',
};

/** Requests, narrowed and in the order that one wants. */
export function TicketList(props: TicketListProps) {
  const { overview, pages, order, onOrder, filter, onFilter, selected, onOpen, onNew } = props;
  const { t, format, placed } = useLanguage();
  const { one } = useTerms();
  const words = useTicketWords(overview.rules);
  const { head } = pages;
  const groups = head?.all.groups ?? [];
  const columns: DataColumn<TicketView, TicketColumn>[] = [
    {
      id: 'number',
      label: t('tickets:column.number'),
      width: '108px',
      sortable: true,
      cell: (row) => <bdi dir="ltr">{row.number ?? row.reference}</bdi>,
    },
    {
      id: 'title',
      label: t('tickets:column.title'),
      width: 'minmax(220px, 2fr)',
      sortable: true,
      cell: ({ title }) => (
        <bdi title={title}>{title === '' ? t('assistance:untitled') : title}</bdi>
      ),
    },
    {
      id: 'school',
      label: t('tickets:column.school'),
      width: 'minmax(150px, 1fr)',
      sortable: true,
      spare: 2,
      cell: ({ school, schoolAr: nameAr, town }) => (
        <bdi>{school === null ? '—' : placed({ name: school, nameAr, town })}</bdi>
      ),
    },
    {
      id: 'level',
      label: t('tickets:column.level'),
      width: 'minmax(110px, 0.7fr)',
      sortable: true,
      spare: 1,
      cell: ({ level }) => words.level(level),
    },
    {
      id: 'age',
      label: t('assistance:age'),
      width: '84px',
      end: true,
      sortable: true,
      cell: ({ ageDays }) =>
        t('assistance:days', { count: ageDays, replace: { count: format.number(ageDays) } }),
    },
    {
      id: 'status',
      label: t('tickets:column.status'),
      width: '190px',
      sortable: true,
      cell: (row) => <TicketStatus row={row} />,
    },
  ];

  if (head !== null && head.all.count === 0) {
    return (
      <Message
        kind="empty"
        action={
          overview.schools.length > 0 ? { label: t('assistance:do.new'), run: onNew } : undefined
        }
      >
        {t('assistance:none')}
      </Message>
    );
  }
  return (
    <>
      <div className={styles['filters']}>
        <SearchBox
          id="tickets-filter"
          label={t('assistance:search', { school: one('establishment') })}
          value={filter.search}
          onChange={(search) => onFilter({ search: search.slice(0, 200) })}
          onLeave={() => document.querySelector<HTMLElement>('#tickets [tabindex="0"]')?.focus()}
        />
        <SelectField
          label={t('tickets:column.status')}
          value={filter.state}
          options={ticketStates.map((value) => ({ value, label: t(`assistance:state.${value}`) }))}
          onChange={(state) => onFilter({ state: state as TicketFilter['state'] })}
        />
        <SelectField
          label={t('tickets:column.level')}
          value={filter.group}
          options={[
            { value: '', label: t('assistance:allLevels') },
            ...groups.map((value) => ({ value, label: words.group(value) })),
          ]}
          onChange={(group) => onFilter({ group })}
        />
        {/* Beside an open request there is room for that one alone. */}
        {selected === null && (
          <HandOverFile
            overview={overview}
            tool={overview.rules.tool}
            of={{ query: filter }}
            count={head?.asked ?? 0}
            label={t('assistance:handOver.list', {
              count: head?.asked ?? 0,
              replace: { count: format.number(head?.asked ?? 0) },
            })}
          />
        )}
      </div>
      {head !== null && head.total === 0 ? (
        <Message
          kind="empty"
          action={{
            label: t('assistance:do.showAll'),
            run: () => onFilter({ ...openTickets, state: 'all' }),
          }}
        >
          {t('assistance:noneFound')}
        </Message>
      ) : (
        <DataTable
          id="tickets"
          label={t('assistance:tab.tickets')}
          columns={columns}
          count={head?.total ?? 0}
          rowAt={pages.rowAt}
          onRange={pages.onRange}
          keyOf={({ id }) => id}
          selected={selected}
          order={order}
          onSort={(column) =>
            onOrder({
              column,
              descending: order.column === column ? !order.descending : column === 'age',
            })
          }
          onOpen={onOpen}
          listKey={pages.shownKey}
        />
      )}
    </>
  );
}

/** A request's state in a word, and whether it is late. */
export function TicketStatus({ row }: { readonly row: TicketView }) {
  const { t } = useLanguage();
  return (
    <span className={styles['tags']}>
      <Tag tone={toneOf[row.status]}>{t(`assistance:short.${row.status}`)}</Tag>
      {row.late && <Tag tone="late">{t('assistance:isLate')}</Tag>}
    </span>
  );
}
