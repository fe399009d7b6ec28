import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { cx } from '../ui/cx.ts';
import { cellsIn, cellTarget, type Cell } from './cellMoves.ts';
import styles from './CellGrid.module.css';

export interface GridColumn {
  readonly id: string;
  readonly label: ReactNode;
  /** Figures under its name. */
  readonly figure?: ReactNode;
}

interface CellGridProps<R> {
  readonly id: string;
  readonly label: string;
  readonly corner: string;
  readonly columns: readonly GridColumn[];
  readonly count: number;
  readonly rowAt: (index: number) => R | undefined;
  readonly renderRowHead: (row: R) => ReactNode;
  /** What a cell shows: its words tell its state to those who do not see its shape. */
  readonly renderCell: (row: R, column: string) => ReactNode;
  /** Tone of a cell's ground, by name of a class of the grid's style sheet. */
  readonly toneOf: (row: R, column: string) => string;
  /** A digit was pressed over cells: the value with that number. */
  readonly onSet: (
    cells: readonly { readonly row: R; readonly column: string }[],
    digit: number,
  ) => void;
  /** A blank was pressed over a cell: its next value. */
  readonly onCycle: (row: R, column: string) => void;
  readonly onOpen: (row: R, column: string) => void;
  readonly onColumn?: (column: string) => void;
  readonly onRange: (from: number, to: number) => void;
  /** How many digits mean something, from 0. */
  readonly digits: number;
}

/** Height of a row, as the style sheet has it, and least widths of columns, in pixels. */
const ROW_PX = 38;
const FIRST_PX = 280;
const COLUMN_PX = 88;
const OVERSCAN = 12;

/**
 * Many schools by some columns: only rows in sight are in the document. Arrows move from cell to
 * cell, with Shift they span a range; digits set what is spanned, a blank goes to the next value,
 * Enter opens.
 */
export function CellGrid<R>(props: CellGridProps<R>) {
  const { columns, count, rowAt, renderRowHead, renderCell, toneOf, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  /** The frame in which the document's focus follows. */
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Cell | null>(null);
  const at: Cell = {
    row: Math.max(0, Math.min(active.row, count - 1)),
    column: Math.max(0, Math.min(active.column, columns.length - 1)),
  };
  // No compiler memoises here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollPaddingStart: 64,
  });
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(from, to), [onRange, from, to]);
  const template = `${FIRST_PX}px repeat(${columns.length}, minmax(${COLUMN_PX}px, 1fr))`;
  const least = FIRST_PX + columns.length * COLUMN_PX;

  function focus(target: Cell): void {
    setActive(target);
    virtualizer.scrollToIndex(target.row);
    // Keys may come faster than frames: only the last cell that was meant takes the keyboard.
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const found = scroller.current?.querySelector<HTMLElement>(
        `[data-cell="${target.row} ${target.column}"]`,
      );
      found?.focus({ preventScroll: true });
      found?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  /** Cells that the next key means: the range, or the one cell. */
  function spanned(): { row: R; column: string }[] {
    return cellsIn(anchor ?? at, at).flatMap(({ row, column }) => {
      const found = rowAt(row);
      return found === undefined ? [] : [{ row: found, column: columns[column]!.id }];
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onCell =
      event.target instanceof HTMLElement && event.target.dataset['cell'] !== undefined;
    if (!onCell) return;
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const target = cellTarget(event.key, at, { rows: count, columns: columns.length, forward });
    const row = rowAt(at.row);
    const column = columns[at.column]?.id;
    const digit = Number.parseInt(event.key, 10);
    if (target !== null) {
      setAnchor(event.shiftKey ? (anchor ?? at) : null);
      focus(target);
    } else if (event.key === 'Escape' && anchor !== null) setAnchor(null);
    else if (row === undefined || column === undefined) return;
    else if (event.key.length === 1 && digit < props.digits) props.onSet(spanned(), digit);
    else if (event.key === ' ') props.onCycle(row, column);
    else if (event.key === 'Enter') props.onOpen(row, column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onClick(event: MouseEvent, target: Cell, row: R): void {
    if (event.shiftKey) setAnchor(anchor ?? at);
    else {
      setAnchor(null);
      props.onOpen(row, columns[target.column]!.id);
    }
    setActive(target);
  }

  const isIn = (cellAt: Cell): boolean =>
    anchor !== null &&
    cellAt.row >= Math.min(anchor.row, at.row) &&
    cellAt.row <= Math.max(anchor.row, at.row) &&
    cellAt.column >= Math.min(anchor.column, at.column) &&
    cellAt.column <= Math.max(anchor.column, at.column);

  return (
    <div
      role="grid"
      id={props.id}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      className={styles['grid']}
      ref={scroller}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['head']} style={{ minInlineSize: least }}>
        <div
          role="row"
          aria-rowindex={1}
          className={styles['cells']}
          style={{ gridTemplateColumns: template }}
        >
          <div role="columnheader" className={cx(styles['header'], styles['first'])}>
            {props.corner}
          </div>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={styles['header']}>
              {props.onColumn === undefined ? (
                <span className={styles['name']}>{column.label}</span>
              ) : (
                <button
                  type="button"
                  className={styles['choose']}
                  onClick={() => props.onColumn?.(column.id)}
                >
                  {column.label}
                </button>
              )}
              {column.figure !== undefined && (
                <span className={styles['figure']}>{column.figure}</span>
              )}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={styles['sizer']}
        style={{ blockSize: virtualizer.getTotalSize(), minInlineSize: least }}
      >
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className={cx(styles['row'], styles['cells'])}
              style={{
                gridTemplateColumns: template,
                transform: `translateY(${item.start}px)`,
              }}
            >
              <div role="rowheader" className={cx(styles['rowHead'], styles['first'])}>
                {row === undefined ? '…' : renderRowHead(row)}
              </div>
              {columns.map((column, index) => {
                const cellAt = { row: item.index, column: index };
                const isActive = cellAt.row === at.row && cellAt.column === at.column;
                return (
                  // Its keys are handled by the grid it is in.
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                  <div
                    key={column.id}
                    role="gridcell"
                    data-cell={`${cellAt.row} ${cellAt.column}`}
                    tabIndex={isActive ? 0 : -1}
                    aria-selected={isIn(cellAt) || (anchor === null && isActive)}
                    className={cx(
                      styles['cell'],
                      row !== undefined && styles[toneOf(row, column.id)],
                      isIn(cellAt) && styles['in'],
                    )}
                    onClick={(event) => row !== undefined && onClick(event, cellAt, row)}
                    onFocus={() => setActive(cellAt)}
                  >
                    {row === undefined ? '' : renderCell(row, column.id)}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
