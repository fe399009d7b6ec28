import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { actionColumns, actionRows, narrowColumns } from '../actionColumns.tsx';
import { problemsAt } from './problems.words.ts';
import styles from './draft.module.css';

/** What can be asked of an action in the list. */
export interface ListMoves {
  readonly onSelect: (action: string) => void;
  /** Go on in the form of the action. */
  readonly onWrite: (action: string) => void;
  readonly onAddAfter: (action: string) => void;
  readonly onMove: (action: string, by: -1 | 1) => void;
  readonly onRemove: (action: string) => void;
}

interface DraftListProps extends ListMoves {
  readonly draft: DraftView;
  readonly selected: string | null;
  /** Something stands beside the list. */
  readonly isNarrow: boolean;
  /** Grows when the keyboard is to go to the selected row. */
  readonly focusRound: number;
}

const GRID = 'draft-actions';

/** The actions of a draft, phase by phase, by mouse and by keyboard. */
export function DraftList(props: DraftListProps) {
  const { draft, selected, isNarrow, focusRound, onSelect, onWrite } = props;
  const tools = useLanguage();
  const rows = actionRows(draft.actions, draft);
  const columns = actionColumns(tools, draft, (action) => {
    return problemsAt(draft.problems, action).length > 0;
  });
  const selectedAt = rows.findIndex(({ action }) => action.id === selected);
  const met = useRef(focusRound);
  useEffect(() => {
    if (met.current === focusRound || selectedAt < 0) return;
    met.current = focusRound;
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`#${GRID} [data-index="${selectedAt}"]`)?.focus(),
    );
  }, [focusRound, selectedAt]);

  function onKeyDown(event: KeyboardEvent): void {
    const index = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
    const action = index === undefined ? undefined : rows[Number(index)]?.action.id;
    if (action === undefined || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === 'F2') onWrite(action);
    else if (draft.mayEdit && !changes(event, action)) return;
    event.preventDefault();
  }
  function changes(event: KeyboardEvent, action: string): boolean {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (event.altKey) {
      if (by === undefined) return false;
      props.onMove(action, by);
    } else if (event.key === 'Delete') props.onRemove(action);
    else if (event.key === 'Insert' || event.code === 'KeyN') props.onAddAfter(action);
    else return false;
    return true;
  }
  return (
    // Its keys act on the row that has the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['list']} onKeyDown={onKeyDown}>
      <DataTable
        id={GRID}
        label={tools.t('templates:draft.actions')}
        columns={isNarrow ? narrowColumns(columns) : columns}
        count={rows.length}
        rowAt={(at) => rows[at]}
        keyOf={({ action }) => action.id}
        selected={selected}
        selectedAt={selectedAt}
        onOpen={({ action }) => onSelect(action.id)}
      />
    </div>
  );
}
