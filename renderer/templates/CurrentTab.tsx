import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage, type LanguageTools } from '../ui/useLanguage.ts';
import { namesOf, offsetWords } from './templates.words.ts';
import styles from './templates.module.css';

type Action = TemplateView['actions'][number];
interface Row {
  readonly action: Action;
  /** It is the first of its phase, which is named there. */
  readonly opens: boolean;
}

interface CurrentTabProps {
  readonly view: TemplateView;
  readonly selected: string | null;
  readonly onSelect: (action: string) => void;
}

/** The kit as it runs, action by action; those that a version retired come last. */
export function CurrentTab({ view, selected, onSelect }: CurrentTabProps) {
  const tools = useLanguage();
  const { t } = tools;
  const phases = view.phases.map(({ id }) => id);
  const ordered = view.actions.toSorted(
    (a, b) =>
      Number(a.retired) - Number(b.retired) || phases.indexOf(a.phase) - phases.indexOf(b.phase),
  );
  const rows: Row[] = ordered.map((action, at) => ({
    action,
    opens: ordered[at - 1]?.phase !== action.phase,
  }));
  if (rows.length === 0) return <Message kind="empty">{t('templates:empty.actions')}</Message>;
  // The panel says the rest of the one that is selected.
  const columns = columnsOf(tools, view).filter(
    ({ id }) => selected === null || (id !== 'evidence' && id !== 'blocking'),
  );
  return (
    <DataTable
      id="template-actions"
      label={t('templates:tabs.current')}
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={({ action }) => action.id}
      selected={selected}
      onOpen={({ action }) => onSelect(action.id)}
    />
  );
}

function columnsOf({ t, label, language }: LanguageTools, view: TemplateView): DataColumn<Row>[] {
  return [
    {
      id: 'phase',
      label: t('templates:field.phase'),
      width: 'minmax(140px, 1.2fr)',
      cell: ({ action, opens }) =>
        opens && (
          <b title={namesOf(label, view.phases, [action.phase])}>
            <bdi>{namesOf(label, view.phases, [action.phase])}</bdi>
          </b>
        ),
    },
    {
      id: 'title',
      label: t('templates:field.title'),
      width: 'minmax(220px, 2.4fr)',
      cell: ({ action }) => (
        <span className={styles['name']} title={label(action.title)}>
          {action.retired && <Tag tone="plain">{t('templates:retired')}</Tag>}
          <span dir="auto">{label(action.title)}</span>
        </span>
      ),
    },
    {
      id: 'due',
      label: t('templates:field.dueOffsetDays'),
      // Arabic says it in a sentence.
      width: language === 'ar' ? '165px' : '84px',
      end: language !== 'ar',
      cell: ({ action }) => (
        <bdi className={styles['figure']}>{offsetWords(t, action.dueOffsetDays)}</bdi>
      ),
    },
    {
      id: 'who',
      label: t('templates:field.actors'),
      width: 'minmax(130px, 1fr)',
      cell: ({ action }) => <bdi>{namesOf(label, view.actors, action.actors)}</bdi>,
    },
    {
      id: 'evidence',
      label: t('templates:field.evidence'),
      width: '104px',
      cell: ({ action }) =>
        action.evidence === 'none' ? '—' : t(`templates:evidence.${action.evidence}`),
    },
    {
      id: 'blocking',
      label: t('templates:field.blocking'),
      width: '90px',
      cell: ({ action }) => (action.blocking ? <b>{t('templates:yes')}</b> : '—'),
    },
  ];
}
