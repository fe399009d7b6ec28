import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { useOffset } from '../../bridge/useOffset.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { actionColumns, actionRows, narrowColumns } from '../actionColumns.tsx';
import { KeyedList, type ListMoves } from './KeyedList.tsx';
import { problemsAt } from './problems.words.ts';

interface DraftListProps extends ListMoves {
  readonly draft: DraftView;
  readonly selected: string | null;
  /** Something stands beside the list. */
  readonly isNarrow: boolean;
  /** Grows when the keyboard is to go to the selected row. */
  readonly focusRound: number;
}

/** The actions of a draft, phase by phase, by mouse and by keyboard. */
export function DraftList({ draft, isNarrow, ...props }: DraftListProps) {
  const tools = useLanguage();
  const offset = useOffset();
  const columns = actionColumns(tools, offset, draft, (action) => {
    return problemsAt(draft.problems, action).length > 0;
  });
  return (
    <KeyedList
      {...props}
      id="draft-actions"
      label={tools.t('templates:draft.actions')}
      columns={isNarrow ? narrowColumns(columns) : columns}
      rows={actionRows(draft.actions, draft)}
      idOf={({ action }) => action.id}
      mayEdit={draft.mayEdit}
    />
  );
}
