import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { cx } from './cx.ts';
import { fitting, useRoom } from './columnRoom.ts';
import { rowTarget } from './gridMoves.ts';
import styles from './DataTable.module.css';

export interface DataColumn<R, C extends string = string> {
  readonly id: C;
  readonly label: string;
  /** Width as in `grid-template-columns`. */
  readonly width: string;
  /** Figures stand at the end. */
  readonly end?: boolean;
  readonly sortable?: boolean;
  /**
   * Left out where there is no room for all: the greatest first. For what the panel of a row, or the
   * page that it opens, says as well.
   */
  readonly spare?: number | undefined;
  readonly cell: (row: R) => ReactNode;
}

export interface DataOrder<C extends string = string> {
  readonly column: C;
  readonly descending: boolean;
}

interface DataTableProps<R, C extends string> {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly DataColumn<R, C>[];
  /** How many rows there are, of which `rowAt` may not have all yet. */
  readonly count: number;
  readonly rowAt: (index: number) => R | undefined;
  readonly keyOf: (row: R) => string;
  readonly selected?: string | null;
  /** Where the selected row stands, to keep it in sight wherever it goes; -1: nowhere. */
  readonly selectedAt?: number;
  readonly order?: DataOrder<C>;
  readonly onSort?: (column: C) => void;
  /** A row was chosen, by a click, Enter or a blank. */
  readonly onOpen?: (row: R) => void;
  /** What the list answers: with another one it begins at its top again. */
  readonly listKey?: string;
  /** The rows that are in sight, for lists that are fetched page by page. */
  readonly onRange?: (from: number, to: number) => void;
}

/** Height of a row in pixels, as `--row` says. */
const ROW_PX = 38;
/** Rows kept ready above and below what is seen. */
const OVERSCAN = 12;

/**
 * A list of up to many thousands of rows: only those in sight are in the document. Arrows, Page
 * Up and Down, Home and End move; Enter or a blank chooses.
 */
export function DataTable<R, C extends string = string>(props: DataTableProps<R, C>) {
  const { count, rowAt, keyOf, selected = null, order, onSort, onOpen, onRange } = props;
  const { listKey, selectedAt = -1 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const columns = fitting(props.columns, useRoom(scroller));
  const [active, setActive] = useState(0);
  const at = Math.max(0, Math.min(active, count - 1));
  const template = columns.map(({ width }) => width).join(' ');
  // No compiler memoises here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(from, to), [onRange, from, to]);
  useLayoutEffect(() => {
    setActive(0);
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [listKey]);

  useLayoutEffect(() => {
    if (selectedAt < 0) return;
    setActive(selectedAt);
    virtualizer.scrollToIndex(selectedAt);
    // The keyboard stays on the row that it has moved.
    if (scroller.current?.contains(document.activeElement) === true) {
      focusSoon(scroller.current, selectedAt);
    }
  }, [selectedAt, selected, virtualizer]);

  function move(target: number): void {
    setActive(target);
    virtualizer.scrollToIndex(target);
    focusSoon(scroller.current, target);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onRow =
      event.target instanceof HTMLElement && event.target.dataset['index'] !== undefined;
    if (!onRow) return;
    const target = rowTarget(event.key, at, count);
    const row = rowAt(at);
    if (target !== null) move(target);
    else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) onOpen?.(row);
    else return;
    event.preventDefault();
  }

  return (
    <div
      role="grid"
      id={props.id}
      aria-label={props.label}
      aria-rowcount={count + 1}
      className={styles['table']}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['head']}>
        <div
          role="row"
          aria-rowindex={1}
          className={styles['cells']}
          style={{ gridTemplateColumns: template }}
        >
          {columns.map((column) => (
            <Head key={column.id} column={column} order={order} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={scroller} className={styles['scroller']}>
        <div
          role="presentation"
          className={styles['sizer']}
          style={{ blockSize: virtualizer.getTotalSize() }}
        >
          {items.map((item) => {
            const row = rowAt(item.index);
            const key = row === undefined ? null : keyOf(row);
            return (
              // Its keys are handled by the grid it is in.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={key !== null && key === selected}
                data-index={item.index}
                tabIndex={item.index === at ? 0 : -1}
                className={cx(styles['row'], styles['cells'])}
                style={{
                  gridTemplateColumns: template,
                  transform: `translateY(${item.start}px)`,
                }}
                onFocus={() => setActive(item.index)}
                onClick={() => row !== undefined && onOpen?.(row)}
              >
                {columns.map((column) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    onPointerEnter={sayWhatIsCut}
                    className={cx(styles['cell'], column.end === true && styles['end'])}
                  >
                    {row === undefined ? '…' : column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Gives a cell whose words are cut all of them as its title. */
function sayWhatIsCut({ currentTarget: cell }: PointerEvent<HTMLElement>): void {
  const isCut = cell.scrollWidth > cell.clientWidth;
  cell.title = isCut ? (cell.textContent ?? '') : '';
}

/** Gives a row the keyboard, once it is there. */
function focusSoon(scroller: HTMLElement | null, index: number): void {
  requestAnimationFrame(() =>
    scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
  );
}

interface HeadProps<R, C extends string> {
  readonly column: DataColumn<R, C>;
  readonly order: DataOrder<C> | undefined;
  readonly onSort: ((column: C) => void) | undefined;
}

function Head<R, C extends string>({ column, order, onSort }: HeadProps<R, C>) {
  const sorted = order?.column === column.id;
  const descending = order?.descending === true;
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  const isSortable = column.sortable === true && onSort !== undefined;
  return (
    <div
      role="columnheader"
      aria-sort={
        isSortable ? (sorted ? (descending ? 'descending' : 'ascending') : 'none') : undefined
      }
      className={cx(styles['header'], column.end === true && styles['end'])}
    >
      {isSortable ? (
        <button type="button" className={styles['sort']} onClick={() => onSort(column.id)}>
          {column.label}
          {sorted && <Arrow size={14} aria-hidden="true" />}
        </button>
      ) : (
        <span className={styles['name']}>{column.label}</span>
      )}
    </div>
  );
}
