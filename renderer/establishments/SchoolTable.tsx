import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { cx } from '../ui/cx.ts';
import { rowTarget } from '../ui/gridMoves.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { columns, type Column, type Order } from './establishments.select.ts';
import { SchoolRow } from './SchoolRow.tsx';
import styles from './SchoolTable.module.css';

export const GRID_ID = 'schools';

const ROW_PX = 42;
/** Rows kept ready above and below what is seen. */
const OVERSCAN = 12;

interface SchoolTableProps {
  readonly schools: readonly EstablishmentSummary[];
  readonly order: Order;
  readonly onSort: (column: Column) => void;
  readonly onOpen: (establishment: string) => void;
}

/** The schools, one row each; only the rows in sight are in the document, of up to thousands. */
export function SchoolTable({ schools, order, onSort, onOpen }: SchoolTableProps) {
  const { t } = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const at = Math.min(active, schools.length - 1);
  // No compiler memoises here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: schools.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });

  useEffect(() => setActive(0), [order]);

  function move(to: number): void {
    setActive(to);
    virtualizer.scrollToIndex(to);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus(),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onRow =
      event.target instanceof HTMLElement && event.target.dataset['index'] !== undefined;
    if (!onRow) return;
    const to = rowTarget(event.key, at, schools.length);
    const school = schools[at];
    if (to !== null) move(to);
    else if ((event.key === 'Enter' || event.key === ' ') && school !== undefined)
      onOpen(school.id);
    else return;
    event.preventDefault();
  }

  return (
    <div
      role="grid"
      id={GRID_ID}
      aria-label={t('schools.list')}
      aria-rowcount={schools.length + 1}
      className={styles['table']}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['head']}>
        <div role="row" aria-rowindex={1} className={styles['cells']}>
          {columns.map((column) => (
            <Head key={column} column={column} order={order} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={scroller} className={styles['scroller']}>
        <div
          role="presentation"
          className={styles['sizer']}
          style={{ blockSize: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const school = schools[item.index];
            return school === undefined ? null : (
              <SchoolRow
                key={school.id}
                school={school}
                index={item.index}
                top={item.start}
                active={item.index === at}
                onOpen={onOpen}
                onFocus={setActive}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeadProps {
  readonly column: Column;
  readonly order: Order;
  readonly onSort: (column: Column) => void;
}

function Head({ column, order, onSort }: HeadProps) {
  const { t } = useLanguage();
  const { One } = useTerms();
  const sorted = order.column === column;
  const Arrow = order.descending ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
      className={cx(styles['header'], styles[column])}
    >
      <button type="button" className={styles['sort']} onClick={() => onSort(column)}>
        {column === 'name'
          ? One('establishment')
          : column === 'wave'
            ? One('wave')
            : t(`column.${column}`)}
        {sorted && <Arrow size={14} aria-hidden="true" />}
      </button>
    </div>
  );
}
