import { useEffect, useRef, type KeyboardEvent } from 'react';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import styles from './draft.module.css';

/** What can be asked of an item of a list that is written. */
export interface ListMoves {
  readonly onSelect: (id: string) => void;
  /** Go on in the form of the item. */
  readonly onWrite: (id: string) => void;
  readonly onAddAfter: (id: string) => void;
  readonly onMove: (id: string, by: -1 | 1) => void;
  readonly onRemove: (id: string) => void;
}

interface KeyedListProps<R> extends ListMoves {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly DataColumn<R>[];
  readonly rows: readonly R[];
  readonly idOf: (row: R) => string;
  readonly selected: string | null;
  readonly mayEdit: boolean;
  /** Grows when the keyboard is to go to the selected row. */
  readonly focusRound: number;
}

/** A list whose items are written, moved, added and removed by keys of the row that has the focus. */
export function KeyedList<R>(props: KeyedListProps<R>) {
  const { id, label, columns, rows, idOf, selected, mayEdit, focusRound } = props;
  const selectedAt = rows.findIndex((row) => idOf(row) === selected);
  const met = useRef(focusRound);
  useEffect(() => {
    if (met.current === focusRound || selectedAt < 0) return;
    met.current = focusRound;
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`#${id} [data-index="${selectedAt}"]`)?.focus(),
    );
  }, [id, focusRound, selectedAt]);

  function onKeyDown(event: KeyboardEvent): void {
    const index = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
    const row = index === undefined ? undefined : rows[Number(index)];
    if (row === undefined || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === 'F2') props.onWrite(idOf(row));
    else if (mayEdit && !changes(event, idOf(row))) return;
    event.preventDefault();
  }
  function changes(event: KeyboardEvent, item: string): boolean {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (event.altKey) {
      if (by === undefined) return false;
      props.onMove(item, by);
    } else if (event.key === 'Delete') props.onRemove(item);
    else if (event.key === 'Insert' || event.code === 'KeyN') props.onAddAfter(item);
    else return false;
    return true;
  }
  return (
    // Its keys act on the row that has the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['list']} onKeyDown={onKeyDown}>
      <DataTable
        id={id}
        label={label}
        columns={columns}
        count={rows.length}
        rowAt={(at) => rows[at]}
        keyOf={idOf}
        selected={selected}
        selectedAt={selectedAt}
        onOpen={(row) => props.onSelect(idOf(row))}
      />
    </div>
  );
}
