import { useMemo, useState } from 'react';
import { useTerms } from '../../bridge/useTerms.ts';
import type {
  AssistanceOverview,
  TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import { DataTable, type DataColumn, type DataOrder } from '../../ui/DataTable.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { matches, plain } from '../../ui/plain.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { openTickets, ticketStates, type TicketFilter } from '../assistanceTabs.ts';
import { useTicketWords } from '../useTicketWords.ts';
import styles from '../assistance.module.css';
import { HandOverFile } from './HandOverFile.tsx';

type Column = 'number' | 'title' | 'school' | 'level' | 'age' | 'status';

interface TicketListProps {
  readonly overview: AssistanceOverview;
  readonly rows: readonly TicketView[] | null;
  readonly filter: TicketFilter;
  readonly onFilter: (change: Partial<TicketFilter>) => void;
  readonly selected: string | null;
  readonly onOpen: (row: TicketView) => void;
  readonly onNew: () => void;
}

function isIn(row: TicketView, state: TicketFilter['state']): boolean {
  if (state === 'all') return true;
  if (state === 'late') return row.late;
  if (state === 'open') return row.status !== 'closed' && row.status !== 'draft';
  return row.status === state;
}

/** One for all: making an order of words costs more than comparing thousands by it. */
const inOrder = new Intl.Collator('fr', { numeric: true });

/** What a request is found by. */
function searched(row: TicketView): string {
  const { number, reference, title, school, schoolAr, schoolCode, town, requesterName } = row;
  const words = [number, reference, title, school, schoolAr, schoolCode, town, requesterName];
  return plain(words.join(' '));
}

const toneOf: Readonly<Record<TicketView['status'], Tone>> = {
  draft: 'plain',
  open: 'info',
  waiting: 'wait',
  closed: 'done',
};

/** Requests, narrowed and in the order that one wants. */
export function TicketList(props: TicketListProps) {
  const { overview, rows, filter, onFilter, selected, onOpen, onNew } = props;
  const { t, format, placed } = useLanguage();
  const { one } = useTerms();
  const words = useTicketWords(overview.rules);
  const [order, setOrder] = useState<DataOrder<Column>>({ column: 'age', descending: true });

  // Once for all letters that will be typed.
  const texts = useMemo(() => new Map((rows ?? []).map((row) => [row, searched(row)])), [rows]);
  const shown = useMemo(() => {
    const query = filter.search.trim();
    const found = (rows ?? []).filter(
      (row) =>
        isIn(row, filter.state) &&
        (filter.group === '' || row.group === filter.group) &&
        (query === '' || matches(texts.get(row)!, query)),
    );
    const value = (row: TicketView): string | number => {
      switch (order.column) {
        case 'number':
          return row.number ?? row.reference;
        case 'title':
          return row.title;
        case 'school':
          return row.school ?? '';
        case 'level':
          return row.group;
        case 'age':
          return row.ageDays;
        default:
          return row.status;
      }
    };
    const sign = order.descending ? -1 : 1;
    return found.toSorted((a, b) => {
      const x = value(a);
      const y = value(b);
      return (
        sign *
        (typeof x === 'number' && typeof y === 'number'
          ? x - y
          : inOrder.compare(String(x), String(y)))
      );
    });
  }, [rows, texts, filter, order]);

  const handed = useMemo(
    () => shown.filter(({ status }) => status !== 'draft').map(({ id }) => id),
    [shown],
  );
  const groups = [...new Set((rows ?? []).map(({ group }) => group))].toSorted();
  const columns: DataColumn<TicketView, Column>[] = [
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

  if (rows !== null && rows.length === 0) {
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
            tickets={handed}
            label={t('assistance:handOver.list', {
              count: handed.length,
              replace: { count: format.number(handed.length) },
            })}
          />
        )}
      </div>
      {shown.length === 0 && rows !== null ? (
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
          count={shown.length}
          rowAt={(index) => shown[index]}
          keyOf={({ id }) => id}
          selected={selected}
          order={order}
          onSort={(column) =>
            setOrder((before) => ({
              column,
              descending: before.column === column ? !before.descending : column === 'age',
            }))
          }
          onOpen={onOpen}
          listKey={JSON.stringify([filter, order])}
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
