import type { ComponentProps } from 'react';
import { DataTable } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { NO_FILTER, type CoverageFilter } from './coverageReads.ts';

interface ListedTableProps<R> extends Omit<ComponentProps<typeof DataTable<R>>, 'count'> {
  /** Rows that there are; null: not read yet. */
  readonly total: number | null;
  readonly onFilter: (change: CoverageFilter) => void;
}

/** A list that is filtered; where nothing fits, the way back to all of it. */
export function ListedTable<R>({ total, onFilter, ...table }: ListedTableProps<R>) {
  const { t } = useLanguage();
  if (total === 0) {
    return (
      <Message
        kind="empty"
        action={{ label: t('coverage:filter.clear'), run: () => onFilter(NO_FILTER) }}
      >
        {t('coverage:list.none')}
      </Message>
    );
  }
  return <DataTable {...table} count={total ?? 0} />;
}
