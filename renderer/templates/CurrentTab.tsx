import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { useOffset } from '../bridge/useOffset.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { actionColumns, actionRows, narrowColumns } from './actionColumns.tsx';

interface CurrentTabProps {
  readonly view: TemplateView;
  readonly selected: string | null;
  readonly onSelect: (action: string) => void;
}

/** The kit as it runs, action by action; those that a version retired come last. */
export function CurrentTab({ view, selected, onSelect }: CurrentTabProps) {
  const tools = useLanguage();
  const offset = useOffset();
  const { t } = tools;
  const rows = actionRows(view.actions, view);
  if (rows.length === 0) return <Message kind="empty">{t('templates:empty.actions')}</Message>;
  const columns = actionColumns(tools, offset, view);
  return (
    <DataTable
      id="template-actions"
      label={t('templates:tabs.current')}
      columns={selected === null ? columns : narrowColumns(columns)}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={({ action }) => action.id}
      selected={selected}
      onOpen={({ action }) => onSelect(action.id)}
    />
  );
}
